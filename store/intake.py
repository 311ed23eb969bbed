"""What enters the store as text: addresses, fields and file names that can be read and kept.

A NUL byte ends a text in C and is no text for PostgreSQL; of bytes that are no UTF-8, lone
surrogates among them (RFC 3629, section 3), nobody knows what was meant. Both are refused here,
once for every view. The content of a file is looked at by whoever takes it.
"""

from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

from flask import Flask, request
from werkzeug.exceptions import BadRequest


LOST = ("\0", "\ufffd")
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


class Unreadable(BadRequest):
    """A text that was sent cannot be read or kept as it stands."""


def init_app(app: Flask) -> None:
    """Look at every request before anything else reads it."""
    app.before_request(_look)


def _look() -> None:
    try:
        texts = list(_texts())
    except UnicodeDecodeError as error:
        raise Unreadable from error
    if any(sign in text for text in texts for sign in LOST):
        raise Unreadable


def _texts() -> Iterator[str]:
    yield request.path
    yield unquote_to_bytes(request.query_string).decode()
    yield from request.headers.values()
    if request.mimetype in FORMS:
        yield from (text for pair in request.form.items(multi=True) for text in pair)
        for name, file in request.files.items(multi=True):
            yield name
            yield file.filename or ""
