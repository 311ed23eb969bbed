"""The plate first: one car, several, none or no answer, and nothing typed is lost."""

from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from store.gateways.registry import gateways
from tests.store.shop.walking import CAR, Walker, a_journey
from tradein import LocalRegister


@pytest.fixture
def walker(client: FlaskClient) -> Walker:
    return Walker(client, a_journey())


def test_the_step_begins_with_the_plate_alone(walker: Walker):
    page = walker.get("trade-in").get_data(as_text=True)
    assert 'name="plate"' in page
    assert 'name="brand"' not in page
    assert "EK-482-VN" in page  # the demonstration tells what its register knows
    assert 'name="brand"' in walker.get("trade-in", hand="1").get_data(as_text=True)


def test_one_car_is_filled_in_and_what_was_typed_stays(walker: Walker):
    answer = walker.post("trade-in/plate", {"plate": "ek 482 vn", "km": "74 200"})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert "We found it: Peugeot 208" in page
    assert '<option selected value="peugeot">' in page
    assert '<option selected value="208">' in page
    assert 'value="2021-03-15"' in page
    assert 'value="100"' in page
    assert 'value="74 200"' in page
    assert walker.journey.trade_in == {}


def test_several_cars_are_a_choice(walker: Walker):
    page = walker.post("trade-in/plate", {"plate": "FR208PE"}).get_data(as_text=True)
    assert page.count('name="found"') == 2
    assert '<option selected value="renault">' not in page
    chosen = walker.post("trade-in/plate", {"plate": "FR208PE", "found": "1"})
    assert '<option selected value="diesel">' in chosen.get_data(as_text=True)
    for strange in ("7", "-1", "x"):
        page = walker.post("trade-in/plate", {"plate": "FR208PE", "found": strange})
        assert page.status_code == 200


@pytest.mark.parametrize(
    ("plate", "said"),
    [("", "Write your plate, or"), ("AA-123", "Write the plate"), ("SS-123-AA", "never given")],
)
def test_what_is_no_plate_is_said_beside_it(walker: Walker, plate: str, said: str):
    answer = walker.post("trade-in/plate", {"plate": plate})
    assert answer.status_code == 422
    assert said in answer.get_data(as_text=True)
    assert 'id="plate-error"' in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("register", "said"),
    [
        (LocalRegister({}), "We do not know this plate."),
        (LocalRegister({}, open=False), "The register does not answer now."),
    ],
)
def test_without_an_answer_the_car_is_typed_in(
    app: Flask, walker: Walker, register: LocalRegister, said: str
):
    app.extensions["gateways"] = replace(gateways(), register=register)
    page = walker.post("trade-in/plate", CAR).get_data(as_text=True)
    assert said in page
    assert 'value="74 200"' in page
    assert '<option selected value="front_bumper">' in page


def test_an_installation_without_a_register_asks_for_the_car(app: Flask, walker: Walker):
    app.extensions["gateways"] = replace(gateways(), register=None)
    page = walker.get("trade-in").get_data(as_text=True)
    assert 'name="brand"' in page
    assert "Find my car" not in page
    assert "does not answer" in walker.post("trade-in/plate", CAR).get_data(as_text=True)


def test_nobody_else_looks_a_plate_up_on_a_journey(client: FlaskClient, walker: Walker):
    stranger = client.application.test_client()
    assert walker.get("trade-in").status_code == 200
    assert stranger.post(walker.path("trade-in/plate"), data={}).status_code in {400, 404}
    assert stranger.get(walker.path("trade-in")).status_code == 404
