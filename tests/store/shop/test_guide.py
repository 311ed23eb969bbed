"""The guide: good answers, wrong ones, and none that fit."""

import pytest
from flask.testing import FlaskClient

from tests.store.shop.visits import words


GOOD = "use=city&seats=5&km_per_year=9000&charging=yes&kind=monthly&budget=500"


def test_five_answers_give_up_to_three_cars_with_reasons(client: FlaskClient):
    page = client.get(f"/guide?{GOOD}")
    text = page.get_data(as_text=True)
    assert page.status_code == 200
    assert 1 <= text.count('class="reasons"') <= 3
    assert text.count("/journeys") >= 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ("seats=0", "seats"),
        ("seats=x", "seats"),
        ("km_per_year=", "km_per_year"),
        ("km_per_year=900000", "km_per_year"),
        ("budget=-5", "budget"),
        ("budget=99999", "budget"),
        ("use=flying", "use"),
    ],
)
def test_a_wrong_answer_is_explained_beside_its_field_and_stays(
    client: FlaskClient, wrong: str, field: str
):
    name, _, typed = wrong.partition("=")
    answers = dict(pair.split("=") for pair in GOOD.split("&")) | {name: typed}
    page = client.get("/guide", query_string=answers)
    text = page.get_data(as_text=True)
    assert page.status_code == 422
    assert f'id="{field}-error"' in text
    assert typed in text or field == "use"


def test_more_seats_than_any_car_has_are_answered_with_the_most_there_are(client: FlaskClient):
    page = client.get("/guide?" + GOOD.replace("seats=5", "seats=9"))
    assert page.status_code == 200
    assert "seats=5" in page.get_data(as_text=True)
    assert "5" in words(page)
