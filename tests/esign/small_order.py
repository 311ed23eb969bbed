"""A small purchase order: its draft, who consents, and the record of a signature."""

from datetime import UTC, datetime, timedelta

from weasyprint import HTML, Attachment

from esign import Consent, Event, EvidenceChain, Field, Role
from esign.canonical import sha256_hex
from esign.verification import signature_record


AT = datetime(2026, 11, 21, 17, 42, tzinfo=UTC)
RAISED_AT = AT + timedelta(minutes=5)
CONSENT = Consent(
    name="Łucja Žižek",
    sentence="Je commande cette voiture.",
    button="Commander avec obligation de paiement",
    method="code envoyé à l…k@example.fr",
)
FIELDS = (
    Field(Role.BUYER, "Signature of the buyer"),
    Field(Role.CO_BUYER, "Signature of the co-buyer"),
    Field(Role.DEALER, "Signature of the dealer"),
)
PAGE = """<html lang="en"><head><title>Order</title><meta name="orderhash" content="{hash}">
<meta name="dcterms.created" content="2026-11-21T17:40:00Z"></head><body><p>A car</p>
<p id="signature-buyer">Buyer</p><p id="signature-co-buyer">Co-buyer</p>
<p id="signature-dealer">Dealer</p></body></html>"""


def draft(order: bytes = b'{"total":1}', printed: bytes | None = None) -> bytes:
    """A tagged PDF with the order attached, as the store prints it but quicker.

    Args:
        order: What is attached.
        printed: Of what the hash is printed, when that is not the truth.
    """
    attached = Attachment(
        string=order.decode(), name="order.json", created=AT, modified=AT, relationship="Source"
    )
    page = PAGE.format(hash=sha256_hex(printed or order))
    pdf: bytes = HTML(string=page).write_pdf(
        pdf_variant="pdf/ua-1", custom_metadata=True, attachments=[attached]
    )
    return pdf


def record(chain: EvidenceChain, actor: str, pdf: bytes, at: datetime) -> EvidenceChain:
    """Append the signing event as the store does."""
    return chain.append(Event("signed", at, actor, {"signature": signature_record(pdf)}))
