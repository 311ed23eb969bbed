"""Drawings of cars at addresses that say everything about them."""

import gzip
import html
import re

import pytest
from flask.testing import FlaskClient

from store.catalogue.shelf import catalogue_of, every_hash
from store.gateways.turns import SHARED
from store.journeys.look import car_look, palette


CAR = "/pictures/car/208.svg?paint=1d5fc4&finish=metallic&wheel=star5"


def test_a_picture_is_drawn_and_kept_for_good(client: FlaskClient):
    answer = client.get(CAR)
    assert answer.mimetype == "image/svg+xml"
    assert answer.data.startswith(b"<svg")
    assert "immutable" in answer.headers["Cache-Control"]
    packed = client.get(CAR, headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(packed.data) == answer.data


@pytest.mark.parametrize(
    "address",
    [
        "/pictures/car/nope.svg?paint=1d5fc4&wheel=star5",
        "/pictures/car/208.svg",
        "/pictures/car/208.svg?paint=%22onload&wheel=star5",
        "/pictures/car/208.svg?paint=1d5fc4&wheel=nope",
        "/pictures/car/208.svg?paint=1d5fc4&wheel=star5-pink",
        "/pictures/car/208.svg?paint=1d5fc4&wheel=star5&finish=glitter",
        "/pictures/car/208.svg?paint=1d5fc4&wheel=star5&roof=%3Cscript",
        "/pictures/car/..%2F..%2Fetc.svg?paint=1d5fc4&wheel=star5",
    ],
)
def test_words_no_drawing_knows_are_not_found(client: FlaskClient, address: str):
    assert client.get(address).status_code == 404


def test_a_car_is_drawn_from_the_front_and_from_behind(client: FlaskClient):
    side, front, rear = (client.get(CAR + more).data for more in ("", "&view=front", "&view=rear"))
    assert len({side, front, rear}) == 3
    assert client.get(f"{CAR}&view=below").status_code == 404


def test_seats_are_drawn_in_their_cover_and_kept_for_good(client: FlaskClient):
    address = "/pictures/seats/{}.svg?base={}&stitch=d3df3a"
    answer = client.get(address.format("woven", "2c3442"))
    assert answer.mimetype == "image/svg+xml"
    assert "immutable" in answer.headers["Cache-Control"]
    for cover, colour in (("velvet", "2c3442"), ("woven", "red"), ("woven", "%22%3E")):
        assert client.get(address.format(cover, colour)).status_code == 404


def test_the_page_of_a_lost_visitor_shows_a_car_from_behind(client: FlaskClient):
    page = client.get("/nowhere").get_data(as_text=True)
    found = re.search(r'class="lost__car" src="([^"]+)"', page)
    assert found
    address = html.unescape(found.group(1))
    assert "view=rear" in address
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("picture", ["car/208.svg", "shared/208.png"])
def test_a_colour_that_no_price_list_has_is_not_drawn(client: FlaskClient, picture: str):
    look = f"/pictures/{picture}?finish=metallic&wheel=star5&paint="
    assert client.get(f"{look}1d5fc5").status_code == 404
    assert client.get(f"{look}1d5fc4&roof=1d5fc4").status_code == 404


@pytest.mark.usefixtures("app")
def test_every_look_of_the_price_lists_is_drawn():
    for hash_ in every_hash():
        catalogue = catalogue_of(hash_)
        words = palette(catalogue)
        versions = [version.option for version in catalogue.versions]
        for option in (*versions, *catalogue.parts.options):
            look = car_look(catalogue, [getattr(option, "id", option)])
            assert words.has(look), look


def test_a_preview_that_finds_no_room_is_told_when_to_come_back(client: FlaskClient):
    address = CAR.replace("car", "shared").replace("svg", "png").replace("star5", "y5")
    with SHARED.turn("another"), SHARED.turn("and another"):
        refused = client.get(address)
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "10")
    with SHARED.turn("127.0.0.1"):
        assert client.get(address).status_code == 429
