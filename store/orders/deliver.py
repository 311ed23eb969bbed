"""The dealer hands the car over."""

from datetime import datetime

from store.extensions import transaction
from store.models import Order
from store.orders.events import advance, locked_for_dealer
from store.orders.letters import write_customer
from store.orders.lifecycle import Act, State


def deliver(order_id: str, dealer_id: str, account_id: str, at: datetime) -> Order:
    """Record the delivery, from which the 14 days of withdrawal count.

    Raises:
        NotFound: the order is not this dealer's.
        WrongState: it is not accepted, or has ended.
    """
    with transaction():
        order = locked_for_dealer(order_id, dealer_id)
        if order.state != State.DELIVERED:
            advance(order, Act.DELIVER, f"dealer:{account_id}", {}, at)
            write_customer(order, "delivered", at)
        return order
