"""Drawings of cars at addresses that say everything about them."""

import gzip

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
