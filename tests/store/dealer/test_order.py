"""One order at its dealer: read, accepted, refused, moved, handed over."""

from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient

from store import clock
from store.models import Order
from store.orders.lapse import lapse_due
from tests.fresh import fresh
from tests.people import person, send, sign_in_as
from tests.store.desk.orders import accepted, browser_of, offered, seller_of


def path(order: Order, what: str = "") -> str:
    return f"/dealer/orders/{order.id}{what}"


@pytest.fixture
def order(client: FlaskClient) -> Order:
    assert client
    return offered()


@pytest.fixture
def desk(client: FlaskClient, order: Order) -> FlaskClient:
    sign_in_as(client, seller_of(order).email)
    return client


def test_the_whole_order_is_on_its_page(desk: FlaskClient, order: Order):
    page = desk.get(path(order)).get_data(as_text=True)
    for shown in (order.number, "208 Allure", "Claire Morel", "3 rue des Lilas", "06 12 34 56 78"):
        assert shown in page
    assert "Nous acceptons cette commande" in page


def test_the_signed_purchase_order_is_downloaded(desk: FlaskClient, order: Order):
    response = desk.get(path(order, "/documents/signed"))
    assert response.mimetype == "application/pdf"
    assert response.data.startswith(b"%PDF")
    assert order.number in response.headers["Content-Disposition"]
    for kind in ("draft", "countersigned", "../../secret", "evidence"):
        assert desk.get(path(order, f"/documents/{kind}")).status_code == 404


def test_accepting_twice_is_accepting_once(desk: FlaskClient, order: Order):
    for _ in range(2):
        response = send(desk, path(order, "/acceptance"), "/account")
        assert (response.status_code, response.location) == (303, path(order))
    assert [event.kind for event in fresh(order.id).events].count("accept") == 1
    assert "/acceptance" not in desk.get(path(order)).get_data(as_text=True)


def test_a_forged_form_without_its_token_changes_nothing(desk: FlaskClient, order: Order):
    assert desk.post(path(order, "/acceptance")).status_code == 400
    assert fresh(order.id).state == "offered"


def test_a_refusal_needs_a_reason_and_keeps_what_was_typed(desk: FlaskClient, order: Order):
    response = send(desk, path(order, "/refusal"), path(order), words="Trop loin de chez nous")
    assert response.status_code == 422
    assert "Trop loin de chez nous" in response.get_data(as_text=True)
    response = send(desk, path(order, "/refusal"), path(order), reason="other", words="  ")
    assert response.status_code == 422
    assert fresh(order.id).state == "offered"


def test_a_reason_outside_the_list_is_no_reason(desk: FlaskClient, order: Order):
    for reason in ("", "nothing", "date' or 1=1"):
        assert send(desk, path(order, "/refusal"), path(order), reason=reason).status_code == 422
    assert fresh(order.id).state == "offered"


def test_a_refused_order_goes_to_the_next_dealer_with_its_reason(desk: FlaskClient, order: Order):
    first = order.dealer_id
    response = send(desk, path(order, "/refusal"), path(order), reason="date", words="Usine pleine")
    assert (response.status_code, response.location) == (303, "/dealer/orders")
    assert fresh(order.id).dealer_id != first
    assert "Usine pleine" in next(o.reason for o in fresh(order.id).offers if o.dealer_id == first)


def test_the_dealer_who_lost_an_order_is_told_and_shown_nothing(desk: FlaskClient, order: Order):
    send(desk, path(order, "/refusal"), path(order), reason="date")
    for response in (desk.get(path(order)), desk.get(path(order, "/documents/signed"))):
        assert (response.status_code, response.location) == (303, "/dealer/orders")
    page = desk.get("/dealer/orders").get_data(as_text=True)
    assert "Claire Morel" not in page
    assert "notice--warn" in page


def test_a_click_after_the_order_moved_on_is_not_an_acceptance(desk: FlaskClient, order: Order):
    late = order.offers[0].deadline_at + timedelta(minutes=1)
    assert lapse_due(late) == 1
    response = send(desk, path(order, "/acceptance"), "/account")
    assert (response.status_code, response.location) == (303, "/dealer/orders")
    assert fresh(order.id).state == "offered"


def test_the_next_dealer_accepts_what_the_first_refused(desk: FlaskClient, order: Order):
    send(desk, path(order, "/refusal"), path(order), reason="date")
    second = browser_of(seller_of(fresh(order.id)).email, like=desk)
    assert send(second, path(order, "/acceptance"), path(order)).status_code == 303
    assert fresh(order.id).state == "accepted"


@pytest.mark.parametrize("who", ["ds-nanterre@dealers.example", "charlie@example.fr"])
def test_a_stranger_gets_404_everywhere(client: FlaskClient, order: Order, who: str):
    person(who)
    sign_in_as(client, who)
    for what in ("", "/documents/signed"):
        assert client.get(path(order, what)).status_code == 404
    for what in ("/acceptance", "/refusal", "/delivery-date", "/delivery"):
        assert send(client, path(order, what), "/account", reason="date").status_code == 404
    assert fresh(order.id).state == "offered"


def test_a_day_of_delivery_is_moved_with_its_reason(client: FlaskClient):
    order = accepted()
    sign_in_as(client, seller_of(order).email)
    said = {"delivery_by": "2027-03-31", "words": "Retard de transport"}
    assert send(client, path(order, "/delivery-date"), path(order), **said).status_code == 303
    assert fresh(order.id).delivery_by == date(2027, 3, 31)
    assert "Retard de transport" in client.get(path(order)).get_data(as_text=True)


WRONG_MOVES = (
    {"delivery_by": "", "words": "x"},
    {"delivery_by": "31/31/2027", "words": "x"},
    {"delivery_by": "2026-11-23", "words": "x"},
    {"delivery_by": "2027-02-28", "words": "the day already agreed"},
    {"delivery_by": "2027-03-31", "words": ""},
    {"delivery_by": "2027-03-31", "words": "x" * 301},
)


def test_a_wrong_day_or_reason_is_said_beside_the_field(client: FlaskClient):
    order = accepted()
    sign_in_as(client, seller_of(order).email)
    for said in WRONG_MOVES:
        response = send(client, path(order, "/delivery-date"), path(order), **said)
        assert response.status_code == 422
        assert "field__error" in response.get_data(as_text=True)
    assert fresh(order.id).delivery_by == date(2027, 2, 28)


def test_a_car_is_handed_over_once(client: FlaskClient):
    order = accepted()
    sign_in_as(client, seller_of(order).email)
    for _ in range(2):
        assert send(client, path(order, "/delivery"), "/account").status_code == 303
    delivered = fresh(order.id)
    assert delivered.state == "delivered"
    assert [event.kind for event in delivered.events].count("deliver") == 1
    assert clock.now() >= (delivered.delivered_at or clock.now())


def test_a_car_that_is_not_accepted_cannot_be_handed_over(desk: FlaskClient, order: Order):
    assert send(desk, path(order, "/delivery"), path(order)).status_code == 409


def test_the_seller_is_named_in_the_consent(desk: FlaskClient, order: Order):
    seller = seller_of(order)
    assert person(seller.email).dealer_id == order.dealer_id
    send(desk, path(order, "/acceptance"), path(order))
    accepted_by = next(event.actor for event in fresh(order.id).events if event.kind == "accept")
    assert accepted_by == f"dealer:{seller.id}"
