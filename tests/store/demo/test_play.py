"""Played purchases: every one is whole, however long ago it was made."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from store.demo.play import play_orders
from store.extensions import db
from store.models import Order, OutboxMessage
from store.orders.events import verify_chain
from tests.conftest import MOMENT


FIRST_DAYS = datetime(2026, 11, 4, 12, tzinfo=UTC)  # the price lists begin on the third


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("at", [MOMENT, FIRST_DAYS])
@pytest.mark.usefixtures("app")
def test_spread_purchases_are_paid_and_their_letters_delivered(at: datetime):
    numbers = [*play_orders(1, None, at), *play_orders(1, None, at, co_buyer=True)]
    orders = db.session.scalars(select(Order)).all()
    assert sorted(numbers) == sorted(order.number for order in orders)
    for order in orders:
        assert order.state in {"offered", "accepted"}
        assert order.created_at < at
        assert (order.co_signed_at is not None) == ("co_buyer" in order.buyer)
        verify_chain(order.id)
    waiting = select(OutboxMessage.key).where(
        OutboxMessage.delivered_at.is_(None), OutboxMessage.expired_at.is_(None)
    )
    assert db.session.scalars(waiting).all() == []
