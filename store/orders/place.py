"""The staff lays an order that no dealer took before a dealer of its choice."""

from datetime import datetime

from store.extensions import db, transaction
from store.models import Dealer, Order
from store.orders.events import locked
from store.orders.hand_over import dealer_facts, offer
from store.orders.letters import write_customer
from store.orders.lifecycle import Act
from store.orders.refusals import DealerUnfit
from store.orders.staff import member


def place(order_id: str, dealer_id: str, account_id: str, at: datetime) -> Order:
    """Place an order; a dealer that refused before may be asked again, after a call.

    Raises:
        NotFound: no such order, or the account is not of the staff.
        DealerUnfit: no such dealer, closed, or of another brand or country.
        WrongState: the order is not without a dealer.
    """
    with transaction():
        actor = f"staff:{member(account_id).id}"
        order = locked(order_id)
        dealer = _fit(order, db.session.get(Dealer, dealer_id))
        offer(order, dealer, at, act=Act.PLACE, actor=actor)
        suffix = f":{dealer.id}:{at.timestamp():.6f}"
        write_customer(order, "redirected", at, suffix=suffix, facts=dealer_facts(dealer))
        return order


def _fit(order: Order, dealer: Dealer | None) -> Dealer:
    if dealer is None or dealer.closed_at is not None:
        raise DealerUnfit("dealer", "there is no open dealer with this id")
    if (dealer.brand, dealer.market) != (order.brand, order.market):
        raise DealerUnfit("dealer", "it does not sell this brand here")
    return dealer
