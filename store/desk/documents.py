"""Signed files of an order, sent to who may read them."""

from io import BytesIO

from flask import Response, send_file

from store.gateways.registry import gateways
from store.models import Order
from store.orders.documents import document


def send_document(order: Order, kind: str) -> Response:
    """Answer with a file of the archive.

    Raises:
        NotFound: the order has none of this kind.
        ArchiveError: the archive does not give it.
    """
    content = gateways().archive.get(document(order.id, kind).name)
    name = f"{order.number}-{kind}.pdf"
    return send_file(BytesIO(content), "application/pdf", as_attachment=True, download_name=name)
