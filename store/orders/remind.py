"""Who has something to sign is reminded every second day, until the seven days are over."""

from datetime import datetime, timedelta

from sqlalchemy import func, select

from store.extensions import db, transaction
from store.models import Order
from store.orders.belonging import belonging
from store.orders.codes import masked
from store.orders.events import SYSTEM, locked, record
from store.orders.freeze import SIGN_WITHIN
from store.orders.invite import link_sent
from store.orders.letters import write_customer
from store.orders.lifecycle import State


EVERY = timedelta(days=2)
WAITING = (State.READY, State.CO_SIGNING)


def remind_due(at: datetime) -> int:
    """Remind everybody who is due, and return how many."""
    asked = func.coalesce(Order.reminded_at, Order.created_at)
    due = select(Order.id).where(Order.state.in_(WAITING), belonging(), asked <= at - EVERY)
    return sum(remind(order_id, at) for order_id in db.session.scalars(due).all())


def remind(order_id: str, at: datetime) -> bool:
    """Remind of one order if it is due; returns whether it was."""
    with transaction():
        order = locked(order_id)
        asked = order.reminded_at or order.created_at
        if order.state not in WAITING or asked > at - EVERY:
            return False
        order.reminded_at = at
        data = _buyer(order, at) if order.state == State.READY else _co_buyer(order, at)
        record(order, "remind", SYSTEM, data, at)
        return True


def _buyer(order: Order, at: datetime) -> dict[str, str]:
    until = (order.created_at + SIGN_WITHIN).isoformat()
    suffix = f":{at.timestamp():.0f}"
    write_customer(order, "sign_reminder", at, suffix=suffix, facts={"until": until})
    return {"role": "buyer", "to": masked(order.account.email)}


def _co_buyer(order: Order, at: datetime) -> dict[str, str]:
    return link_sent(order, "co_sign_reminder", at)
