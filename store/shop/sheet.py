"""The purchase order of an order, for reading on a page: what its PDF was printed from."""

from flask import current_app

from store.config import Settings
from store.gateways.purchase_order import PurchaseOrder
from store.gateways.registry import gateways
from store.journeys.deal import Deal
from store.journeys.situation import situation
from store.models import Order
from store.orders.paper import Paper, purchase_order
from store.orders.paper.context import Language


def sheet(order: Order, language: Language) -> PurchaseOrder | None:
    """Return the purchase order as values, or None where the journey has moved on since.

    It is derived again from the journey, under the day the order was made; only a Deal, a buyer
    and a dealer equal to the frozen ones are shown as what is about to be signed.
    """
    deal = Deal.from_json(order.deal)
    now = situation(order.journey, deal.request.ordered_on)
    same = now.deal.sha256 == order.deal_sha256 and order.journey.buyer == order.buyer
    if not same or order.journey.dealer_id != order.dealer_id:
        return None
    settings: Settings = current_app.extensions["settings"]
    paper = Paper(
        now=now,
        buyer=order.buyer,
        dealer=order.dealer,
        language=language,
        at=order.created_at,
        public_url=settings.public_url,
        verification_id=order.verification_id,
        test_trust=gateways().trust.test,
    )
    return purchase_order(paper, order.number)
