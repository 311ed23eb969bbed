"""A dealer refuses an order, with a reason; it goes to the next one and the customer is told."""

from datetime import datetime

from store.extensions import transaction
from store.models import Order
from store.orders.answers import REASON_SIGNS, take_offer
from store.orders.events import advance, locked_for_dealer
from store.orders.hand_over import redirect
from store.orders.lifecycle import Act
from store.orders.refusals import ReasonMissing


def refuse(order_id: str, dealer_id: str, account_id: str, reason: str, at: datetime) -> Order:
    """Refuse for a dealer.

    Raises:
        ReasonMissing: the reason is blank or longer than 400 signs.
        NotFound: the order is not before this dealer.
        WrongState: it is no longer to be answered.
    """
    said = reason.strip()
    if not 0 < len(said) <= REASON_SIGNS:
        raise ReasonMissing("reason", f"between 1 and {REASON_SIGNS} signs are needed")
    with transaction():
        order = locked_for_dealer(order_id, dealer_id)
        data = {"dealer": order.dealer.key, "reason": said}
        advance(order, Act.REFUSE, f"dealer:{account_id}", data, at)
        take_offer(order, "refused", said, at)
        redirect(order, at)
    return order
