"""Played purchases: every one is whole, however long ago it was made."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from esign import Role
from store.demo import play_signing
from store.demo.play import play_orders
from store.extensions import db
from store.models import Order, OutboxMessage
from store.orders.codes import send_code
from store.orders.events import verify_chain
from store.orders.queue import deliver_all
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


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.usefixtures("app")
def test_a_worker_that_sends_the_code_first_stops_no_purchase(monkeypatch: pytest.MonkeyPatch):
    def sent_at_once(order_id: str, at: datetime, role: Role) -> str:
        where = send_code(order_id, at, role)
        deliver_all()
        return where

    monkeypatch.setattr(play_signing, "send_code", sent_at_once)
    (number,) = play_orders(1, None, MOMENT, delivered=False)
    order = db.session.scalars(select(Order).where(Order.number == number)).one()
    assert order.state == "accepted"
