"""The purchase order as a PDF: tagged (PDF/UA-1), archival (PDF/A-3a), the same every time.

WeasyPrint lays it out; equal input gives equal bytes, so that a hash can stand for a document.
"""

from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from weasyprint import CSS, HTML, Attachment
from weasyprint.text.fonts import FontConfiguration

from store.gateways.pdf_codes import qr_code
from store.gateways.pdf_sources import Sources
from store.gateways.pdf_standards import declare_accessible
from store.gateways.pictures import PictureError, on_white
from store.gateways.purchase_order import AmountLine, PurchaseOrder
from store.gateways.purchase_order_facts import (
    Writer,
    delivery_facts,
    seller_facts,
    vehicle_facts,
)
from store.gateways.purchase_order_words import role_labels, words
from store.gateways.typefaces import BRANDS, SIGNATURE, cut


STYLE = Path(__file__).parents[2] / "static" / "css" / "documents" / "purchase_order.css"
# Declared in the stylesheet: the engine leaves its own copy of the profile open.
COLOURS = "--srgb"
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
    page = _environment().get_template(TEMPLATE).render(_context(order))
    sources = Sources(_pictures(order))
    fonts, profiles = FontConfiguration(), dict[str, object]()
    document = HTML(string=page, url_fetcher=sources, base_url="order:page")
    style = CSS(
        string=_style(order.brand),
        url_fetcher=sources,
        font_config=fonts,
        color_profiles=profiles,
        base_url="order:style",
    )
    printed: bytes = document.write_pdf(
        stylesheets=[style],
        font_config=fonts,
        color_profiles=profiles,
        output_intent=COLOURS,
        pdf_variant="pdf/a-3a",
        pdf_identifier=order.order_sha256[:32].encode("ascii"),
        custom_metadata=True,
        attachments=[_attachment(order)],
        finisher=declare_accessible,
    )
    return printed


def signature_typeface() -> bytes:
    """Return the font in which visible signatures are drawn."""
    return cut(SIGNATURE)


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


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("store", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _style(brand: str) -> str:
    faces = "\n".join(one.rule for one in BRANDS[brand])
    return f"{faces}\n{STYLE.read_text('utf-8')}"


def _attachment(order: PurchaseOrder) -> Attachment:
    issued = order.issued_at.astimezone(UTC)
    return Attachment(
        string=order.order_json.decode("utf-8"),
        name="order.json",
        description=order.number,
        created=issued,
        modified=issued,
        relationship="Source",
    )


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
