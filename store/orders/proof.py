"""What can be shown of an order to whoever holds its document: its proof, and no person."""

from functools import lru_cache

from sqlalchemy import select

import esign
from esign import EvidenceChain, Report
from store.extensions import db
from store.gateways.registry import gateways
from store.models import Order
from store.orders.documents import latest_signed
from store.orders.events import chain


KEPT_REPORTS = 64


def order_of_hash(deal_sha256: str) -> Order | None:
    """Return the latest signed order of a Deal, by the hash its document prints."""
    found = select(Order).where(Order.deal_sha256 == deal_sha256, Order.signed_at.is_not(None))
    return db.session.scalars(found.order_by(Order.created_at.desc())).first()


def report_of(order: Order) -> Report:
    """Verify the order's latest file against its evidence, as anybody outside would.

    Raises:
        ArchiveError: the file is not in the archive.
    """
    outside = gateways()
    kept, events = latest_signed(order.id), chain(order.id)
    return _verified(outside.archive.get(kept.name), events.dump(), outside.trust.root)


def report_on(order: Order, pdf: bytes) -> Report:
    """Verify a file somebody holds against the evidence of the order."""
    return esign.verify(pdf, chain(order.id), gateways().trust.root)


@lru_cache(maxsize=KEPT_REPORTS)
def _verified(pdf: bytes, evidence: bytes, root: bytes) -> Report:
    """Verify once what is shown often: equal bytes have an equal report."""
    return esign.verify(pdf, EvidenceChain.load(evidence), root)
