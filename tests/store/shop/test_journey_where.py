"""Where the customer lives: communes, dealers, hand-over."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from store import clock
from store.extensions import db, transaction
from store.journeys.answer import answer
from store.journeys.begin import begin_from_stock
from store.journeys.situation import situation
from store.models import Dealer, StockVehicle
from tests.store.shop.walking import CLAIRE, LYON, Walker, a_dealer, a_journey


def test_a_postcode_shows_its_communes_and_the_nearest_dealers(client: FlaskClient):
    walker = Walker(client, a_journey())
    page = walker.post("where", {"postcode": "69002", "look": "1"})
    text = page.get_data(as_text=True)
    assert page.status_code == 200
    assert "Lyon Confluence" in text
    assert text.count('name="dealer"') == 3
    assert walker.journey.place == {}


def test_htmx_gets_the_part_alone(client: FlaskClient):
    walker = Walker(client, a_journey())
    part = walker.post("where", {"postcode": "69002", "look": "1"}, **{"HX-Request": "true"})
    assert part.get_data(as_text=True).lstrip().startswith('<div id="around"')


@pytest.mark.parametrize(
    ("postcode", "words"),
    [
        ("", "Write your postcode."),
        ("6900", "five digits"),
        ("69999", "do not know"),
        ("<b>", "five digits"),
        ("97133", "We cannot sell a car there yet"),
        ("98 800", "We cannot sell a car there yet"),
    ],
)
def test_a_wrong_postcode_is_said_beside_the_field_and_stays(
    client: FlaskClient, postcode: str, words: str
):
    walker = Walker(client, a_journey())
    page = walker.post("where", {**LYON, "postcode": postcode, "dealer": a_dealer()})
    text = page.get_data(as_text=True)
    assert page.status_code == 422
    assert 'id="postcode-error"' in text
    assert words in text
    assert walker.journey.place == {}


def test_a_dealer_of_another_brand_is_refused(client: FlaskClient):
    walker = Walker(client, a_journey())
    page = walker.post("where", {**LYON, "dealer": a_dealer("ds"), "delivery": "dealer"})
    assert page.status_code == 422
    assert "Choose the dealer" in page.get_data(as_text=True)
    assert walker.journey.dealer_id is None


def test_a_closed_dealer_is_not_offered(client: FlaskClient):
    walker, dealer = Walker(client, a_journey()), a_dealer()
    with transaction():
        db.session.get_one(Dealer, dealer).closed_at = clock.now() - timedelta(days=1)
    assert walker.post("where", {**LYON, "dealer": dealer}).status_code == 422


def test_another_commune_than_the_postcodes_is_refused(client: FlaskClient):
    walker = Walker(client, a_journey())
    page = walker.post("where", {**LYON, "insee": "75056", "dealer": a_dealer()})
    assert page.status_code == 422
    assert "Choose your commune." in page.get_data(as_text=True)


def test_delivery_at_home_costs_its_fee_in_the_deal(client: FlaskClient):
    walker = Walker(client, a_journey())
    prices = []
    for delivery in ("dealer", "home"):
        walker.post("where", {**LYON, "dealer": a_dealer(), "delivery": delivery})
        prices.append(situation(walker.journey, clock.today()).deal.road_price_cents)
    assert prices[1] - prices[0] == 29_000


def test_kept_answers_are_shown_again(client: FlaskClient):
    walker = Walker(client, a_journey())
    walker.post("where", {**LYON, "dealer": a_dealer(), "delivery": "home"})
    text = walker.get("where").get_data(as_text=True)
    assert 'value="69002"' in text
    assert text.count("checked") == 2


def test_a_move_takes_the_buyer_along_and_asks_for_the_street(client: FlaskClient):
    walker = Walker(client, a_journey())
    home = {**LYON, "dealer": a_dealer(), "delivery": "dealer"}
    walker.post("where", home)
    walker.post("you", CLAIRE)
    walker.post("where", {**home, "postcode": "69400", "insee": "69264"})
    assert walker.journey.buyer["insee"] == walker.journey.place["insee"] == "69264"
    assert walker.journey.buyer["street"] == CLAIRE["street"]
    assert "check the street" in walker.get("you").get_data(as_text=True)


def test_a_stock_car_keeps_its_dealer(client: FlaskClient):
    car = db.session.scalars(select(StockVehicle).order_by(StockVehicle.vin)).first()
    assert car is not None
    dealer, other = car.dealer_id, a_dealer(car.brand)
    walker = Walker(client, begin_from_stock(car, None, clock.now()))
    page = walker.post("where", {**LYON, "look": "1"}).get_data(as_text=True)
    assert page.count('name="dealer"') == 1
    assert walker.post("where", {**LYON, "dealer": dealer, "delivery": "dealer"}).status_code == 303
    if other != dealer:
        refused = walker.post("where", {**LYON, "dealer": other, "delivery": "dealer"})
        assert refused.status_code == 422
    assert walker.journey.dealer_id == dealer


@pytest.mark.parametrize("postcode", [("98800", "98818"), ("69002", "75056"), ("00000", "00000")])
def test_a_journey_kept_with_a_place_that_cannot_be_served_opens_and_is_mended(
    client: FlaskClient, postcode: tuple[str, str]
):
    walker = Walker(client, a_journey())
    code, insee = postcode
    answer(walker.id, "place", {"postcode": code, "insee": insee, "delivery": "home"}, clock.now())
    for step in ("configure", "trade-in", "link"):
        assert walker.get(step).status_code == 200
    assert walker.get("finance").location.endswith("/where")
    assert walker.get("review").location.endswith("/where")
    page = walker.get("where")
    assert page.status_code == 200
    assert f'value="{code}"' in page.get_data(as_text=True)
    assert ('id="postcode-error"' in page.get_data(as_text=True)) == (code != "69002")
    walker.post("where", {**LYON, "dealer": a_dealer(), "delivery": "dealer"})
    assert walker.get("finance").status_code == 200
