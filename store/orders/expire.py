"""Orders not signed by everybody, or without their deposit, within seven days come to an end."""

from datetime import datetime

from sqlalchemy import func, or_, select

from store.extensions import db, transaction
from store.models import Order
from store.orders.events import SYSTEM, advance, locked
from store.orders.freeze import SIGN_WITHIN
from store.orders.invite import CO_SIGN_WITHIN
from store.orders.lifecycle import Act, State
from store.orders.sign import PAY_WITHIN
from store.orders.unwind import unwind


def expire_due(at: datetime) -> int:
    """End every order whose seven days are over, and return how many."""
    unsigned = (Order.state == State.READY) & (Order.created_at <= at - SIGN_WITHIN)
    alone = (Order.state == State.CO_SIGNING) & (Order.signed_at <= at - CO_SIGN_WITHIN)
    agreed = func.coalesce(Order.co_signed_at, Order.signed_at)
    unpaid = (Order.state == State.SIGNED) & (agreed <= at - PAY_WITHIN)
    lost = (Order.state == State.UNSECURED) & (Order.unsecured_at <= at - PAY_WITHIN)
    found = db.session.scalars(select(Order.id).where(or_(unsigned, alone, unpaid, lost))).all()
    return sum(expire(order_id, at) for order_id in found)


def expire(order_id: str, at: datetime) -> bool:
    """End one order if its time is over; returns whether it did."""
    with transaction():
        order = locked(order_id)
        before, end = State(order.state), ends_at(order)
        if end is None or end > at:
            return False
        advance(order, Act.EXPIRE, SYSTEM, {}, at)
        unwind(order, before, "expired", at)
        return True


def ends_at(order: Order) -> datetime | None:
    """Return when an order ends for want of a signature or a deposit; None where it waits not."""
    since, within = {
        State.READY: (order.created_at, SIGN_WITHIN),
        State.CO_SIGNING: (order.signed_at, CO_SIGN_WITHIN),
        State.SIGNED: (order.co_signed_at or order.signed_at, PAY_WITHIN),
        State.UNSECURED: (order.unsecured_at, PAY_WITHIN),
    }.get(State(order.state), (None, PAY_WITHIN))
    return since + within if since else None
