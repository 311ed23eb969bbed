"""A small purchase order, a trust and its signer, made once for the package's tests."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from importlib.resources import files

import pytest
from weasyprint import HTML, Attachment

from esign import Authority, Consent, Event, EvidenceChain, Field, Role, Signer, prepare, sign
from esign.canonical import sha256_hex
from esign.verification import signature_record


AT = datetime(2026, 11, 21, 17, 42, tzinfo=UTC)
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


def record(chain: EvidenceChain, role: Role, pdf: bytes, at: datetime) -> EvidenceChain:
    """Append the signing event as the store does."""
    return chain.append(Event("signed", at, role.value, {"signature": signature_record(pdf)}))


@pytest.fixture(scope="session")
def authority() -> Authority:
    return Authority.create(AT - timedelta(days=1))


@pytest.fixture(scope="session")
def typeface() -> bytes:
    return (files("fontpkg_figtree") / "files" / "Figtree[wght].ttf").read_bytes()


@pytest.fixture(scope="session")
def signer(authority: Authority, typeface: bytes) -> Signer:
    return authority.signer(typeface)


@pytest.fixture(scope="session")
def prepared() -> bytes:
    return prepare(draft(), FIELDS)


@pytest.fixture(scope="session")
def revisions(prepared: bytes, signer: Signer) -> dict[Role, bytes]:
    """The document after each signature."""
    found, pdf = {}, prepared
    for minute, role in enumerate((Role.BUYER, Role.CO_BUYER, Role.DEALER)):
        pdf = sign(pdf, role, signer, CONSENT, AT + timedelta(minutes=minute))
        found[role] = pdf
    return found


@pytest.fixture(scope="session")
def signed(revisions: dict[Role, bytes]) -> bytes:
    return revisions[Role.DEALER]


@pytest.fixture(scope="session")
def evidence(revisions: dict[Role, bytes]) -> EvidenceChain:
    chain = EvidenceChain().append(Event("sent", AT, "store", {"channel": "e-mail"}))
    for minute, (role, pdf) in enumerate(revisions.items()):
        chain = record(chain, role, pdf, AT + timedelta(minutes=minute))
    return chain


@pytest.fixture(scope="session")
def signed_order(signer: Signer) -> Callable[[bytes], bytes]:
    """Makes another order, signed by the buyer alone."""

    def make(order: bytes) -> bytes:
        return sign(prepare(draft(order), FIELDS), Role.BUYER, signer, CONSENT, AT)

    return make


@pytest.fixture(scope="session")
def drafts() -> Callable[[bytes, bytes], bytes]:
    """Makes an unsigned document whose printed hash may lie."""
    return draft
