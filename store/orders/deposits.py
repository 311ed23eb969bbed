"""The deposit of an order: what is a fact about it, and what is owed to it.

Every page and letter says what `deposit_fact` says, which rests on the provider's last word alone.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import select

from store.extensions import db
from store.models import Order, Payment
from store.orders.lifecycle import ENDED, State
from store.orders.outbox import owe
from store.orders.refusals import NotFound


HELD = frozenset({"authorised", "captured"})
RENEWED_BEFORE = timedelta(hours=48)
"""How long before a hold ends it is renewed, or its owner is asked: two days to put a card."""
RENEWABLE = frozenset({State.APPROVAL, State.UNPLACED, State.OFFERED})
ASKED_AGAIN = frozenset({State.APPROVAL, State.ACCEPTED})
SENT_BACK = frozenset({"amount_mismatch", "not_awaited"})
"""Why an amount goes back that the store did not ask for; it is nobody's deposit."""


PROVIDER_SAID = {
    "captured": "deposit_captured",
    "released": "deposit_released",
    "refunded": "deposit_refunded",
    "expired": "card_page_expired",
    "failed": "card_refused",
}
"""The event of each word of the provider; an amount newly held is the order's own act, `hold`."""


class Standing(StrEnum):
    """What is true of a deposit now."""

    NONE = "none"  # none was asked
    AWAITED = "awaited"  # to be paid
    HELD = "held"
    TAKEN = "taken"
    LOST = "lost"  # the hold ended while the order waits
    RELEASED = "released"  # let go with the order's end
    REFUNDED = "refunded"
    UNPAID = "unpaid"  # the order ended before it was paid
    ENDING = "ending"  # the order has ended, the deposit is still held or taken


@dataclass(frozen=True, kw_only=True)
class DepositFact:
    """A deposit as it is: its standing, amount, and until when a hold lasts.

    `card_awaited` says that the customer has a card to put, for the first time or again.
    """

    standing: Standing
    cents: int
    until: datetime | None = None
    card_awaited: bool = False

    @property
    def counts(self) -> bool:
        """Whether the amount is the seller's or held for it: only then is it off the price."""
        return self.standing in {Standing.HELD, Standing.TAKEN, Standing.NONE}

    @property
    def off_cents(self) -> int:
        """What it takes off what is left to pay."""
        return self.cents if self.counts else 0


def deposit_fact(order: Order, at: datetime) -> DepositFact:
    """Return what is true of an order's deposit at this moment."""
    if not order.deposit_cents:
        return DepositFact(standing=Standing.NONE, cents=0)
    payments = [one for one in payments_of(order.id) if one.failure not in SENT_BACK]
    standing = _standing(State(order.state), payments, at)
    held = _holding(payments)
    until = held.capture_before if held is not None and standing is Standing.HELD else None
    return DepositFact(
        standing=standing,
        cents=order.deposit_cents,
        until=until,
        card_awaited=_awaits(order, payments, at),
    )


def _standing(state: State, payments: list[Payment], at: datetime) -> Standing:
    words, held = {one.state for one in payments}, _holding(payments)
    ended = state in ENDED
    if held is not None and (ended or is_secure(held, at)):
        kept = Standing.TAKEN if held.state == "captured" else Standing.HELD
        return Standing.ENDING if ended else kept
    if "refunded" in words:
        return Standing.REFUNDED
    gone = "released" in words or held is not None
    return _WITHOUT[ended, gone]


_WITHOUT = {
    (False, False): Standing.AWAITED,
    (False, True): Standing.LOST,
    (True, False): Standing.UNPAID,
    (True, True): Standing.RELEASED,
}


def is_secure(payment: Payment, at: datetime) -> bool:
    """Say whether the amount of a payment is taken, or held by a hold that has not ended."""
    ends = payment.capture_before
    return payment.state == "captured" or (
        payment.state == "authorised" and (ends is None or ends > at)
    )


def secured(order: Order, at: datetime) -> bool:
    """Say whether an order has its deposit, or needs none."""
    payment = held_payment(order.id)
    return not order.deposit_cents or (payment is not None and is_secure(payment, at))


def awaits_card(order: Order, at: datetime, *, but: Payment | None = None) -> bool:
    """Say whether the customer has a card to put: for the first time, again, or before a hold ends.

    Args:
        order: The order.
        at: This moment.
        but: A payment to be left out: the one in question.
    """
    others = [one for one in payments_of(order.id) if but is None or one.id != but.id]
    return _awaits(order, others, at)


def _awaits(order: Order, payments: list[Payment], at: datetime) -> bool:
    state, held = State(order.state), _holding(payments)
    if not order.deposit_cents or state in {State.SIGNED, State.UNSECURED}:
        return bool(order.deposit_cents)
    if held is None:
        return state in ASKED_AGAIN and all(one.state != "refunded" for one in payments)
    ends = held.capture_before
    return state in RENEWABLE and ends is not None and ends <= at + RENEWED_BEFORE


def worded_as(kind: str, data: Mapping[str, Any]) -> str:
    """Return the kind an event is worded by.

    Events of before December 2026 are named by what the store intended (`capture_deposit`,
    `return_deposit`); what the provider answered is in their data, and that is what happened.
    """
    if kind not in {"capture_deposit", "return_deposit"}:
        return kind
    now = str(data.get("now"))
    return PROVIDER_SAID.get(now, "deposit_sent_back")


def payments_of(order_id: str) -> list[Payment]:
    """Return every deposit attempt of an order, the first one first."""
    return list(
        db.session.scalars(
            select(Payment).where(Payment.order_id == order_id).order_by(Payment.created_at)
        )
    )


def find_payment(checkout_id: str) -> Payment | None:
    """Return the deposit attempt of a checkout, or None where it is not ours."""
    return db.session.scalar(select(Payment).where(Payment.checkout_id == checkout_id))


def payment_of(checkout_id: str) -> Payment:
    """Return the deposit attempt of a checkout, as the database has it now.

    Raises:
        NotFound: no deposit of ours has this checkout.
    """
    found = db.session.scalar(
        select(Payment)
        .where(Payment.checkout_id == checkout_id)
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise NotFound("checkout", "no deposit has it")
    return found


def held_payment(order_id: str) -> Payment | None:
    """Return the payment that holds the deposit, the latest where one renews another, or None."""
    return _holding(payments_of(order_id))


def _holding(payments: Iterable[Payment]) -> Payment | None:
    held = [one for one in payments if one.state in HELD and one.failure not in SENT_BACK]
    return held[-1] if held else None


def owe_capture(order: Order, at: datetime) -> None:
    """Owe the taking of the held deposit."""
    payment = held_payment(order.id)
    if payment is not None:
        owe("capture", f"capture:{payment.id}", {"payment_id": payment.id}, order.id, at)


def owe_return(order: Order, at: datetime) -> None:
    """Owe the customer every deposit of an order that ends, and the closing of open card pages.

    A held amount is released, a captured one refunded; whoever delivers looks again first,
    because a capture may still be under way.
    """
    for payment in payments_of(order.id):
        owe_payment_back(payment, at)


def owe_payment_back(payment: Payment, at: datetime) -> None:
    """Owe the return of one payment."""
    kind = "refund" if payment.state == "captured" else "release"
    owe(kind, f"return:{payment.id}", {"payment_id": payment.id}, payment.order_id, at)
