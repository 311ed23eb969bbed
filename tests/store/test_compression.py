"""Answers are compressed, and no secret in them is the same twice."""

import gzip
import re
from collections.abc import Callable

import brotli
import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.pages import forget_the_last_request


TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
OWN = re.compile(r'(name="csrf_token"[^>]*value=|nonce=)"[^"]+"')
PAGE = "/peugeot/208"
BEGIN = "/peugeot/208/journeys"
UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}


def sent(client: FlaskClient, accepted: str, path: str = PAGE) -> TestResponse:
    """Return an answer as it goes over the wire: the client of the tests reads plain pages."""
    forget_the_last_request()
    return FlaskClient.open(client, path, headers={"Accept-Encoding": accepted})


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [("br, gzip", "br"), ("gzip, deflate", "gzip"), ("br;q=0, gzip", "gzip"), ("identity", None)],
)
def test_a_page_is_sent_as_the_browser_reads_it(
    client: FlaskClient, accepted: str, coding: str | None
):
    answer = sent(client, accepted)
    assert answer.headers.get("Content-Encoding") == coding
    assert "Accept-Encoding" in answer.headers["Vary"]
    assert int(answer.headers["Content-Length"]) == len(answer.data)
    body = UNPACK[coding](answer.data)
    assert coding is None or len(answer.data) * 4 < len(body)
    plain = client.get(PAGE).get_data(as_text=True)
    assert OWN.sub("", body.decode()) == OWN.sub("", plain)


def test_what_is_compressed_already_or_is_small_stays(client: FlaskClient):
    picture = sent(client, "gzip", "/pictures/car/208.svg?paint=1d5fc4&finish=metallic&wheel=y5")
    assert gzip.decompress(picture.data).startswith(b"<svg")
    health = sent(client, "br", "/healthz")
    assert "Content-Encoding" not in health.headers
    assert health.json == {"status": "ok"}
    lost = sent(client, "br", "/nowhere")
    assert b"<html" in brotli.decompress(lost.data)


def test_a_token_is_another_at_every_response_and_each_is_taken(client: FlaskClient):
    pages = [client.get(PAGE).get_data(as_text=True) for _ in range(3)]
    tokens = [set(TOKEN.findall(page)) for page in pages]
    assert [len(one) for one in tokens] == [1, 1, 1]
    every = [one.pop() for one in tokens]
    assert len(set(every)) == len(every)
    assert not any("." in one for one in every)
    for one in every:
        assert client.post(BEGIN, data={"csrf_token": one}).status_code == 303


@pytest.mark.parametrize(
    "change",
    [lambda token: token[:-4], lambda token: token[::-1], lambda _token: "é.", lambda _token: "é"],
)
def test_a_token_that_was_changed_is_refused(client: FlaskClient, change: Callable[[str], str]):
    (token, *_more) = TOKEN.findall(client.get(PAGE).get_data(as_text=True))
    assert change(token) != token
    assert client.post(BEGIN, data={"csrf_token": change(token)}).status_code == 400


def test_a_token_of_another_visitor_is_refused(client: FlaskClient):
    (token, *_more) = TOKEN.findall(client.get(PAGE).get_data(as_text=True))
    stranger = client.application.test_client()
    stranger.get(PAGE)
    forget_the_last_request()
    assert stranger.post(BEGIN, data={"csrf_token": token}).status_code == 400
