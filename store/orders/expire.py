"""Orders nobody signed, and signed ones nobody paid the deposit of, end after seven days."""

from datetime import datetime

from sqlalchemy import or_, select

from store.extensions import db, transaction
from store.models import Order
from store.orders.events import SYSTEM, advance, locked
from store.orders.freeze import SIGN_WITHIN
from store.orders.lifecycle import Act, State
from store.orders.sign import PAY_WITHIN
from store.orders.unwind import unwind


def expire_due(at: datetime) -> int:
    """End every order whose seven days are over, and return how many."""
    unsigned = (Order.state == State.READY) & (Order.created_at <= at - SIGN_WITHIN)
    unpaid = (Order.state == State.SIGNED) & (Order.signed_at <= at - PAY_WITHIN)
    found = db.session.scalars(select(Order.id).where(or_(unsigned, unpaid))).all()
    return sum(expire(order_id, at) for order_id in found)


def expire(order_id: str, at: datetime) -> bool:
    """End one order if its time is over; returns whether it did."""
    with transaction():
        order = locked(order_id)
        before = State(order.state)
        if not _over(order, at):
            return False
        advance(order, Act.EXPIRE, SYSTEM, {}, at)
        unwind(order, before, "expired", at)
        return True


def _over(order: Order, at: datetime) -> bool:
    if order.state == State.READY:
        return order.created_at <= at - SIGN_WITHIN
    signed = order.signed_at if order.state == State.SIGNED else None
    return signed is not None and signed <= at - PAY_WITHIN
