"""What can be shown of an order to whoever holds its document: its proof, and no person.

A paper is known by the random id printed on it, a file by the hash of its own bytes. The hash of
a Deal names a price, which any number of orders can share: it never leads to one of them.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from sqlalchemy import select

import esign
from esign import EvidenceChain, Report, sha256_hex
from store.extensions import db
from store.gateways.registry import gateways
from store.models import Order, OrderDocument
from store.orders.documents import SIGNED_KINDS, latest_signed
from store.orders.events import chain
from store.orders.evidence import ENDED, FINISHED


KEPT_REPORTS = 64
SEALED_BY_THE_STORE = (FINISHED, ENDED)


class Copy(StrEnum):
    """What a file is to the store."""

    OURS = "ours"  # nobody showed a file: it is the one the store keeps
    LATEST = "latest"
    EARLIER = "earlier"  # true, and signed further since
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Proof:
    """What was found of one file. `order` is whose it is, None where the store keeps none."""

    report: Report
    copy: Copy
    order: Order | None


def order_of_paper(verification_id: str) -> Order | None:
    """Return the signed order whose paper bears this id."""
    wanted = (Order.verification_id == verification_id, Order.signed_at.is_not(None))
    return db.session.scalar(select(Order).where(*wanted))


def an_order_of_price(deal_sha256: str) -> Order | None:
    """Return any signed order with this Deal: for its brand, and for nothing of its buyer.

    The code on papers printed before orders had an id was the hash of the Deal.
    """
    wanted = (Order.deal_sha256 == deal_sha256, Order.signed_at.is_not(None))
    return db.session.scalars(select(Order).where(*wanted).limit(1)).first()


def report_of(order: Order) -> Report:
    """Verify the order's latest file against its evidence, as anybody outside would.

    Raises:
        ArchiveError: the file is not in the archive.
    """
    return _report(latest_signed(order.id), last=True)


def proof_of_hash(sha256: str) -> Proof | None:
    """Verify the file with this hash, if the store keeps one that somebody signed or sealed.

    Raises:
        ArchiveError: the file is not in the archive.
    """
    row = _document(sha256)
    if row is None:
        return None
    last = row.kind in SEALED_BY_THE_STORE or row == latest_signed(row.order_id)
    order = db.session.get_one(Order, row.order_id)
    return Proof(_report(row, last=last), Copy.LATEST if last else Copy.EARLIER, order)


def proof_of_copy(pdf: bytes, order: Order | None) -> Proof:
    """Verify a file somebody holds: by its own hash, whichever order's page it is shown to.

    A file the store does not keep is compared with the order it is shown to, if there is one.

    Raises:
        ArchiveError: the file is not in the archive.
    """
    found = proof_of_hash(sha256_hex(pdf))
    if found is not None:
        return found
    evidence = chain(order.id) if order else None
    return Proof(esign.verify(pdf, evidence, gateways().trust.root), Copy.UNKNOWN, order)


def _document(sha256: str) -> OrderDocument | None:
    kinds = (*SIGNED_KINDS, *SEALED_BY_THE_STORE)
    wanted = (OrderDocument.sha256 == sha256, OrderDocument.kind.in_(kinds))
    return db.session.scalars(select(OrderDocument).where(*wanted)).first()


def _report(row: OrderDocument, *, last: bool) -> Report:
    """Verify a kept file against the whole evidence, or an earlier one against what was then."""
    outside = gateways()
    pdf = outside.archive.get(row.name)
    if row.kind in SEALED_BY_THE_STORE:
        return esign.verify_sealed(pdf, outside.trust.root)
    events = chain(row.order_id)
    then = events if last else _until(events, row.sha256)
    return _verified(pdf, then.dump(), outside.trust.root)


def _until(evidence: EvidenceChain, sha256: str) -> EvidenceChain:
    """Return the evidence up to the signature that made a file."""
    for number, event in enumerate(evidence.events, 1):
        record = event.data.get("signature")
        if isinstance(record, dict) and record.get("document_sha256") == sha256:
            return EvidenceChain(evidence.events[:number])
    return evidence


@lru_cache(maxsize=KEPT_REPORTS)
def _verified(pdf: bytes, evidence: bytes, root: bytes) -> Report:
    """Verify once what is shown often: equal bytes have an equal report."""
    return esign.verify(pdf, EvidenceChain.load(evidence), root)
