"""The shop is open on the days on which tables end; `python -m bench.prove_days` walks all days."""

from datetime import date

import pytest
from flask import Flask

from tests.store.days import bought_on, faults_on, two_journeys


DAYS = [
    date(2026, 12, 31),
    date(2027, 1, 1),
    date(2027, 1, 2),
    date(2027, 12, 31),
    date(2028, 1, 1),
    date(2028, 2, 29),
]


def test_every_page_is_open_on_the_days_on_which_tables_end(app: Flask):
    walkers = two_journeys(app.test_client())
    assert [fault for on in DAYS for fault in faults_on(app, on, walkers)] == []


@pytest.mark.usefixtures("app")
def test_a_car_is_bought_on_the_first_day_of_a_year_without_tables():
    assert list(bought_on(date(2027, 1, 1), 7)) == []
