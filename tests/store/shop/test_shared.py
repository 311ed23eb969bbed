"""A shared car: anybody may open it and make it theirs; a newer price list is said."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from configurator import encode
from store import clock
from store.catalogue.importing import import_catalogue
from store.catalogue.shelf import active_hash, catalogue_of
from store.extensions import db
from store.models import CatalogueVersion, Journey
from tests.store.shop.visits import GT, begin, post, road_price, words


BLUE, VISION = "color.bleu-littoral", "pack.vision"


def address(*options: str) -> str:
    catalogue = catalogue_of(active_hash("FR", "peugeot", "208", clock.today()))
    return f"/cars/{encode(catalogue, dict.fromkeys((GT, *options), True))}"


def test_the_configurator_leads_to_a_page_anybody_may_open(client: FlaskClient, app: Flask):
    page = begin(client, BLUE, VISION)
    text = client.get(page).get_data(as_text=True)
    assert address(BLUE, VISION) in text
    shown = app.test_client().get(address(BLUE, VISION))
    assert shown.status_code == 200
    assert "Pack Vision" in words(shown)


def test_a_shared_car_becomes_a_journey_of_ones_own_at_the_same_price(
    client: FlaskClient, app: Flask
):
    page = begin(client, BLUE, VISION)
    theirs = app.test_client()
    mine = post(theirs, f"{address(BLUE, VISION)}/journeys")
    assert mine.status_code == 303
    assert mine.location != page
    assert road_price(theirs.get(mine.location)) == road_price(client.get(page))
    journey = db.session.get_one(Journey, mine.location.split("/")[2])
    assert journey.decisions == {GT: True, BLUE: True, VISION: True}


def test_under_a_newer_price_list_what_is_gone_is_said(client: FlaskClient):
    link, now = address(BLUE, VISION), clock.now()
    old = db.session.get_one(CatalogueVersion, active_hash("FR", "peugeot", "208", clock.today()))
    newer = old.document.replace("bleu-littoral", "bleu-atlantique")
    import_catalogue(newer, clock.today(), now + timedelta(minutes=1))
    shown = words(client.get(link))
    assert "Plus au catalogue" in shown
    assert "Bleu Littoral" in shown
    taken = post(client, f"{link}/journeys").location
    assert "color.bleu-littoral" not in client.get(taken).get_data(as_text=True)


@pytest.mark.parametrize("code", ["nonsense", "0" * 40, "A" * 3_000])
def test_a_damaged_code_is_not_found(client: FlaskClient, code: str):
    assert client.get(f"/cars/{code}").status_code == 404
    assert client.get(f"{address()[:-2]}ZZ").status_code == 404
