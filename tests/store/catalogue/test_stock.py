"""Cars in stock are found by filters; a sold or held one is not shown."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from store.catalogue.stock import PAGE, StockFilter, nearest_in_price, search
from store.extensions import db, transaction
from store.journeys.begin import begin_from_stock
from store.models import StockVehicle
from store.orders.hold import hold
from tests.conftest import MOMENT


pytestmark = pytest.mark.usefixtures("app")


def test_every_car_is_found_once_over_the_pages():
    first = search(StockFilter())
    seen = [
        car.id for page in range(first.pages) for car in search(StockFilter(page=page + 1)).cars
    ]
    assert len(seen) == len(set(seen)) == first.total == 300
    assert len(first.cars) == PAGE


def test_filters_narrow_and_counts_agree_with_what_they_give():
    found = search(StockFilter(brand="citroen"))
    assert 0 < found.total < 300
    assert sum(found.models.values()) == found.total
    for slug, count in found.models.items():
        assert search(StockFilter(brand="citroen", slug=slug)).total == count
    for energy, count in found.energies.items():
        assert search(StockFilter(brand="citroen", energy=energy)).total == count


def test_a_budget_and_an_order_are_kept():
    found = search(StockFilter(budget_cents=3_000_000, order="price"))
    prices = [car.price_cents for car in found.cars]
    assert prices == sorted(prices)
    assert max(prices) <= 3_000_000


def test_a_sold_and_a_held_car_are_not_shown():
    sold, held, other = search(StockFilter(brand="ds")).cars[:3]
    sold_id, held_id = sold.id, held.id
    with transaction():
        db.session.get_one(StockVehicle, sold_id).sold_at = MOMENT
    journey = begin_from_stock(db.session.get_one(StockVehicle, held_id), None, MOMENT)
    hold(held_id, journey, MOMENT + timedelta(seconds=1))
    shown = {car.id for car in search(StockFilter(brand="ds")).cars}
    assert {sold_id, held_id} & shown == set()
    assert other.id in shown


def test_the_nearest_in_price_come_first_and_never_the_car_itself():
    cars = list(db.session.scalars(select(StockVehicle).limit(30)))
    near = nearest_in_price(cars[0], cars)
    gaps = [abs(car.price_cents - cars[0].price_cents) for car in near]
    assert gaps == sorted(gaps)
    assert cars[0] not in near
