"""Believing about a deposit only what the provider answers when asked, once and in any order."""

from datetime import datetime, timedelta

from sqlalchemy import select

from store.extensions import db, transaction
from store.gateways.payments import Deposit
from store.gateways.registry import gateways
from store.models import Order, Payment
from store.orders.deposits import (
    HELD,
    PROVIDER_SAID,
    SENT_BACK,
    awaits_card,
    deposit_fact,
    owe_capture,
    owe_payment_back,
    payment_of,
    payments_of,
)
from store.orders.events import SYSTEM, advance, locked, record
from store.orders.hand_over import after_deposit, lose_hold, resume
from store.orders.hold import sell
from store.orders.invite import tell_co_buyer
from store.orders.letters import write_customer
from store.orders.lifecycle import Act, State
from store.orders.refusals import CarTaken


# A look that was answered earlier may be written later; a payment never moves down this ladder.
RUNG = {
    "open": 0,
    "failed": 1,
    "expired": 2,
    "authorised": 3,
    "captured": 4,
    "released": 5,
    "refunded": 5,
}


CARD_AWAITED = (
    State.SIGNED,
    State.UNSECURED,
    State.APPROVAL,
    State.UNPLACED,
    State.OFFERED,
    State.ACCEPTED,
)
SETTLED_WITHIN = timedelta(hours=25)  # a card page lives a day
LEFT_ALONE = timedelta(minutes=1)


def settle(checkout_id: str, at: datetime) -> Payment:
    """Ask the provider about a checkout and act on its answer, once and in any order.

    Raises:
        NotFound: no deposit of ours has this checkout.
        PaymentError: the provider does not answer.
    """
    order_id = payment_of(checkout_id).order_id
    db.session.rollback()
    said = gateways().payments.look(checkout_id)
    with transaction():
        order = locked(order_id)
        payment = payment_of(checkout_id)
        if take_word(order, payment, said, at):
            _held(order, payment, said, at)
        return payment


def settle_open(at: datetime) -> int:
    """Ask about every open card page of the last day; a lost webhook loses no deposit.

    Returns:
        How many turned out to be no longer open.
    """
    younger, older = at - SETTLED_WITHIN, at - LEFT_ALONE
    found = db.session.scalars(
        select(Payment.checkout_id)
        .join(Order, Order.id == Payment.order_id)
        .where(Payment.state == "open", Payment.created_at.between(younger, older))
        .where(Order.state.in_(CARD_AWAITED))
    ).all()
    return sum(settle(checkout_id, at).state != "open" for checkout_id in found)


def take_word(order: Order, payment: Payment, said: Deposit, at: datetime) -> bool:
    """Copy the provider's word and record what it says, under the order's lock.

    A hold that is gone while the order still rests on it is an act of its own (`lose_hold`).

    Returns:
        Whether the amount is newly held.
    """
    was = payment.state
    fresh = apply_word(payment, said, at)
    if payment.state != was and payment.state in PROVIDER_SAID:
        data = {"payment": payment.id, "was": was, "now": payment.state}
        record(order, PROVIDER_SAID[payment.state], f"provider:{payment.provider}", data, at)
        if (was, payment.state) == ("authorised", "released"):
            lose_hold(order, payment, at)
    return fresh


def apply_word(payment: Payment, said: Deposit, at: datetime) -> bool:
    """Copy the provider's word, never backwards; returns whether the amount is newly held."""
    was = payment.state
    if RUNG[said.state] < RUNG[was]:
        return False
    payment.state = said.state
    if payment.failure not in SENT_BACK:
        payment.failure = said.failure
    payment.intent_id = said.intent_id or payment.intent_id
    payment.capture_before, payment.updated_at = said.capture_before, at
    return payment.state in HELD and was not in HELD


def _held(order: Order, payment: Payment, said: Deposit, at: datetime) -> None:
    actor = f"provider:{payment.provider}"
    wrong = _objection(order, payment, said, at)
    if wrong:
        payment.failure = wrong
        record(order, "deposit_sent_back", actor, {"payment": payment.id, "reason": wrong}, at)
        owe_payment_back(payment, at)
        return
    if order.state != State.SIGNED:
        held_again(order, payment, at)
        return
    try:
        _sell_car(order, at)
    except CarTaken as error:
        advance(order, Act.CANCEL, SYSTEM, {"reason": error.reason}, at)
        owe_payment_back(payment, at)
        facts = {"reason": "car_taken", "deposit": deposit_fact(order, at).standing}
        write_customer(order, "cancelled", at, facts=facts)
        tell_co_buyer(order, "co_ended", at)
        return
    data = {"payment": payment.id, "amount_cents": said.amount_cents, "currency": said.currency}
    advance(order, Act.HOLD, actor, data, at)
    write_customer(order, "deposit", at, facts={"amount_cents": said.amount_cents})
    after_deposit(order, at)


def held_again(order: Order, payment: Payment, at: datetime) -> None:
    """Go on with an order whose deposit is held anew, in the caller's transaction.

    An older hold that still stands is let go; one that is gone had stopped the order.
    """
    older = [one for one in _others(order, payment) if one.state == "authorised"]
    actor, before = f"provider:{payment.provider}", State(order.state)
    data = {"payment": payment.id, "amount_cents": payment.amount_cents}
    if older:
        record(order, "renew_hold", actor, data, at)
        for one in older:
            owe_payment_back(one, at)
    else:
        advance(order, Act.HOLD, actor, data, at)
        facts = {"amount_cents": payment.amount_cents}
        write_customer(order, "deposit", at, suffix=f":{payment.id}", facts=facts)
    if before is State.UNSECURED:
        resume(order, at)
    elif before is State.ACCEPTED:
        owe_capture(order, at)


def _others(order: Order, payment: Payment) -> list[Payment]:
    return [
        one
        for one in payments_of(order.id)
        if one.id != payment.id and one.failure not in SENT_BACK
    ]


def _objection(order: Order, payment: Payment, said: Deposit, at: datetime) -> str:
    """Return why a held amount must go back, or nothing."""
    asked = (payment.amount_cents, payment.currency.upper())
    if (said.amount_cents, said.currency.upper()) != asked:
        return "amount_mismatch"
    return "" if awaits_card(order, at, but=payment) else "not_awaited"


def _sell_car(order: Order, at: datetime) -> None:
    if order.stock_vehicle_id:
        sell(order.stock_vehicle_id, order.journey_id, at)
