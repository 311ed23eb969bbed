"""Cars side by side."""

import re
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient

from store import clock
from store.formats import euros
from store.shop.compare import key_of, rows
from store.shop.showroom import every_car, showroom


def some(count: int) -> list[str]:
    """The addresses' names of the first versions on sale."""
    return [key_of(car) for car in every_car(showroom(clock.today()))][:count]


def page(client: FlaskClient, *keys: str) -> str:
    return unescape(client.get("/compare", query_string={"car": keys}).get_data(as_text=True))


def test_two_cars_show_the_prices_their_own_pages_show(client: FlaskClient):
    cars = list(every_car(showroom(clock.today())))[:2]
    text = page(client, *(key_of(car) for car in cars))
    assert "2 voitures, côte à côte" in text
    for car in cars:
        assert euros(car.road_cents) in text
        assert car.version.label in text


def test_every_monthly_price_has_its_legal_example(client: FlaskClient):
    text = page(client, *some(3))
    assert text.count("Exemple pour") == 3
    assert "Attention" in text


def test_a_car_is_taken_away_by_a_link(client: FlaskClient):
    first, second = some(2)
    away = [
        one for one in re.findall(r'href="([^"]+)"', page(client, first, second)) if "car=" in one
    ]
    assert len(away) == 2
    left = client.get(away[0]).get_data(as_text=True)
    assert "1 voiture, côte à côte" in left


@pytest.mark.parametrize("words", [[], ["x"], ["peugeot/208/../../x"], ["<b>"] * 50])
def test_words_that_name_no_car_lead_to_the_range(client: FlaskClient, words: list[str]):
    text = page(client, *words)
    assert "Rien à comparer pour l’instant" in text
    assert "/models" in text


def test_a_fourth_car_is_left_out_in_words(client: FlaskClient):
    assert "Trois à la fois" in page(client, *some(4))
    assert "Trois à la fois" not in page(client, *some(3))


def test_what_differs_is_marked(app: Flask):
    with app.test_request_context():
        one, *_rest, other = every_car(showroom(clock.today()))
        same = {row.label: row.differs for row in rows([one, one])}
        told = {row.label: row.differs for row in rows([one, other])}
    assert not any(same.values())
    assert told["Prix sur la route"]


def test_the_range_offers_to_compare(client: FlaskClient):
    text = client.get("/peugeot/models").get_data(as_text=True)
    assert 'form="compare"' in text
    assert 'id="compare" method="get" action="/compare"' in text
