"""How the store is found and shared by others."""

import re
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest
from flask.testing import FlaskClient
from PIL import Image


SITE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
SAID = re.compile(r'<meta itemprop="(\w+)" content="([^"]*)">')
PICTURE = re.compile(r'property="og:image" content="http://localhost([^"]+)"')


def found(client: FlaskClient) -> list[str]:
    """Every address of the site map."""
    tree = ET.fromstring(client.get("/sitemap.xml").data)
    return [one.text or "" for one in tree.iter(f"{SITE}loc")]


def test_every_address_of_the_site_map_opens_in_both_languages(client: FlaskClient):
    addresses = found(client)
    assert "http://localhost/peugeot/208" in addresses
    for address in addresses:
        path = address.removeprefix("http://localhost")
        assert client.get(f"{path}?lang=en").status_code == 200, path
        assert 'lang="en"' in client.get(path).get_data(as_text=True)
    assert not any("/journeys" in address or "/account" in address for address in addresses)


def test_robots_are_told_where_the_map_is_and_what_is_private(client: FlaskClient):
    rules = client.get("/robots.txt").get_data(as_text=True).splitlines()
    assert "Disallow: /journeys" in rules
    assert "Disallow: /orders" in rules
    assert "Sitemap: http://localhost/sitemap.xml" in rules


def test_an_address_names_its_language_and_an_unknown_one_changes_nothing(client: FlaskClient):
    assert '<html lang="en"' in client.get("/guide?lang=en").get_data(as_text=True)
    assert '<html lang="en"' in client.get("/guide?lang=<b>").get_data(as_text=True)
    assert '<html lang="fr"' in client.get("/guide?lang=fr").get_data(as_text=True)


def test_a_model_says_of_itself_what_its_page_shows(client: FlaskClient):
    page = client.get("/peugeot/208?energy=petrol").get_data(as_text=True)
    said = dict(SAID.findall(page))
    assert 'itemtype="https://schema.org/Car"' in page
    assert (said["model"], said["priceCurrency"]) == ("208", "EUR")
    whole = f"{int(said['lowPrice'].split('.')[0]):,}".replace(",", "\u202f")
    assert whole in page
    assert float(said["lowPrice"]) <= float(said["highPrice"])
    assert 'rel="canonical" href="http://localhost/peugeot/208"' in page
    assert 'hreflang="en" href="http://localhost/peugeot/208?lang=en"' in page


def test_a_shared_link_shows_the_car(client: FlaskClient):
    address = PICTURE.findall(client.get("/ds/ds-4").get_data(as_text=True))[0]
    answer = client.get(address.replace("&amp;", "&"))
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert Image.open(BytesIO(answer.data)).size == (1200, 630)


@pytest.mark.parametrize("words", ["x.png?paint=zz", "208.png", "208.png?paint=112233&wheel=no"])
def test_a_picture_of_no_car_is_not_there(client: FlaskClient, words: str):
    assert client.get(f"/pictures/shared/{words}").status_code == 404


def test_a_journey_is_nobody_elses_to_find(client: FlaskClient):
    page = client.get("/sign-in").get_data(as_text=True)
    assert "canonical" not in page
