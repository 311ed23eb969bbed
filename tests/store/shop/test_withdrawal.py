from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from store import clock
from store.extensions import db
from store.models import Order, OutboxMessage
from store.orders.lifecycle import State
from tests.fresh import state
from tests.orders_for_pages import a_delivered, a_ready, a_signed, an_accepted, an_offered
from tests.people import CHARLIE, CLAIRE, send, sign_in_as


@pytest.fixture
def claire(client: FlaskClient) -> FlaskClient:
    sign_in_as(client, CLAIRE)
    return client


def path(order: Order) -> str:
    return f"/orders/{order.id}/withdrawal"


def test_every_amount_is_shown_before_anything_happens(claire: FlaskClient):
    order = an_offered()
    text = claire.get(path(order)).get_data(as_text=True)
    assert "500,00" in text
    assert "0,00" in text
    assert 'value="Claire Morel"' in text
    assert state(order.id) == State.OFFERED


def test_a_confirmed_statement_ends_the_contract_once_and_is_acknowledged(claire: FlaskClient):
    order = an_accepted()
    for _ in range(2):
        answer = send(claire, path(order), "/account", name="Claire Morel")
        assert answer.location == f"/orders/{order.id}"
    assert state(order.id) == State.WITHDRAWN
    letters = db.session.query(OutboxMessage).filter_by(key=f"mail:withdrawn:{order.id}")
    assert letters.count() == 1


def test_a_statement_without_a_name_is_asked_for_again(claire: FlaskClient):
    order = an_accepted()
    assert send(claire, path(order), path(order), name=" ").status_code == 422
    assert state(order.id) == State.ACCEPTED


def test_after_the_fourteen_days_it_says_so(claire: FlaskClient):
    order = a_delivered()
    with clock.stopped_at(clock.now() + timedelta(days=60)):
        answer = claire.get(path(order))
        assert answer.status_code == 409
        assert send(claire, path(order), "/account", name="Claire").status_code == 409
    assert state(order.id) == State.DELIVERED


def test_a_delivered_car_shows_what_comes_back_and_from_whom(claire: FlaskClient):
    order = a_delivered()
    with clock.stopped_at(clock.now() + timedelta(days=33)):
        text = claire.get(path(order)).get_data(as_text=True)
    assert order.dealer.name in text


def test_nothing_is_withdrawn_from_an_unsigned_order(claire: FlaskClient):
    assert claire.get(path(a_ready())).status_code == 409


def test_the_public_door_lists_the_orders_of_who_is_signed_in(claire: FlaskClient):
    order = a_signed()
    assert path(order) in claire.get("/withdraw").get_data(as_text=True)


def test_the_public_door_asks_a_stranger_to_prove_the_address(client: FlaskClient):
    order = a_signed()
    answer = send(client, "/withdraw", "/withdraw", number=order.number)
    assert answer.location == f"/withdraw/{order.number}"
    answer = client.get(answer.location)
    assert answer.location.startswith("/sign-in?next=")
    sign_in_as(client, CLAIRE)
    assert client.get(f"/withdraw/{order.number}").location == path(order)


def test_the_number_of_somebody_elses_order_says_no_more_than_an_invented_one(
    client: FlaskClient,
):
    order = a_signed()
    sign_in_as(client, CHARLIE)
    known = client.get(f"/withdraw/{order.number}")
    unknown = client.get("/withdraw/V-2026-999999")
    assert known.status_code == unknown.status_code == 404
    assert client.get(path(order)).status_code == 404


def test_a_number_is_needed(client: FlaskClient):
    assert send(client, "/withdraw", "/withdraw", number="").status_code == 422
