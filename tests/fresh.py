"""What the database holds of an order now, whatever this session still remembers of it."""

from store.extensions import db
from store.models import Order


def fresh(order_id: str) -> Order:
    return db.session.get_one(Order, order_id, populate_existing=True)


def state(order_id: str) -> str:
    return fresh(order_id).state
