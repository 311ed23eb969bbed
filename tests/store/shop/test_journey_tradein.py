"""The present car: described, valued, kept or left out."""

import re

import pytest
from flask.testing import FlaskClient

from store import clock
from store.journeys.situation import Situation, situation
from store.journeys.tables import tables
from tests.store.shop.walking import CAR, Walker, a_journey
from tradein import Referral, Valuation


def now_of(walker: Walker) -> Situation:
    return situation(walker.journey, clock.today())


def test_a_described_car_gets_a_firm_itemised_offer(client: FlaskClient):
    walker = Walker(client, a_journey())
    assert walker.post("trade-in", CAR).location.endswith("/trade-in")
    text = walker.get("trade-in").get_data(as_text=True)
    offer = now_of(walker).valuation
    assert isinstance(offer, Valuation)
    assert offer.firm
    assert sum(factor.cents for factor in offer.factors) == offer.offer_cents
    assert all(factor.label["en"] in text for factor in offer.factors)
    assert "EK-482-VN" in text
    assert "What would change it" in text


def test_the_offer_is_in_the_deal(client: FlaskClient):
    walker = Walker(client, a_journey())
    walker.post("trade-in", {**CAR, "loan_outstanding_cents": "1 500"})
    now = now_of(walker)
    assert isinstance(now.valuation, Valuation)
    assert now.deal.trade_in_cents == now.valuation.gross_cents - 150_000


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("plate", "AA-123", "Write the plate"),
        ("plate", "SS-123-AA", "never given"),
        ("vin", "VF3", "17 letters"),
        ("brand", "", "Choose the brand."),
        ("model", "", "Choose the model."),
        ("first_registration", "", "first registration"),
        ("first_registration", "2031-01-01", "still to come"),
        ("first_registration", "1901-01-01", "1950"),
        ("km", "many", "whole number"),
        ("km", "9000000", "cannot be right"),
        ("km", "12", "too little"),
        ("fuel", "", "Choose the energy."),
        ("power_hp", "", "Write the power."),
        ("power_hp", "99999", "cannot be right"),
        ("loan_outstanding_cents", "a lot", "amount in euros"),
        ("loan_outstanding_cents", "-3", "amount in euros"),
        ("damages-0-kind", "fire", "does not exist there"),
    ],
)
def test_what_cannot_be_true_is_said_beside_its_field_and_stays(
    client: FlaskClient, field: str, typed: str, words: str
):
    walker = Walker(client, a_journey())
    page = walker.post("trade-in", {**CAR, field: typed})
    text = page.get_data(as_text=True)
    assert page.status_code == 422
    assert words in text
    assert f'id="{field}-error"' in text
    assert 'value="ek 482 vn"' in text or field == "plate"
    assert walker.journey.trade_in == {}


def test_a_brand_brings_its_models(client: FlaskClient):
    walker = Walker(client, a_journey())
    part = walker.post("trade-in", {"brand": "renault", "look": "1"}, **{"HX-Request": "true"})
    text = part.get_data(as_text=True)
    assert text.lstrip().startswith('<div id="car"')
    assert ">Clio<" in text


def test_one_more_damage_makes_room_and_keeps_what_was_typed(client: FlaskClient):
    walker = Walker(client, a_journey())
    text = walker.post("trade-in", {**CAR, "row": "1"}).get_data(as_text=True)
    assert 'name="damages-1-zone"' in text
    assert 'value="74 200"' in text
    assert walker.journey.trade_in == {}


def test_an_unknown_car_is_for_an_expert_and_the_order_goes_on(client: FlaskClient):
    walker = Walker(client, a_journey())
    strange = {**CAR, "brand": "other", "model": "other"}
    assert walker.post("trade-in", strange).status_code == 422
    strange |= {"other_brand": "Panhard", "other_model": "24 CT"}
    assert walker.post("trade-in", strange).status_code == 303
    page = walker.get("trade-in").get_data(as_text=True)
    assert "An expert will call you" in page
    assert isinstance(now_of(walker).valuation, Referral)
    assert now_of(walker).deal.trade_in_cents == 0
    assert walker.get().location.endswith("/where")
    assert now_of(walker).facts.trade_in == "none"


def test_no_car_is_an_answer(client: FlaskClient):
    walker = Walker(client, a_journey())
    assert walker.post("trade-in/none", {}).status_code == 303
    assert walker.journey.trade_in == {"declined": True}
    assert now_of(walker).facts.trade_in == "none"


def test_a_car_left_out_is_not_forgotten(client: FlaskClient):
    walker = Walker(client, a_journey())
    walker.post("trade-in", CAR)
    walker.post("trade-in/none", {})
    walker.post("trade-in/none", {})
    assert now_of(walker).deal.trade_in_cents == 0
    text = walker.get("trade-in").get_data(as_text=True)
    assert 'value="74200"' in text
    assert 'value="EK-482-VN"' in text


def test_the_description_can_be_changed(client: FlaskClient):
    walker = Walker(client, a_journey())
    walker.post("trade-in", CAR)
    before = now_of(walker).deal.trade_in_cents
    text = walker.get("trade-in", edit="1").get_data(as_text=True)
    assert '<option selected value="front_bumper">' in text
    walker.post("trade-in", {**CAR, "km": "120000"})
    assert now_of(walker).deal.trade_in_cents < before


def test_a_flood_of_damages_is_refused(client: FlaskClient):
    walker = Walker(client, a_journey())
    flood = {f"damages-{n}-zone": "roof" for n in range(60)}
    assert walker.post("trade-in", {**CAR, **flood}).status_code == 422


def test_what_is_pointed_at_on_the_picture_gets_a_line_of_its_own(client: FlaskClient):
    walker = Walker(client, a_journey())
    text = walker.get("trade-in", hand="1").get_data(as_text=True)
    zones = set(tables().rules.zones)
    assert set(re.findall(r'name="places" value="(\w+)"', text)) == zones
    pointed = {**CAR, "row": "1", "places": ["roof", "boot", "roof", "chimney"]}
    text = walker.post("trade-in", pointed).get_data(as_text=True)
    assert re.findall(r'<option selected value="(front_bumper|roof|boot)">', text) == [
        "front_bumper",
        "roof",
        "boot",
    ]
    assert 'name="damages-3-zone"' not in text
    assert 'value="74 200"' in text
    flood = {**CAR, "row": "1", "places": sorted(zones)}
    text = walker.post("trade-in", flood).get_data(as_text=True)
    assert text.count('-severity" name=') <= 12
