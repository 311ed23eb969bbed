"""What a dealer answered, or did not, to the offer before it."""

from datetime import datetime

from store.models import Order
from store.orders.placing import open_offer
from store.orders.refusals import NotFound


REASON_SIGNS = 400
LET_GO = frozenset({"refused", "silent"})  # the order has left the dealer's desk
WAITING = "waiting"  # for the customer's card; the same dealer is asked again


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


def pause_offer(order: Order, at: datetime) -> None:
    """Stop the clock of the open offer, if any, of an order that lost its hold."""
    offer = open_offer(order)
    if offer is not None:
        offer.answered_at, offer.answer = at, WAITING


def waits_at_dealer(order: Order) -> bool:
    """Say whether a dealer has an order on its desk that waits for the customer's card."""
    return any(one.answer == WAITING and one.dealer_id == order.dealer_id for one in order.offers)


def close_offer(order: Order, at: datetime) -> None:
    """Close the open offer, if any, of an order that ended before the dealer answered."""
    offer = open_offer(order)
    if offer is not None:
        offer.answered_at, offer.answer = at, "ended"
