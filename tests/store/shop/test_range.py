"""The filters of the range, and what they offer where nothing fits."""

import re
from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient
from hypothesis import given, strategies as st

from store.shop.budget import SCALES, read_budget
from store.shop.delivered import weeks_until
from tests.conftest import MOMENT
from tests.store.shop.visits import words


def names(client: FlaskClient, query: str) -> list[str]:
    page = client.get(f"/peugeot/models?{query}").get_data(as_text=True)
    return re.findall(r'car-card__version">([^<]+)', page)


def test_energy_and_body_narrow_the_range(client: FlaskClient):
    assert len(names(client, "")) == 10
    electric = names(client, "energy=electric")
    assert len(electric) == 3
    assert len(names(client, "energy=electric&body=suv")) == 1
    assert len(names(client, "energy=electric&energy=hybrid")) == 6


def test_each_chip_says_how_many_cards_it_leaves_beside_the_other_filters(client: FlaskClient):
    for base in ("", "energy=electric", "by=cash&budget=33000"):
        page = client.get(f"/peugeot/models?{base}").get_data(as_text=True)
        chip = (
            r'name="(seats|delivered)" value="([^"]+)"[^>]*>[^<]*<span class="chip__count">(\d+)<'
        )
        chips = re.findall(chip, page)
        assert {name for name, _value, _count in chips} == {"seats", "delivered"}
        for name, value, count in chips:
            assert len(names(client, f"{base}&{name}={value}")) == int(count), (base, name, value)
        months = [int(count) for name, _value, count in chips if name == "delivered"]
        assert months == sorted(months)


def test_a_month_leaves_the_cars_that_are_there_by_its_end(client: FlaskClient):
    page = client.get("/peugeot/models?delivered=2027-01").get_data(as_text=True)
    weeks = [int(number) for number in re.findall(r'price--card">(\d+)', page)]
    end = date(2027, 1, 31) - MOMENT.date()
    assert weeks
    assert max(number for number in weeks[2::3]) <= end.days // 7
    assert re.search(r'value="2027-01" checked', page)


@given(st.dates(date(2026, 1, 1), date(2031, 12, 31)), st.integers(0, 23))
def test_the_weeks_until_the_end_of_a_month_never_pass_it(on: date, ahead: int):
    month = on.year * 12 + on.month - 1 + ahead
    text = f"{month // 12:04}-{month % 12 + 1:02}"
    weeks = weeks_until(text, on)
    assert weeks is not None
    last = on + timedelta(weeks=weeks)
    assert f"{last:%Y-%m}" <= text < f"{last + timedelta(weeks=1):%Y-%m}"


def test_the_cheapest_comes_first_in_each_order(client: FlaskClient):
    for place, order in enumerate(("price", "monthly", "weeks")):
        page = client.get(f"/peugeot/models?order={order}").get_data(as_text=True)
        figures = [
            int(re.sub(r"\D", "", found)) for found in re.findall(r'price--card">([^<]+)<', page)
        ]
        assert len(figures) == 30
        assert figures[place::3] == sorted(figures[place::3])


def test_a_budget_keeps_only_what_fits_it(client: FlaskClient):
    page = client.get("/peugeot/models?by=cash&budget=25000").get_data(as_text=True)
    prices = re.findall(r"price--card\">([\d\u202f]+)\xa0€</span></span>", page)
    assert prices
    assert all(int(price.replace("\u202f", "")) <= 25_000 for price in prices)


def test_where_nothing_fits_the_nearest_is_offered_and_taking_it_finds_a_car(client: FlaskClient):
    page = client.get("/peugeot/models?budget=150&energy=electric").get_data(as_text=True)
    offered = re.search(r'href="(/peugeot/models\?[^"]+)"', page.split('class="empty"')[1])
    assert offered
    again = client.get(offered.group(1).replace("&amp;", "&"))
    assert "car-card__name" in again.get_data(as_text=True)
    assert 'value="electric" checked' in again.get_data(as_text=True), "the other filters stay"


@pytest.mark.parametrize(
    "query",
    [
        "seats=99&delivered=2019-13",
        "budget=-1",
        "budget=%F0%9F%9A%97",
        "budget=" + "9" * 5000,
        "order=x&by=y",
        "energy=x",
    ],
)
def test_senseless_filters_are_no_filters(client: FlaskClient, query: str):
    assert len(names(client, query)) == 10


@pytest.mark.parametrize(
    ("path", "count"),
    [
        ("/peugeot/models", []),
        ("/peugeot/models?energy=hybrid&energy=electric&body=suv&by=month&budget=600", ["4"]),
        ("/peugeot/models?delivered=2027-01&seats=5", ["2"]),
        ("/peugeot/stock?order=newest", []),
        ("/peugeot/stock?model=208&energy=hybrid&budget=40000", ["3"]),
    ],
)
def test_the_fold_of_the_filters_says_how_many_are_in_force(
    client: FlaskClient, path: str, count: list[str]
):
    page = client.get(path).get_data(as_text=True)
    assert re.findall(r'fold__count">(\d+)<', page) == count


def test_filters_stay_in_the_address_for_people_without_scripts(client: FlaskClient):
    page = client.get("/citroen/models?energy=hybrid").get_data(as_text=True)
    assert "<noscript><button" in page
    assert 'method="get"' in page
    assert 'value="hybrid" checked' in page
    assert "1" in words(client.get("/citroen/models?energy=hybrid&body=suv"))


@given(st.dictionaries(st.sampled_from(["by", "budget"]), st.text(max_size=12)))
def test_a_budget_is_read_within_its_scale_from_any_words(asked: dict[str, str]):
    budget = read_budget(asked)
    assert budget.euros is None or 0 <= budget.euros < SCALES[budget.by].high
    assert budget.shown_euros <= budget.scale.high


@pytest.mark.parametrize(
    "path",
    [
        "/peugeot/models",
        "/peugeot/stock",
        "/peugeot/",
        "/guide?use=city&seats=4&km_per_year=9000&charging=yes&kind=monthly&budget=450",
    ],
)
def test_each_card_carries_the_legal_example_of_its_monthly_price(client: FlaskClient, path: str):
    cards = client.get(path).get_data(as_text=True).split('<article class="car-card">')[1:]
    assert cards
    for card in cards:
        shown = re.search(r'price--card">([\d\s]+)\D*/mois', card)
        exact = re.search(r"mensualités\s:\s\d+\s×\s([\d\s]+),(\d\d)", card)
        assert shown, card
        assert exact, card
        cents = int("".join((*exact[1].split(), exact[2])))
        assert abs(int("".join(shown[1].split())) * 100 - cents) <= 50
        assert "TAEG fixe" in card
        assert "montant total dû" in card
