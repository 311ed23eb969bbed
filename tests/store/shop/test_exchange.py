"""The customer sees what the dealer found on the car given in exchange, and decides."""

import pytest
from flask.testing import FlaskClient

from store.extensions import db
from store.formats import euros
from store.models import Order
from store.orders.settlement import kept_settlement
from tests.people import CHARLIE, person, send, sign_in_as
from tests.store.desk.orders import accepted, browser_of, seller_of
from tests.store.part_exchange.exchanges import a_reoffered, an_accepted_exchange, row_of


def path(order: Order, what: str = "") -> str:
    return f"/orders/{order.id}{what}"


def shown(client: FlaskClient, cents: int) -> str:
    """An amount as the pages write it."""
    with client.application.test_request_context():
        return euros(cents)


@pytest.fixture
def order(client: FlaskClient) -> Order:
    made = a_reoffered()
    sign_in_as(client, made.account.email)
    return made


def test_every_line_is_shown_with_its_picture_and_what_each_answer_costs(
    client: FlaskClient, order: Order
):
    assert path(order, "/trade-in") in client.get(path(order)).get_data(as_text=True)
    page = client.get(path(order, "/trade-in")).get_data(as_text=True)
    found = row_of(order).found
    (line,) = found["lines"]
    assert line["label"]["fr"] == "Toit : bosse"
    assert "Toit\u202f: bosse" in page
    seen = path(order, f"/papers/files/{line['picture']}")
    assert seen in page
    assert client.get(seen).data.startswith(b"\xff\xd8\xff")
    assert shown(client, found["gross_cents"]) in page
    assert path(order, "/withdrawal") in page


@pytest.mark.parametrize("answer", ["acceptance", "keeping"])
def test_an_answer_counts_once_and_shows_everywhere(client: FlaskClient, order: Order, answer: str):
    where = path(order, f"/trade-in/{answer}")
    for _ in range(2):
        assert send(client, where, "/account").status_code == 303
    kept = kept_settlement(row_of(order))
    assert kept
    for page in (path(order), path(order, "/trade-in")):
        text = client.get(page).get_data(as_text=True)
        assert shown(client, kept.due_at_delivery_cents) in text
    other = "keeping" if answer == "acceptance" else "acceptance"
    stale = send(client, path(order, f"/trade-in/{other}"), "/account")
    assert stale.status_code == 409
    seller = browser_of(seller_of(order).email, like=client)
    assert shown(client, kept.due_at_delivery_cents) in seller.get(
        f"/dealer/orders/{order.id}/trade-in"
    ).get_data(as_text=True)


def test_before_the_recheck_nothing_is_asked(client: FlaskClient):
    order = an_accepted_exchange()
    sign_in_as(client, order.account.email)
    page = client.get(path(order, "/trade-in")).get_data(as_text=True)
    assert "/trade-in/acceptance" not in page
    answer = send(client, path(order, "/trade-in/acceptance"), "/account")
    assert answer.status_code == 409
    assert row_of(order).stage == "firm"


def test_a_stranger_and_an_order_without_a_car_get_404(client: FlaskClient, order: Order):
    stranger = browser_of(person(CHARLIE).email, like=client)
    assert stranger.get(path(order, "/trade-in")).status_code == 404
    for answer in ("acceptance", "keeping"):
        where = path(order, f"/trade-in/{answer}")
        assert send(stranger, where, "/account").status_code == 404
    plain = accepted(email=CHARLIE)
    assert stranger.get(path(plain, "/trade-in")).status_code == 404
    assert row_of(order).stage == "reoffered"
    assert db.session.get_one(Order, order.id).state == "accepted"
