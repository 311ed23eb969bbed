"""The purchase order as a PDF: tagged (PDF/UA-1), archival (PDF/A-3a), the same every time.

WeasyPrint lays it out; equal input gives equal bytes, so that a hash can stand for a document.
"""

from datetime import UTC, datetime
from typing import Any

from store.gateways.pdf_codes import qr_code
from store.gateways.pdf_pages import Page, archival, attached, environment
from store.gateways.pictures import PictureError, on_white
from store.gateways.purchase_order import AmountLine, PurchaseOrder
from store.gateways.purchase_order_facts import (
    Writer,
    delivery_facts,
    seller_facts,
    vehicle_facts,
)
from store.gateways.purchase_order_words import role_labels, words
from store.gateways.typefaces import BRANDS, signature


TEMPLATE = "documents/purchase_order.html"


class PdfError(RuntimeError):
    """The document cannot be printed; the message says which part and why."""


def render_purchase_order(order: PurchaseOrder) -> bytes:
    """Print a purchase order.

    Args:
        order: Everything it says; the order's canonical JSON is attached as `order.json`.

    Returns:
        The bytes of a tagged PDF with a named destination `signature-<role>` for each
        signature, ready for `esign.prepare`. Equal orders give equal bytes.

    Raises:
        PdfError: Not exactly one total, a picture that is no PNG, an unknown brand, a naive
            moment of issue.
    """
    _refuse(order)
    page = Page(
        name="order",
        html=environment().get_template(TEMPLATE).render(_context(order)),
        brand=order.brand,
        sheets=("purchase_order.css",),
        identity=order.identity,
        pictures=_pictures(order),
    )
    source = attached("order.json", order.order_json, order.number, order.issued_at)
    return archival(page, source, described=True)


def signature_typeface() -> bytes:
    """Return the fonts in which visible signatures are drawn, as a collection."""
    return signature()


def _refuse(order: PurchaseOrder) -> None:
    if len(_totals(order)) != 1:
        raise PdfError(f"order {order.number}: it needs exactly one total line")
    if order.brand not in BRANDS:
        raise PdfError(f"order {order.number}: there is no design for the brand {order.brand!r}")
    if order.issued_at.tzinfo is None:
        raise PdfError(f"order {order.number}: the moment of issue has no time zone")


def _pictures(order: PurchaseOrder) -> dict[str, bytes]:
    pictures = {}
    if order.verification_url:
        pictures["verification"] = qr_code(order.verification_url)
    if not order.illustration_png:
        return pictures
    try:
        return {**pictures, "illustration": on_white(order.illustration_png)}
    except PictureError as error:
        raise PdfError(f"order {order.number}: the illustration cannot be used: {error}") from error


def _totals(order: PurchaseOrder) -> list[AmountLine]:
    return [line for line in order.lines if line.weight == "total"]


def _context(order: PurchaseOrder) -> dict[str, Any]:
    writer, word = Writer(order.language, order.currency), words(order.language)
    return {
        "order": order,
        "word": word,
        "euros": writer.euros,
        "day": writer.day,
        "month": writer.month,
        "issued": _w3c(order.issued_at),
        "total": writer.euros(_totals(order)[0].cents),
        "labels": role_labels(order.language),
        "seller": seller_facts(order, word),
        "vehicle": vehicle_facts(order, word, writer),
        "delivery": delivery_facts(order, word, writer),
    }


def _w3c(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
