"""The dealer's signature on an accepted order: a job of the outbox, tried until it is made."""

from datetime import datetime

import esign
from esign import Consent, Role
from store.extensions import db, transaction
from store.gateways.registry import gateways
from store.models import Order, OrderDocument
from store.orders.documents import attach, keep, latest_signed
from store.orders.events import locked, record
from store.orders.lifecycle import State
from store.orders.outbox import owe


SIGNABLE = frozenset({State.ACCEPTED, State.DELIVERED})


def countersign(order_id: str, consent: Consent, at: datetime) -> bool:
    """Add the dealer's signature once; returns whether it was added now.

    Args:
        order_id: The order.
        consent: What the dealer agreed to when accepting.
        at: This moment, which the timestamp authority confirms.

    Raises:
        ArchiveError, esign.EsignError: it could not be made; nothing changed.
    """
    order = db.session.get_one(Order, order_id, populate_existing=True)
    if not _awaits(order):
        return False
    number, name = order.number, latest_signed(order_id).name
    db.session.rollback()
    outside = gateways()
    signed = outside.archive.get(name)
    pdf = esign.sign(signed, Role.DEALER, outside.trust.signer, consent, at)
    kept = keep(outside.archive, number, "countersigned", pdf)
    data = {"signature": esign.signature_record(pdf), "file_sha256": kept.sha256}
    with transaction():
        order = locked(order_id)
        if not _awaits(order):
            return False
        attach(order, kept, at)
        record(order, "countersign", f"dealer:{order.dealer_id}", data, at)
        owe("seal", f"seal:{order.id}", {}, order.id, at)
        return True


def _awaits(order: Order) -> bool:
    if order.state not in SIGNABLE:
        return False
    made = db.session.query(OrderDocument.id).filter_by(order_id=order.id, kind="countersigned")
    return made.first() is None
