"""What a dealer answered, or did not, to the offer before it."""

from datetime import datetime

from store.models import Order
from store.orders.placing import open_offer
from store.orders.refusals import NotFound


REASON_SIGNS = 400


def take_offer(order: Order, answer: str, reason: str, at: datetime) -> None:
    """Date the answer to the open offer, inside the caller's transaction.

    Raises:
        NotFound: no offer of this order is open.
    """
    offer = open_offer(order)
    if offer is None:
        raise NotFound("offer", "none is open for this order")
    offer.answered_at, offer.answer = at, answer
    offer.reason = reason[:REASON_SIGNS]


def close_offer(order: Order, at: datetime) -> None:
    """Close the open offer, if any, of an order that ended before the dealer answered."""
    offer = open_offer(order)
    if offer is not None:
        offer.answered_at, offer.answer = at, "ended"
