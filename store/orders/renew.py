"""The watcher of card holds: renewed two days before they end, asked for again once they ended.

A hold is renewed by the mandate the card page took (off session). Where the bank refuses, or asks
for its customer (3-D Secure), the customer gets a letter with one click to put the card again.
"""

from datetime import datetime

import structlog
from sqlalchemy import select

from store.database import new_id
from store.extensions import db, transaction
from store.gateways.payments import Deposit, PaymentError
from store.gateways.registry import gateways
from store.models import Order, Payment
from store.orders.deposits import (
    RENEWABLE,
    RENEWED_BEFORE,
    held_payment,
    owe_payment_back,
    payment_of,
)
from store.orders.events import locked, record
from store.orders.letters import write_customer
from store.orders.lifecycle import State
from store.orders.once import insert_once
from store.orders.settle import held_again, settle


WATCHED = (*RENEWABLE, State.UNSECURED, State.ACCEPTED)
log = structlog.get_logger("volant")


def watch_holds(at: datetime) -> int:
    """Renew every hold that ends within 48 hours, and see to those that have ended.

    Each asks the provider by itself: one that does not answer is tried in a minute and stops no
    other.

    Returns:
        How many holds were renewed, refused or found gone.
    """
    due = db.session.execute(
        select(Payment.id, Payment.checkout_id, Payment.capture_before)
        .join(Order, Order.id == Payment.order_id)
        .where(
            Payment.state == "authorised",
            Payment.capture_before <= at + RENEWED_BEFORE,
            Order.state.in_(WATCHED),
        )
        .order_by(Payment.capture_before)
    ).all()
    count = 0
    for payment_id, checkout_id, ends in due:
        try:
            if ends is not None and ends <= at:
                count += settle(checkout_id, at).state != "authorised"
            else:
                count += renew(payment_id, at)
        except PaymentError as error:
            db.session.rollback()
            log.warning("hold_unwatched", payment=payment_id, reason=str(error))
    return count


def renew(payment_id: str, at: datetime) -> bool:
    """Renew one hold, or ask its owner for the card; returns whether there was anything to do.

    Raises:
        PaymentError: the provider does not answer; the same key may be tried again.
    """
    payment = db.session.get_one(Payment, payment_id, populate_existing=True)
    order = db.session.get_one(Order, payment.order_id, populate_existing=True)
    intent, asked = payment.intent_id, payment.renewal_refused_at is not None
    held, order_id = held_payment(order.id), order.id
    wanted = order.state in RENEWABLE and held is not None and held.id == payment_id
    db.session.rollback()
    if asked or not wanted or intent is None:
        return False
    said = gateways().payments.hold_again(intent, f"renew:{payment_id}")
    with transaction():
        order = locked(order_id)
        payment = db.session.get_one(Payment, payment_id, populate_existing=True)
        if said.state == "authorised":
            _renewed(order, payment, said, at)
        elif payment.renewal_refused_at is None:
            _refused(order, payment, said, at)
    return True


def _renewed(order: Order, old: Payment, said: Deposit, at: datetime) -> None:
    """Keep the new hold; one that nobody awaits any more goes back at once."""
    insert_once(
        Payment,
        id=new_id(),
        order_id=order.id,
        provider=old.provider,
        checkout_id=said.checkout_id,
        checkout_url="",
        intent_id=said.intent_id,
        amount_cents=said.amount_cents,
        currency=said.currency,
        state=said.state,
        failure="",
        capture_before=said.capture_before,
        created_at=at,
        updated_at=at,
    )
    made = payment_of(said.checkout_id)
    whole = (made.amount_cents, made.currency) == (old.amount_cents, old.currency.upper())
    if order.state in RENEWABLE and old.state == "authorised" and whole:
        held_again(order, made, at)
    else:
        made.failure = "not_awaited" if whole else "amount_mismatch"
        owe_payment_back(made, at)


def _refused(order: Order, payment: Payment, said: Deposit, at: datetime) -> None:
    payment.renewal_refused_at = at
    actor = f"provider:{payment.provider}"
    data = {"payment": payment.id, "reason": said.failure}
    record(order, "renewal_refused", actor, data, at)
    if payment.capture_before is not None and order.state in RENEWABLE:
        until = payment.capture_before.isoformat()
        facts = {"amount_cents": payment.amount_cents, "until": until}
        write_customer(order, "hold_ends", at, suffix=f":{payment.id}", facts=facts)
