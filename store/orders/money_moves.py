"""Taking a held deposit and giving one back: jobs of the outbox, harmless when repeated.

Both look at the provider first, because a repeat, a crash or the other of the two may have been
faster; the keys make a repeat at the provider the same operation. What is written is the
provider's answer, never what was asked of it.
"""

from datetime import datetime

from store.extensions import db, transaction
from store.gateways.payments import Deposit, PaymentError
from store.gateways.registry import gateways
from store.models import Order, Payment
from store.orders.deposits import held_payment
from store.orders.events import locked
from store.orders.lifecycle import State
from store.orders.settle import take_word


TAKEN = frozenset({State.ACCEPTED, State.DELIVERED})
RETURNED = frozenset({"released", "refunded", "expired", "failed"})


def capture(payment_id: str, key: str, at: datetime) -> None:
    """Take the held deposit of an accepted order; of one that ended meanwhile, nothing.

    A hold that is gone is asked of the customer again, and stays owed here until another one
    stands in its place: so that a person hears of it.

    Raises:
        PaymentError: the provider refused or did not answer; to be tried again.
    """
    payment = db.session.get_one(Payment, payment_id, populate_existing=True)
    order = db.session.get_one(Order, payment.order_id, populate_existing=True)
    checkout, amount, wanted = payment.checkout_id, payment.amount_cents, order.state in TAKEN
    db.session.rollback()
    provider = gateways().payments
    said = provider.look(checkout)
    if wanted and said.state == "authorised" and said.intent_id:
        provider.capture(said.intent_id, amount, key)
        said = provider.look(checkout)
    replaced = _note(payment_id, said, at)
    if wanted and said.state != "captured" and not replaced:
        raise PaymentError(f"the deposit cannot be taken: it is {said.state}")


def give_back(payment_id: str, key: str, at: datetime) -> None:
    """Release, refund or close a deposit, whichever its present state asks for.

    Raises:
        PaymentError: the provider refused or did not answer; to be tried again.
    """
    payment = db.session.get_one(Payment, payment_id, populate_existing=True)
    checkout, amount = payment.checkout_id, payment.amount_cents
    db.session.rollback()
    provider = gateways().payments
    said = provider.look(checkout)
    if said.state == "open":
        provider.expire(checkout)
    elif said.state == "authorised" and said.intent_id:
        provider.release(said.intent_id, key)
    elif said.state == "captured" and said.intent_id:
        provider.refund(said.intent_id, amount, key)
    said = provider.look(checkout)
    _note(payment_id, said, at)
    if said.state not in RETURNED:
        raise PaymentError(f"the deposit is not given back yet: it is {said.state}")


def _note(payment_id: str, said: Deposit, at: datetime) -> bool:
    """Keep what the provider says now; returns whether another payment is the deposit."""
    with transaction():
        order_id = db.session.get_one(Payment, payment_id).order_id
        order = locked(order_id)
        payment = db.session.get_one(Payment, payment_id, populate_existing=True)
        take_word(order, payment, said, at)
        held = held_payment(order_id)
        return held is not None and held.id != payment_id
