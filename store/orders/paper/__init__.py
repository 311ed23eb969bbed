"""The purchase order on paper: printed from a situation, ready to be signed."""

import esign
from store.gateways.press import print_order
from store.gateways.purchase_order_words import role_labels
from store.orders.paper.context import Paper
from store.orders.paper.sheet import latest_delivery, purchase_order


__all__ = ["Paper", "latest_delivery", "prepared", "purchase_order"]


def prepared(paper: Paper, number: str) -> bytes:
    """Print the purchase order and add its signature fields."""
    order = purchase_order(paper, number)
    return esign.prepare(print_order(order), order.signature_fields(role_labels(paper.language)))
