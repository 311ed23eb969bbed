"""A file of a buyer's paper, sent to who may look at it: shown as a picture, never run."""

from io import BytesIO

from flask import Response, send_file

from store.gateways.registry import gateways
from store.models import Order
from store.papers.folder import file_of
from store.papers.vault import unseal


ENDINGS = {"image/jpeg": "jpg", "application/pdf": "pdf"}
POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""A browser styles the page it makes around a picture; nothing else may run or load in it."""


def send_paper(order: Order, file_id: str) -> Response:
    """Answer with a file: a picture to look at, a PDF to download.

    Raises:
        NotFound: the order has no such file.
        ArchiveError: the archive does not give it.
    """
    found = file_of(order.id, file_id)
    content = unseal(gateways().archive, found.name, found.key)
    answer = send_file(
        BytesIO(content),
        found.media_type,
        as_attachment=found.media_type == "application/pdf",
        download_name=f"{order.number}-{found.id[:6]}.{ENDINGS[found.media_type]}",
    )
    answer.headers["Content-Security-Policy"] = POLICY
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
