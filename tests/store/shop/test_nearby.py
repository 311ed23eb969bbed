"""The car in stock that comes nearest: true words, true cents, and only if it is ready sooner."""

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from store import clock
from store.extensions import db, transaction
from store.journeys.pricing import STOCK_WEEKS
from store.journeys.situation import situation
from store.models import Journey, StockVehicle
from store.shop.nearby import Nearby, nearby
from tests.store.shop.visits import begin, click, post, road_price, words


def standing_208() -> StockVehicle:
    cars = select(StockVehicle).where(StockVehicle.slug == "208").order_by(StockVehicle.vin)
    return db.session.scalars(cars.limit(1)).one()


def configured_like(client: FlaskClient, car: StockVehicle, *but: str) -> str:
    """Begin a journey with a car's choices and return the address of its configurator."""
    version = next(name for name in car.options if name.startswith("version."))
    page = begin(client, version=version)
    with transaction():
        journey = db.session.get_one(Journey, page.split("/")[2])
        journey.decisions = dict.fromkeys(set(car.options) - set(but), True)
    return page


def near(page: str) -> Nearby | None:
    db.session.expire_all()
    journey = db.session.get_one(Journey, page.split("/")[2])
    return nearby(situation(journey, clock.today()), clock.now())


def test_a_car_like_one_in_stock_leads_to_it_at_its_true_price(client: FlaskClient):
    car = standing_208()
    page = configured_like(client, car)
    found = near(page)
    assert found
    assert (found.same_version, found.same_colour, found.more, found.less) == (True, True, (), ())
    assert found.weeks == STOCK_WEEKS < found.weeks_instead
    taken = post(client, f"/stock/{found.car.id}/journeys").location
    cents = [int(re.sub(r"\D", "", road_price(client.get(one)))) for one in (page, taken)]
    assert cents[1] - cents[0] == found.difference_cents


def test_the_page_says_what_both_have_and_follows_the_clicks(client: FlaskClient):
    page = configured_like(client, standing_208())
    shown = words(client.get(page))
    assert "Prête en 2 semaines au lieu de" in shown
    assert "La même version et la même couleur" in shown
    click(client, page, "color.bleu-littoral", htmx="yes")
    part, found = words(client.get(page.replace("configure", "nearby"))), near(page)
    assert found
    assert ("autre couleur" in part) == (not found.same_colour)
    assert f"au lieu de {found.weeks_instead}" in part


def test_a_sold_car_is_not_shown(client: FlaskClient):
    page = configured_like(client, standing_208())
    first = near(page)
    assert first
    with transaction():
        for car in db.session.scalars(select(StockVehicle)):
            car.sold_at = clock.now()
    assert near(page) is None


def test_a_car_in_stock_itself_has_no_other_beside_it(client: FlaskClient):
    taken = post(client, f"/stock/{standing_208().id}/journeys").location
    assert "nearby-title" not in client.get(taken).get_data(as_text=True)


@pytest.mark.usefixtures("app")
def test_a_stranger_does_not_see_what_is_near(client: FlaskClient):
    page = begin(client)
    with client.session_transaction() as session:
        session.clear()
    assert client.get(page.replace("configure", "nearby")).status_code == 404
