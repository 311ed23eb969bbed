"""The append-only, hash-chained events of an order, and the only place its state changes."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import joinedload

from esign import Event, EvidenceChain, event_hash
from store.extensions import db
from store.models import Order, OrderEvent
from store.orders.lifecycle import Act, State, next_state
from store.orders.part_exchange import follow
from store.orders.refusals import NotFound


GENESIS = "0" * 64
# Built once: every verb begins with the first, and every event asks the second.
LOCKED = (
    select(Order)
    .where(Order.id == bindparam("order_id"))
    .options(joinedload(Order.account, innerjoin=True), joinedload(Order.dealer, innerjoin=True))
    .with_for_update(of=Order)
    .execution_options(populate_existing=True)
)
LAST = (
    select(OrderEvent.position, OrderEvent.at, OrderEvent.hash)
    .where(OrderEvent.order_id == bindparam("order_id"))
    .order_by(OrderEvent.position.desc())
    .limit(1)
)
SYSTEM = "system"
DATES = {
    Act.SIGN: "signed_at",
    Act.CO_SIGN: "co_signed_at",
    Act.HOLD: "deposit_at",
    Act.LOSE_HOLD: "unsecured_at",
    Act.APPROVE: "approved_at",
    Act.ACCEPT: "accepted_at",
    Act.DELIVER: "delivered_at",
    Act.EXPIRE: "ended_at",
    Act.DECLINE: "ended_at",
    Act.REJECT: "ended_at",
    Act.WITHDRAW: "ended_at",
    Act.CANCEL: "ended_at",
}


def locked(order_id: str) -> Order:
    """Load an order for change: until the transaction ends nobody else changes it.

    Raises:
        NotFound: there is no such order.
    """
    order = db.session.scalar(LOCKED, {"order_id": order_id})
    if order is None:
        raise NotFound("order", "there is none with this id")
    return order


def locked_for_dealer(order_id: str, dealer_id: str) -> Order:
    """Load for change an order that is before, or of, this dealer; raises NotFound."""
    order = locked(order_id)
    if order.dealer_id != dealer_id:
        raise NotFound("order", "it is not before this dealer")
    return order


def locked_for_buyer(order_id: str, account_id: str) -> Order:
    """Load for change an order of this buyer; raises NotFound."""
    order = locked(order_id)
    if order.account_id != account_id:
        raise NotFound("order", "this buyer has none with this id")
    return order


def record(order: Order, kind: str, actor: str, data: Mapping[str, Any], at: datetime) -> None:
    """Append an event inside the caller's transaction, under the order's lock.

    Two requests may wait for the same lock in another order than their clocks were read; an event
    is never dated before the one it follows, or the chain would not verify.
    """
    last = db.session.execute(LAST, {"order_id": order.id}).one_or_none()
    moment = max(at, last.at) if last else at
    previous = last.hash if last else GENESIS
    db.session.add(
        OrderEvent(
            order_id=order.id,
            position=last.position + 1 if last else 0,
            kind=kind,
            at=moment,
            actor=actor,
            data=dict(data),
            previous=previous,
            hash=event_hash(previous, kind, moment, actor, dict(data)),
        )
    )


def advance(order: Order, act: Act, actor: str, data: Mapping[str, Any], at: datetime) -> None:
    """Do an act: check the table, set the state and its date, record the event.

    Raises:
        WrongState: the act is not possible now.
        tradein.WrongStageError: the car given in exchange stands in its way.
    """
    order.state = next_state(State(order.state), act)
    dated = DATES.get(act)
    if dated:
        setattr(order, dated, at)
    record(order, act, actor, data, at)
    for kind, told in follow(order):
        record(order, kind, actor, told, at)


def chain(order_id: str) -> EvidenceChain:
    """Return the events of an order as the evidence chain that anybody can verify."""
    rows = db.session.scalars(
        select(OrderEvent).where(OrderEvent.order_id == order_id).order_by(OrderEvent.position)
    )
    return EvidenceChain(
        tuple(
            Event(
                kind=row.kind,
                at=row.at,
                actor=row.actor,
                data=row.data,
                previous=row.previous,
                hash=row.hash,
            )
            for row in rows
        )
    )


def verify_chain(order_id: str) -> None:
    """Recompute every hash and link of an order's events.

    Raises:
        esign.errors.EvidenceBroken: naming the first event that does not hold.
    """
    chain(order_id).verify()
