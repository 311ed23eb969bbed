"""The orders of a person."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from store.extensions import db
from store.models import Order
from store.orders.belonging import belonging


def orders_of(account_id: str) -> list[Order]:
    """Return a person's orders with their dealers, the latest first."""
    return list(
        db.session.scalars(
            select(Order)
            .where(Order.account_id == account_id, belonging())
            .options(joinedload(Order.dealer))
            .order_by(Order.created_at.desc())
        )
    )


def order_numbered(number: str, account_id: str) -> Order | None:
    """Return a person's order of this number, or None."""
    return db.session.scalar(
        select(Order).where(Order.number == number, Order.account_id == account_id, belonging())
    )
