"""Every order, as the staff sees it."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from store.extensions import db
from store.models import Order
from store.orders.queue import deliver_all
from store.orders.refuse import refuse
from tests.forgery import forge_event
from tests.fresh import fresh, state
from tests.orders_for_pages import an_accepted
from tests.people import person, send, sign_in_as
from tests.situations import MOMENT, dealers
from tests.store.desk.orders import accepted, offered, seller_of


NORA = "nora.petit@staff.example"


@pytest.fixture
def office(client: FlaskClient) -> FlaskClient:
    sign_in_as(client, NORA)
    return client


def unplaced() -> Order:
    """An order that every dealer of the brand refused."""
    order, at = offered(), MOMENT + timedelta(minutes=5)
    while state(order.id) == "offered":
        order = db.session.get_one(Order, order.id)
        at += timedelta(minutes=1)
        refuse(order.id, order.dealer_id, seller_of(order).id, "No", at)
    return order


def listed(client: FlaskClient, **asked: str) -> str:
    response = client.get("/staff/orders", query_string=asked)
    assert response.status_code == 200
    return response.get_data(as_text=True)


PAGES = (
    "/staff/",
    "/staff/orders",
    "/staff/figures",
    "/staff/approvals",
    "/staff/employee-sales.csv",
    "/staff/dealers",
    "/staff/catalogue",
    "/staff/employees",
    "/staff/dead-letters",
)


@pytest.mark.parametrize("email", ["charlie@example.fr", "ds-nanterre@dealers.example"])
def test_nobody_else_opens_a_page_of_the_staff(client: FlaskClient, email: str):
    order = offered()
    person(email)
    for path in (*PAGES, f"/staff/orders/{order.id}", f"/staff/orders/{order.id}/documents/signed"):
        assert client.get(path).status_code == 303
    sign_in_as(client, email)
    for path in (*PAGES, f"/staff/orders/{order.id}", f"/staff/orders/{order.id}/documents/signed"):
        assert client.get(path).status_code == 404, path


def test_each_filter_narrows_the_list(office: FlaskClient):
    first, second = offered(), accepted(email="hugo.lambert@example.fr")
    assert first.number in listed(office)
    assert second.number in listed(office, state="accepted", brand="peugeot", terms="public")
    assert first.number not in listed(office, state="accepted")
    assert first.number not in listed(office, brand="ds")
    assert first.number in listed(office, dealer=first.dealer_id)
    assert first.number not in listed(office, dealer="nobody")
    assert first.number in listed(office, since="2026-11-24", until="2026-11-24")
    assert first.number not in listed(office, until="2026-11-23")
    assert first.id in listed(office, words="morel")
    assert first.id not in listed(office, words="%' or '1'='1")


def test_what_is_no_filter_filters_nothing(office: FlaskClient):
    order = offered()
    assert order.number in listed(office, state="dreaming", since="yesterday", page="-3")
    assert office.get("/staff/orders?page=9").status_code == 200


def test_an_order_is_shown_with_its_history_and_its_files(office: FlaskClient):
    order = accepted()
    page = office.get(f"/staff/orders/{order.id}").get_data(as_text=True)
    assert "Claire Morel" in page
    assert order.dealer.name in page
    assert page.count("timeline__item--done") == len(order.events)
    assert office.get(f"/staff/orders/{order.id}/documents/signed").data.startswith(b"%PDF")
    assert office.get(f"/staff/orders/{order.id}/documents/draft").status_code == 404
    assert office.get("/staff/orders/nobody").status_code == 404


def test_an_order_whose_deposit_was_taken_is_shown(office: FlaskClient):
    order = an_accepted()
    deliver_all()
    page = office.get(f"/staff/orders/{order.id}")
    assert page.status_code == 200
    assert "€, débité" in page.get_data(as_text=True)


def test_an_event_that_was_changed_is_seen(office: FlaskClient):
    order = accepted()
    assert "notice--bad" not in office.get(f"/staff/orders/{order.id}").get_data(as_text=True)
    forge_event(order.id, "sign", method="forged")
    assert "notice--bad" in office.get(f"/staff/orders/{order.id}").get_data(as_text=True)


def test_an_order_without_a_dealer_is_placed_at_one(office: FlaskClient):
    order, chosen = unplaced(), dealers()[0]
    page = f"/staff/orders/{order.id}"
    for wrong in ("", "nobody", dealers("ds")[0].id):
        response = send(office, f"{page}/placement", page, dealer=wrong)
        assert response.status_code == 422
    assert send(office, f"{page}/placement", page, dealer=chosen.id).status_code == 303
    placed = fresh(order.id)
    assert (placed.state, placed.dealer_id) == ("offered", chosen.id)


def test_an_order_that_has_a_dealer_is_not_placed_again(office: FlaskClient):
    order = accepted()
    path = f"/staff/orders/{order.id}/placement"
    assert send(office, path, "/staff/catalogue", dealer=dealers()[0].id).status_code == 409


def test_a_dealer_places_nothing(client: FlaskClient):
    order = unplaced()
    sign_in_as(client, "ds-nanterre@dealers.example")
    path = f"/staff/orders/{order.id}/placement"
    assert send(client, path, "/account", dealer=dealers()[0].id).status_code == 404
