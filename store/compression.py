"""Answers as small as the browser can read them; the token inside is masked: `extensions`.

Style sheets, scripts and drawings are compressed once, where they are made. Here it is done for
each answer, with what costs least: docs/decisions/2026-12-01-compression.md.
"""

import gzip
from http import HTTPStatus

import brotli
from flask import Flask, Response, request


KINDS = frozenset({"text/html", "text/plain", "text/csv", "application/json", "image/svg+xml"})
LEAST_BYTES = 600  # below, the answer fits a packet anyway
BROTLI_QUALITY, GZIP_LEVEL = 3, 4


def init_app(app: Flask) -> None:
    """Compress every answer; to be bound before whatever else changes a body."""
    app.after_request(compress)


def compress(response: Response) -> Response:
    """Compress a finished text as the request accepts; a stream, a file or a part stays."""
    if response.mimetype not in KINDS or response.is_streamed or response.direct_passthrough:
        return response
    response.vary.add("Accept-Encoding")
    coding = request.accept_encodings.best_match(["br", "gzip"])
    body = response.get_data()
    if not coding or not _may_be(response) or len(body) < LEAST_BYTES:
        return response
    packed = (
        brotli.compress(body, quality=BROTLI_QUALITY)
        if coding == "br"
        else gzip.compress(body, GZIP_LEVEL, mtime=0)
    )
    response.set_data(packed)
    response.content_encoding = coding
    return response


def _may_be(response: Response) -> bool:
    partial = response.status_code == HTTPStatus.PARTIAL_CONTENT
    return not response.content_encoding and not partial
