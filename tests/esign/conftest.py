"""A trust, its signer and a small order at every stage, made once for the package's tests."""

from collections.abc import Callable
from datetime import timedelta
from importlib.resources import files

import pytest

from esign import Authority, Event, EvidenceChain, Role, Signer, augment, prepare, sign
from tests.esign.small_order import AT, CONSENT, FIELDS, RAISED_AT, draft, record


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
    """Signed by everybody, level B-T."""
    return revisions[Role.DEALER]


@pytest.fixture(scope="session")
def raised(signed: bytes, signer: Signer) -> bytes:
    """The same at level B-LTA."""
    return augment(signed, signer, RAISED_AT)


@pytest.fixture(scope="session")
def evidence(revisions: dict[Role, bytes]) -> EvidenceChain:
    """The events up to the last signature."""
    chain = EvidenceChain().append(Event("sent", AT, "store", {"channel": "e-mail"}))
    for minute, (role, pdf) in enumerate(revisions.items()):
        chain = record(chain, role.value, pdf, AT + timedelta(minutes=minute))
    return chain


@pytest.fixture(scope="session")
def full_evidence(evidence: EvidenceChain, raised: bytes) -> EvidenceChain:
    """The events up to the last timestamp."""
    return record(evidence, "system", raised, RAISED_AT)


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
