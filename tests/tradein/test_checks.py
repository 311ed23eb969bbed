"""Facts that cannot be true are refused, naming the field and the reason."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.tradein.cars import CAR, TODAY
from tradein import Condition, InvalidFactsError
from tradein.checks import check_condition, check_facts


@pytest.mark.parametrize(
    ("place", "code", "changes"),
    [
        ("facts.brand", "missing", {"brand": "  "}),
        ("facts.model", "too-long", {"model": "x" * 1000}),
        ("facts.first_registration", "future", {"first_registration": date(2027, 1, 1)}),
        ("facts.first_registration", "too-old", {"first_registration": date(1900, 1, 1)}),
        ("facts.km", "too-low", {"km": 0}),
        ("facts.km", "out-of-range", {"km": 9_999_999}),
        ("facts.fuel", "unknown", {"fuel": "plutonium"}),
        ("facts.gearbox", "unknown", {"gearbox": ""}),
        ("facts.power_hp", "out-of-range", {"power_hp": 0}),
        ("facts.new_price_cents", "out-of-range", {"new_price_cents": 1}),
        ("facts.country", "unknown", {"country": "France"}),
        ("facts.plate", "malformed", {"plate": "IO-123-UU"}),
        ("facts.vin", "malformed", {"vin": "OOO"}),
    ],
)
def test_an_impossible_fact_is_refused(place: str, code: str, changes: dict[str, Any]) -> None:
    with pytest.raises(InvalidFactsError) as caught:
        check_facts(replace(CAR, **changes), TODAY)
    assert (caught.value.place, caught.value.code) == (place, code)


def test_a_new_car_may_have_run_nothing() -> None:
    check_facts(replace(CAR, km=0, first_registration=date(2026, 11, 1)), TODAY)


def test_a_foreign_plate_is_not_judged_by_french_forms() -> None:
    check_facts(replace(CAR, plate="B-XY 1234", country="DE"), TODAY)


@pytest.mark.parametrize(
    ("place", "changes"),
    [
        ("condition.keys", {"keys": -1}),
        ("condition.owners", {"owners": 0}),
        ("condition.tyres", {"tyres": "square"}),
        ("condition.loan_outstanding_cents", {"loan_outstanding_cents": -5}),
    ],
)
def test_an_impossible_condition_is_refused(place: str, changes: dict[str, Any]) -> None:
    with pytest.raises(InvalidFactsError) as caught:
        check_condition(replace(Condition(), **changes))
    assert caught.value.place == place
