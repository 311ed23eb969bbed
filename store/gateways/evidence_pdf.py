"""The evidence of an order as an archival, accessible PDF with the chain itself attached."""

from datetime import UTC
from functools import cache
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from weasyprint import CSS, HTML, Attachment
from weasyprint.text.fonts import FontConfiguration

from store.gateways.evidence_sheet import EvidenceSheet
from store.gateways.pdf_sources import Sources
from store.gateways.pdf_standards import declare_accessible
from store.gateways.typefaces import BRANDS


STYLES = Path(__file__).parents[2] / "static" / "css" / "documents"
TEMPLATE = "documents/evidence.html"
COLOURS = "--srgb"


def render_evidence(sheet: EvidenceSheet) -> bytes:
    """Print the evidence; equal sheets give equal bytes, ready for `esign.seal_document`."""
    page = _environment().get_template(TEMPLATE).render(sheet=sheet)
    sources, fonts, profiles = Sources({}), FontConfiguration(), dict[str, object]()
    style = CSS(
        string=_style(sheet.brand),
        url_fetcher=sources,
        font_config=fonts,
        color_profiles=profiles,
        base_url="evidence:style",
    )
    document = HTML(string=page, url_fetcher=sources, base_url="evidence:page")
    printed: bytes = document.write_pdf(
        stylesheets=[style],
        font_config=fonts,
        color_profiles=profiles,
        output_intent=COLOURS,
        pdf_variant="pdf/a-3a",
        pdf_identifier=sheet.identity.encode("ascii"),
        attachments=[_attachment(sheet)],
        finisher=declare_accessible,
    )
    return printed


def _attachment(sheet: EvidenceSheet) -> Attachment:
    made = sheet.made_at.astimezone(UTC)
    return Attachment(
        string=sheet.evidence_json.decode("utf-8"),
        name="evidence.json",
        description=sheet.title,
        created=made,
        modified=made,
        relationship="Source",
    )


@cache
def _style(brand: str) -> str:
    sheets = ("purchase_order.css", "evidence.css")
    faces = (one.rule for one in BRANDS[brand])
    return "\n".join((*faces, *((STYLES / name).read_text("utf-8") for name in sheets)))


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("store", "templates"), autoescape=True, undefined=StrictUndefined
    )
