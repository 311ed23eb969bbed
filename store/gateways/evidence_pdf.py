"""The evidence of an order as an archival, accessible PDF with the chain itself attached."""

from store.gateways.evidence_sheet import EvidenceSheet
from store.gateways.pdf_pages import Page, archival, attached, environment


TEMPLATE = "documents/evidence.html"


def render_evidence(sheet: EvidenceSheet) -> bytes:
    """Print the evidence; equal sheets give equal bytes, ready for `esign.seal_document`."""
    page = Page(
        name="evidence",
        html=environment().get_template(TEMPLATE).render(sheet=sheet),
        brand=sheet.brand,
        sheets=("purchase_order.css", "evidence.css"),
        identity=sheet.identity,
    )
    return archival(
        page, attached("evidence.json", sheet.evidence_json, sheet.title, sheet.made_at)
    )
