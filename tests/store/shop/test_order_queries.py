"""The customer's order page asks little of the database, whatever has happened."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from store import clock
from store.extensions import db
from store.models import Order
from store.orders.cancel import cancel
from store.orders.queue import deliver_all
from store.orders.refuse import refuse
from store.orders.withdraw import withdraw
from tests.orders_for_pages import a_delivered, a_signed, an_accepted, an_offered
from tests.people import CLAIRE, sign_in_as
from tests.situations import a_seller
from tests.store.shop.visits import queries


MOST = 10


def refused_twice() -> Order:
    order = an_offered()
    for _dealer in range(2):
        refuse(order.id, order.dealer_id, a_seller(order.dealer).id, "Pas de place", clock.now())
        db.session.refresh(order)
    return order


def cancelled() -> Order:
    order = an_offered()
    return cancel(order.id, order.account_id, clock.now())


def withdrawn() -> Order:
    order = a_delivered()
    return withdraw(order.id, order.account_id, clock.now())


STATES = (a_signed, an_offered, refused_twice, an_accepted, a_delivered, cancelled, withdrawn)


@pytest.mark.parametrize("made", STATES)
def test_the_order_page_asks_ten_queries_at_most(client: FlaskClient, made: Callable[[], Order]):
    order = made()
    deliver_all()
    order_id = order.id
    sign_in_as(client, CLAIRE)
    client.get(f"/orders/{order_id}")
    db.session.remove()  # a page begins with nothing loaded
    with queries() as asked:
        assert client.get(f"/orders/{order_id}").status_code == 200
    selects = [one for one in asked if not one.startswith("BEGIN")]
    assert len(selects) <= MOST, "\n".join(" ".join(one.split())[:110] for one in selects)
