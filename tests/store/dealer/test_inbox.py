"""The dealer's list of orders."""

from datetime import timedelta

from flask.testing import FlaskClient

from store import clock
from store.orders.refuse import refuse
from tests.people import person, sign_in_as
from tests.situations import MOMENT
from tests.store.desk.orders import accepted, offered, seller_of, worded


def listed(client: FlaskClient, **asked: str) -> str:
    response = client.get("/dealer/orders", query_string=asked)
    assert response.status_code == 200
    return response.get_data(as_text=True)


def test_a_visitor_is_led_to_the_sign_in_and_a_customer_finds_nothing(client: FlaskClient):
    assert client.get("/dealer/orders").status_code == 303
    sign_in_as(client, person("charlie@example.fr").email)
    for path in (
        "/dealer/",
        "/dealer/orders",
        "/dealer/orders.csv",
        "/dealer/exports",
        "/dealer/figures",
    ):
        assert client.get(path).status_code == 404


def test_an_empty_desk_says_where_orders_will_come_from(client: FlaskClient):
    sign_in_as(client, "ds-nanterre@dealers.example")
    assert client.get("/dealer/").location == "/dealer/orders"
    assert 'class="empty"' in listed(client)


def test_an_order_to_answer_shows_its_clock_and_the_consequence(client: FlaskClient):
    order = offered()
    with clock.stopped_at(order.offers[0].deadline_at - timedelta(minutes=22)):
        sign_in_as(client, seller_of(order).email)
        page = listed(client)
    assert "0 h 22" in page
    assert "clock--late" in page
    assert order.number in page
    assert f"/dealer/orders/{order.id}/acceptance" in page


def test_another_dealer_sees_nothing_of_it(client: FlaskClient):
    order = offered()
    sign_in_as(client, "citroen-lyon-gerland@dealers.example")
    assert order.id not in listed(client)
    assert order.id not in listed(client, q=order.number)


def test_each_order_is_in_its_tab(client: FlaskClient):
    first, second = offered(), accepted(email="hugo.lambert@example.fr")
    sign_in_as(client, seller_of(first).email)
    assert first.number in listed(client)
    assert second.number not in listed(client)
    assert second.number in listed(client, tab="in_progress")
    assert first.number not in listed(client, tab="late")
    assert first.number not in listed(client, tab="done")


def test_an_order_whose_time_is_over_is_late(client: FlaskClient):
    order = offered()
    with clock.stopped_at(MOMENT + timedelta(days=1)):
        sign_in_as(client, seller_of(order).email)
        assert order.number in listed(client, tab="late")


def test_an_order_is_found_by_number_and_by_name_and_signs_are_only_signs(
    client: FlaskClient,
):
    order = worded(offered(), buyer="Élodie O’Neil")
    sign_in_as(client, seller_of(order).email)
    assert order.number in listed(client, q=order.number[-4:].lower())
    assert order.number in listed(client, q="élodie")
    assert order.id not in listed(client, q="%")
    assert order.id not in listed(client, q="_")


def test_nonsense_in_the_address_is_the_usual_view(client: FlaskClient):
    order = offered()
    sign_in_as(client, seller_of(order).email)
    for asked in ({"tab": "'--"}, {"page": "-7"}, {"page": "x"}, {"order": "nobody"}):
        assert order.number in listed(client, **asked)
    assert client.get("/dealer/orders?page=99999999999999999999").status_code == 200


def test_a_refused_order_leaves_the_desk(client: FlaskClient):
    order = offered()
    seller = seller_of(order)
    sign_in_as(client, seller.email)
    refuse(order.id, order.dealer_id, seller.id, "No car", clock.now() + timedelta(minutes=9))
    assert order.number not in listed(client)
    assert order.number not in listed(client, tab="done")


def test_a_name_with_markup_is_shown_as_it_was_typed(client: FlaskClient):
    order = worded(offered(), buyer="<script>alert(1)</script>")
    sign_in_as(client, seller_of(order).email)
    assert "<script>alert" not in listed(client)
