"""Drawings of cars at addresses that say everything about them."""

import gzip
import html
import re

import pytest
from flask.testing import FlaskClient


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
