"""To whom an order belongs: to the account of its address once that address is proved, not before.

Anybody can type anybody's address. Until a code of that very address signed, or its owner was
signed in, an order names the account its code goes to, and nothing else: it is not in that
person's list or export, keeps nobody from being forgotten, and writes no letter.
"""

from sqlalchemy import ColumnElement, exists, or_

from store.models import Journey, Order


def belongs(order: Order) -> bool:
    """Say whether an order is its account's, and not only somebody's who typed the address."""
    return order.signed_at is not None or order.journey.account_id == order.account_id


def belonging() -> ColumnElement[bool]:
    """Return the same as a condition on `Order`."""
    adopted = exists().where(Journey.id == Order.journey_id, Journey.account_id == Order.account_id)
    return or_(Order.signed_at.is_not(None), adopted)
