from datetime import date, timedelta

import pytest
import sqlalchemy
from flask.testing import FlaskClient

from store import clock
from store.extensions import db
from store.models import Order
from store.orders.lapse import lapse_due
from store.orders.lifecycle import State
from store.orders.queue import deliver_all
from store.orders.refuse import refuse
from store.orders.reschedule import NewDate, reschedule
from tests.fresh import fresh, state
from tests.orders_for_pages import a_delivered, a_ready, a_signed, an_accepted, an_offered
from tests.people import CHARLIE, CLAIRE, give_journey, send, sign_in_as
from tests.situations import a_seller


@pytest.fixture
def claire(client: FlaskClient) -> FlaskClient:
    sign_in_as(client, CLAIRE)
    return client


def shown(client: FlaskClient, order: Order) -> str:
    answer = client.get(f"/orders/{order.id}")
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_an_unsigned_order_leads_to_its_signature(claire: FlaskClient):
    order = a_ready()
    assert claire.get(f"/orders/{order.id}").location == f"/orders/{order.id}/signature"


def test_a_signed_order_asks_for_one_thing(claire: FlaskClient):
    order = a_signed()
    text = shown(claire, order)
    assert f"/orders/{order.id}/deposit" in text
    assert "renoncer au contrat ici" in text


def test_a_refusal_is_told_with_its_reason_and_the_next_dealer(claire: FlaskClient):
    order = an_offered()
    first = order.dealer
    refuse(order.id, first.id, a_seller(first).id, "Pas de voiture à temps", clock.now())
    text = shown(claire, order)
    second = fresh(order.id).dealer
    assert second.id != first.id
    for said in (first.name, second.name, "Pas de voiture à temps"):
        assert said in text


def test_a_silent_dealer_is_told_as_well(claire: FlaskClient):
    order = an_offered()
    name = order.dealer.name
    with clock.stopped_at(clock.now() + timedelta(hours=5)):
        lapse_due(clock.now())
        assert name in shown(claire, order)


def test_every_move_of_the_delivery_day_is_shown_with_its_reason(claire: FlaskClient):
    order = an_accepted()
    seller, was = a_seller(order.dealer).id, order.delivery_by
    new = NewDate(delivery_by=date(2027, 3, 12), reason="Créneau d’usine décalé")
    reschedule(order.id, order.dealer_id, seller, new, clock.now())
    text = shown(claire, order)
    for said in ("12 mars 2027", "Créneau d’usine décalé", f"{was.year}"):
        assert said in text
    assert "<s>" in text


def test_a_delivered_order_says_until_when_one_may_withdraw(claire: FlaskClient):
    order = a_delivered()
    with clock.stopped_at(clock.now() + timedelta(days=31)):
        assert "renoncer au contrat ici" in shown(claire, order)


def test_the_page_asks_few_queries(claire: FlaskClient):
    order = an_accepted()
    deliver_all()
    db.session.expire_all()
    asked: list[str] = []

    def note(*event: object) -> None:
        asked.append(str(event[2]))

    sqlalchemy.event.listen(db.engine, "before_cursor_execute", note)
    shown(claire, order)
    assert len(asked) <= 12, asked


def test_an_order_is_cancelled_before_a_dealer_accepts_and_only_once(claire: FlaskClient):
    order = an_offered()
    path = f"/orders/{order.id}/cancellation"
    assert claire.get(path).status_code == 200
    assert state(order.id) == State.OFFERED
    for _ in range(2):
        assert send(claire, path, "/account").location == f"/orders/{order.id}"
    assert state(order.id) == State.CANCELLED
    assert "renoncer" in shown(claire, order)


def test_an_accepted_order_is_not_cancelled(claire: FlaskClient):
    order = an_accepted()
    path = f"/orders/{order.id}/cancellation"
    assert claire.get(path).location == f"/orders/{order.id}"
    assert send(claire, path, "/account").status_code == 409
    assert state(order.id) == State.ACCEPTED


def test_the_browser_that_prepared_an_order_does_not_open_it_after_signing(client: FlaskClient):
    order = a_signed()
    give_journey(client, order.journey_id)
    assert client.get(f"/orders/{order.id}").location.startswith("/sign-in")


@pytest.mark.parametrize(
    "path", ["", "/cancellation", "/deposit", "/deposit/return", "/withdrawal"]
)
def test_a_stranger_gets_404(client: FlaskClient, path: str):
    order = a_signed()
    sign_in_as(client, CHARLIE)
    assert client.get(f"/orders/{order.id}{path}").status_code == 404
    assert client.get(f"/orders/{'0' * 24}{path}").status_code == 404
