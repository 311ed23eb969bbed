"""The pages of the shop window: every one opens, within its queries, in every brand."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from store.catalogue.brands import BRANDS
from tests.store.shop.visits import begin, queries, road_price, words


PAGES = [
    "/",
    "/stock",
    "/guide",
    "/help",
    "/legal/notice",
    "/legal/privacy",
    "/legal/accessibility",
    "/peugeot/208",
    "/peugeot/208?energy=electric",
    "/ds/ds-4",
    *(f"/{brand}/{page}" for brand in BRANDS for page in ("", "models", "stock")),
]


@pytest.mark.parametrize("address", PAGES)
def test_a_page_opens_with_few_queries(client: FlaskClient, address: str):
    client.get(address)
    with queries() as seen:
        answer = client.get(address)
    assert answer.status_code == 200
    assert len(seen) <= 10, seen


@pytest.mark.parametrize(
    "address", ["/nope", "/renault/", "/peugeot/2008", "/legal/nope", "/stock/x"]
)
def test_an_unknown_address_says_so(client: FlaskClient, address: str):
    answer = client.get(address)
    assert answer.status_code == 404
    assert 'href="/"' in answer.get_data(as_text=True)


def test_an_address_of_a_brand_dresses_the_page_in_its_skin(client: FlaskClient):
    assert 'data-skin="ds"' in client.get("/ds/models").get_data(as_text=True)
    assert 'data-skin="ds"' in client.get("/guide").get_data(as_text=True), "the brand seen last"


def test_the_home_prices_are_those_of_the_car_one_then_configures(client: FlaskClient):
    home = client.get("/peugeot/").get_data(as_text=True)
    shown = re.search(r'price--fact">([^<]*)<span class="price__cents">([^<]*)', home)
    assert shown
    form = home.split('action="/peugeot/208/journeys"')[1].split("</form>")[0]
    chosen = re.findall(r'name="option" value="([^"]+)"', form)
    version = re.findall(r'name="version" value="([^"]+)"', form)[0]
    page = client.get(begin(client, *chosen, version=version))
    price = "".join(shown.groups()).replace("\u202f", "").replace("\xa0", "")
    assert road_price(page) == price == "29465,00€"


def test_the_home_carries_the_legal_example_and_warning_of_its_monthly_price(client: FlaskClient):
    text = words(client.get("/peugeot/"))
    assert "Attention" in text
    assert "TAEG" in text or "APR" in text
    assert "#SeDéplacerMoinsPolluer" in text


def test_the_budget_entry_counts_again_when_its_slider_moves(client: FlaskClient):
    low = client.get("/peugeot/budget?by=month&budget=150", headers={"HX-Request": "true"})
    high = client.get("/peugeot/budget?by=cash&budget=79500", headers={"HX-Request": "true"})
    assert "<html" not in low.get_data(as_text=True)
    assert "25" in words(high), "every version fits the end of the slider"
    assert words(low) != words(high)


@pytest.mark.parametrize("light", ["light", "dark"])
@pytest.mark.parametrize("skin", BRANDS)
def test_the_check_page_shows_every_skin_in_both_lights_and_states_held_still(
    app: Flask, skin: str, light: str
):
    client = app.test_client()
    page = client.get(f"/design?skin={skin}&light={light}").get_data(as_text=True)
    assert f'data-skin="{skin}" data-scheme="{light}"' in page
    for state in ('data-shown="hover"', 'data-shown="focus"', "disabled", 'aria-busy="true"'):
        assert state in page
    assert client.get("/design?skin=zebra&light=purple").status_code == 200


def test_the_check_page_of_the_components_is_not_in_production(app: Flask):
    client = app.test_client()
    assert client.get("/design").status_code == 200
    settings = app.extensions["settings"]
    app.extensions["settings"] = type("Live", (), {"production": True})()
    try:
        assert client.get("/design").status_code == 404
    finally:
        app.extensions["settings"] = settings


def test_an_error_page_needs_no_database(client: FlaskClient):
    client.get("/ds/")
    with queries() as seen:
        answer = client.get("/an/address/that/never/was")
    assert answer.status_code == 404
    assert not seen


def test_a_models_stage_turns_and_its_electric_version_says_how_far_it_goes_in_winter(
    client: FlaskClient,
):
    page = client.get("/peugeot/208").get_data(as_text=True)
    views = [page.index(f"stage__car--{view}") for view in ("front", "side", "rear")]
    assert views == sorted(views)
    shown = words(client.get("/peugeot/208"))
    assert "388 km" in shown
    assert "300 km" in shown
    assert "hypothèses de cette boutique" in shown
    assert "Jusqu’où elle va" not in words(client.get("/ds/ds-4"))
