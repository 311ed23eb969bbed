"""The purchase order on paper: printed from a situation, ready to be signed."""

from dataclasses import replace

from store.gateways.press import prepare_order
from store.gateways.purchase_order_words import role_labels
from store.gateways.turns import CONTRACTS
from store.orders.paper.context import Paper
from store.orders.paper.sheet import illustration, latest_delivery, purchase_order


__all__ = ["Paper", "latest_delivery", "prepared", "purchase_order"]


def prepared(paper: Paper, number: str) -> bytes:
    """Print the purchase order and add its signature fields.

    Raises:
        QueueFull: too many contracts are printed at this moment.
    """
    with CONTRACTS.turn():
        order = replace(purchase_order(paper, number), illustration_png=illustration(paper.now))
        return prepare_order(order, order.signature_fields(role_labels(paper.language)))
