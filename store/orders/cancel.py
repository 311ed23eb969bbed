"""The customer cancels before a dealer has accepted: nothing was taken, nothing is owed."""

from datetime import datetime

from store.extensions import transaction
from store.models import Order
from store.orders.events import advance, locked_for_buyer
from store.orders.lifecycle import Act, State
from store.orders.unwind import unwind


def cancel(order_id: str, account_id: str, at: datetime) -> Order:
    """Cancel for the buyer; a second click changes nothing.

    Raises:
        NotFound: the buyer has no such order.
        WrongState: a dealer has accepted (withdraw instead), or it has ended.
    """
    with transaction():
        order = locked_for_buyer(order_id, account_id)
        if order.state != State.CANCELLED:
            before = State(order.state)
            advance(order, Act.CANCEL, f"customer:{account_id}", {}, at)
            unwind(order, before, "cancelled", at)
        return order
