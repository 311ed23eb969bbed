"""What is deleted by itself when its time is over: the purge of each table of the data map.

Regulation (EU) 2016/679, article 5(1)(e). A function takes the moment and the day, deletes in its
own transactions and returns how many rows. Periods without a legal source are the store's own.
"""

from datetime import date, datetime, timedelta
from typing import Any, cast

from sqlalchemy import ColumnElement, CursorResult, and_, delete, exists, func, or_, select

from store.accounts.erasing import take_buyer_out
from store.database import Base
from store.extensions import db, transaction
from store.models import (
    Account,
    Journey,
    LoginSession,
    Order,
    OutboxMessage,
    PaymentEvent,
    RefusedForm,
    Reservation,
    SigningLink,
)
from store.orders.lifecycle import ENDED, State
from store.papers.forget import remove


SESSION_KEPT = timedelta(days=30)
LINK_KEPT = timedelta(days=30)
HOLD_KEPT = timedelta(days=30)
DELIVERED_KEPT = timedelta(days=90)
GUEST_KEPT = timedelta(days=180)
# Code monétaire et financier, article L133-24: a payment is contested within thirteen months.
PAYMENT_EVENT_KEPT = timedelta(days=400)
UNSIGNED_KEPT = timedelta(days=365)
# CNIL, "Gestion commerciale": three years after the last contact of somebody who bought nothing.
PROSPECT_KEPT = timedelta(days=3 * 365)
OVER = ENDED | {State.DELIVERED}


def purge_sessions(at: datetime, _on: date) -> int:
    """Delete sign-ins that ended 30 days ago."""
    over = at - SESSION_KEPT
    return _delete(
        LoginSession, or_(LoginSession.expires_at < over, LoginSession.revoked_at < over)
    )


def purge_signing_links(at: datetime, _on: date) -> int:
    """Delete co-buyers' links that ran out 30 days ago."""
    return _delete(SigningLink, SigningLink.expires_at < at - LINK_KEPT)


def purge_refused_forms(at: datetime, _on: date) -> int:
    """Delete pages with a refused form that nobody can read any more."""
    return _delete(RefusedForm, RefusedForm.expires_at < at)


def purge_reservations(at: datetime, _on: date) -> int:
    """Delete holds that were released 30 days ago."""
    return _delete(Reservation, Reservation.released_at < at - HOLD_KEPT)


def purge_outbox(at: datetime, _on: date) -> int:
    """Delete what was delivered: 90 days ago and its order is over, or its person is erased.

    Until then the row's key keeps the same letter from being owed twice.
    """
    order = exists().where(Order.id == OutboxMessage.order_id)
    running = order.where(Order.state.not_in(OVER))
    erased = order.where(Order.account_id == Account.id, Account.erased_at.is_not(None))
    ended = func.coalesce(OutboxMessage.delivered_at, OutboxMessage.expired_at)
    old = and_(ended < at - DELIVERED_KEPT, ~running)
    return _delete(OutboxMessage, or_(old, and_(ended.is_not(None), erased)))


def purge_payment_events(at: datetime, _on: date) -> int:
    """Delete the provider's messages once a payment can no longer be contested."""
    return _delete(PaymentEvent, PaymentEvent.received_at < at - PAYMENT_EVENT_KEPT)


def purge_journeys(at: datetime, _on: date) -> int:
    """Delete journeys nobody ordered from: a guest's after 180 days, others after three years."""
    ordered = exists().where(Order.journey_id == Journey.id)
    stale = or_(
        and_(Journey.account_id.is_(None), Journey.updated_at < at - GUEST_KEPT),
        Journey.updated_at < at - PROSPECT_KEPT,
    )
    over = and_(~ordered, stale)
    _delete(Reservation, Reservation.journey_id.in_(select(Journey.id).where(over)))
    return _delete(Journey, over)


def purge_unsigned_orders(at: datetime, _on: date) -> int:
    """Take the buyer and the draft out of orders that ended unsigned a year ago."""
    named = Order.buyer["last_name"].as_string().is_not(None)
    over = select(Order).where(
        Order.signed_at.is_(None), Order.ended_at < at - UNSIGNED_KEPT, named
    )
    with transaction():
        orders = db.session.scalars(over).all()
        drafts = [one.name for order in orders for one in order.documents]
        for order in orders:
            take_buyer_out(order)
    remove(drafts)
    return len(orders)


def _delete(model: type[Base], over: ColumnElement[bool]) -> int:
    with transaction():
        gone = db.session.execute(delete(model).where(over))
        return cast("CursorResult[Any]", gone).rowcount
