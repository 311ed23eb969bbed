"""Cars in stock: filters, the car's page, holding it, and losing it to another buyer."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from store import clock
from store.extensions import db
from store.models import Journey, Reservation, StockVehicle
from store.orders.hold import HOLD
from tests.store.shop.visits import click, post, road_price, words


@pytest.fixture
def car(app: Flask) -> StockVehicle:
    del app
    query = select(StockVehicle).where(StockVehicle.slug == "208").order_by(StockVehicle.id)
    return db.session.scalars(query).first()


def total(client: FlaskClient, query: str) -> int:
    page = client.get(f"/stock?{query}").get_data(as_text=True)
    head = page.split('class="results__head"')[1]
    return int(re.search(r"(\d+) ", head.split("aria-live")[1]).group(1))


def test_filters_narrow_the_stock_and_pages_show_it_all(client: FlaskClient):
    everything = total(client, "")
    assert everything == 300
    assert 0 < total(client, "model=208") < everything
    assert 0 < total(client, "model=208&energy=electric") < total(client, "model=208")
    assert total(client, "budget=25000") < everything
    first, second = client.get("/stock").data, client.get("/stock?page=2").data
    assert first != second


@pytest.mark.parametrize("query", ["page=0", "page=-3", "page=x", "page=²", "page=999", "energy=x"])
def test_senseless_words_in_the_address_break_nothing(client: FlaskClient, query: str):
    assert client.get(f"/stock?{query}").status_code == 200


def test_a_reduced_car_shows_the_price_before_and_since_when(
    client: FlaskClient, car: StockVehicle
):
    text = words(client.get(f"/stock/{car.id}"))
    assert car.vin in text
    if car.prior_cents > car.price_cents:
        whole = f"{car.prior_cents // 100:,}".replace(",", " ")
        assert whole in text


def test_choosing_a_car_holds_it_with_its_configuration_fixed(
    client: FlaskClient, car: StockVehicle
):
    shown = client.get(f"/stock/{car.id}").get_data(as_text=True)
    price = re.search(r'price--fact">([^<]*)<span class="price__cents">([^<]*)', shown)
    answer = post(client, f"/stock/{car.id}/journeys")
    assert answer.status_code == 303
    page = client.get(answer.location)
    cents = "".join(price.groups()).replace("\u202f", "").replace("\xa0", "")
    assert road_price(page) == cents
    assert 'name="option"' not in page.get_data(as_text=True)
    assert click(client, answer.location, "color.blanc-ecume").status_code == 409
    assert client.get(f"{answer.location}?swap=color.blanc-ecume").status_code == 409


def test_choosing_it_twice_is_the_same_journey(client: FlaskClient, car: StockVehicle):
    first = post(client, f"/stock/{car.id}/journeys").location
    assert post(client, f"/stock/{car.id}/journeys").location == first
    held = db.session.scalars(select(Reservation).where(Reservation.vehicle_id == car.id)).all()
    assert len(held) == 1


def test_a_car_that_another_buyer_holds_is_answered_with_the_nearest(
    app: Flask, client: FlaskClient, car: StockVehicle
):
    car_id = car.id
    post(client, f"/stock/{car_id}/journeys")
    other = app.test_client()
    answer = post(other, f"/stock/{car_id}/journeys")
    assert answer.status_code == 409
    found = re.findall(r'href="/stock/([^"]+)"', answer.get_data(as_text=True))
    assert found
    assert car_id not in found
    assert db.session.scalar(select(Journey.id).where(Journey.stock_vehicle_id == car_id))
    page = other.get(f"/stock/{car_id}").get_data(as_text=True)
    assert f'action="/stock/{car_id}/journeys"' not in page


def test_a_third_car_is_not_held_and_refused_to_nobody(app: Flask, client: FlaskClient):
    first, second, third = db.session.scalars(select(StockVehicle.id).limit(3))
    for car_id in (first, second, third):
        answer = post(client, f"/stock/{car_id}/journeys")
        assert answer.status_code == 303
        told = "n’est pas réservée" in client.get(answer.location).get_data(as_text=True)
        assert told is (car_id == third)
    held = select(Reservation.vehicle_id).where(Reservation.released_at.is_(None))
    assert set(db.session.scalars(held)) == {first, second}
    other = app.test_client()
    assert post(other, f"/stock/{third}/journeys").status_code == 303
    assert set(db.session.scalars(held)) == {first, second, third}


def test_who_holds_a_car_is_told_so_and_goes_on(app: Flask, client: FlaskClient, car: StockVehicle):
    where = f"/stock/{car.id}"
    begun = post(client, f"{where}/journeys").location
    text = client.get(where).get_data(as_text=True)
    assert "Vous réservez cette voiture" in text
    assert f'action="{where}/journeys"' in text
    assert post(client, f"{where}/journeys").location == begun
    assert "Un autre client" in app.test_client().get(where).get_data(as_text=True)


def test_a_hold_that_ran_out_stops_nobody_whoever_should_have_released_it(
    app: Flask, client: FlaskClient, car: StockVehicle
):
    where = f"/stock/{car.id}/journeys"
    post(app.test_client(), where)
    assert post(client, where).status_code == 409
    with clock.stopped_at(clock.now() + HOLD):
        assert post(client, where).status_code == 303
