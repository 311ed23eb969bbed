"""The finished order is sealed for years: a job of the outbox, tried until it is made."""

from datetime import datetime

from sqlalchemy import select

import esign
from store.extensions import db, transaction
from store.gateways.registry import gateways
from store.models import Order, OrderDocument
from store.orders.documents import attach, document, keep
from store.orders.events import SYSTEM, locked, record
from store.orders.evidence import FINISHED, owe_evidence
from store.orders.invite import tell_co_buyer
from store.orders.letters import write_customer


def seal(order_id: str, at: datetime) -> bool:
    """Raise the countersigned order to B-LTA once; returns whether it was done now.

    The customer gets this file and no earlier one: it is the last, and nothing can follow it.

    Args:
        order_id: The order.
        at: This moment, which the timestamp authority confirms.

    Raises:
        ArchiveError, esign.EsignError: it could not be made; nothing changed.
    """
    if not _awaits(order_id):
        return False
    number = db.session.get_one(Order, order_id).number
    name = document(order_id, "countersigned").name
    db.session.rollback()
    outside = gateways()
    pdf = esign.augment(outside.archive.get(name), outside.trust.signer, at)
    kept = keep(outside.archive, number, "sealed", pdf)
    data = {"signature": esign.signature_record(pdf), "file_sha256": kept.sha256}
    with transaction():
        order = locked(order_id)
        if not _awaits(order_id):
            return False
        attach(order, kept, at)
        record(order, "seal", SYSTEM, data, at)
        owe_evidence(order, FINISHED, at)
        write_customer(order, "countersigned", at, attach=("sealed",))
        tell_co_buyer(order, "co_sealed", at, attach=("sealed",))
        return True


def _awaits(order_id: str) -> bool:
    kinds = db.session.scalars(
        select(OrderDocument.kind).where(OrderDocument.order_id == order_id)
    ).all()
    return "countersigned" in kinds and "sealed" not in kinds
