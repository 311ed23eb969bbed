"""The deposit of an order and what is owed to it: taken, let go or given back."""

from datetime import datetime

from sqlalchemy import select

from store.extensions import db
from store.models import Order, Payment
from store.orders.outbox import owe
from store.orders.refusals import NotFound


HELD = frozenset({"authorised", "captured"})


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
    """Return the payment that holds the deposit, or None."""
    return next((one for one in payments_of(order_id) if one.state in HELD), None)


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
