"""Columns and cells however a country writes them."""

from contextlib import suppress

import pytest
from hypothesis import given, strategies as st

from tradein import TrainingError
from tradein.cells import number
from tradein.columns import canonical, describe


@pytest.mark.parametrize(
    ("head", "own"),
    [("Marque", "brand"), ("Kilométrage", "km"), ("engineSize", "cc"), ("Prix", "price")],
)
def test_a_heading_is_known_in_several_languages(head: str, own: str) -> None:
    assert canonical(head) == own


@pytest.mark.parametrize(
    ("cell", "column", "value"),
    [
        ("9 900,50 €", "price", 9900.5),
        ("12.345", "km", 12345),
        ("12,345", "km", 12345),
        ("1.234.567,8", "price", 1234567.8),
        ("69301.0", "km", 69301),
        ("4.123", "age", 4.123),
        ("120 000 km", "km", 120000),
    ],
)
def test_a_number_is_read_as_its_country_writes_it(cell: str, column: str, value: float) -> None:
    assert number(cell, column) == value


@given(st.text(max_size=12))
def test_any_cell_is_a_number_or_a_typed_error(cell: str) -> None:
    with suppress(TrainingError):
        assert isinstance(number(cell, "price"), float)


def test_words_are_traits_and_numbers_measures() -> None:
    rows = [
        {"drive": "4x4" if n % 3 else "front", "cc": str(900 + 10 * n), "note": f"car {n}"}
        for n in range(200)
    ]
    extras = describe(rows)
    assert list(extras.traits) == ["drive"]
    assert list(extras.measures) == ["cc"]
    traits, measures = extras.read({"drive": "4x4", "cc": "900"})
    assert traits == ("drive=4x4",)
    assert measures[0][1] < 0


def test_what_is_not_known_of_a_car_is_the_usual() -> None:
    rows = [{"offer": "new" if n % 10 == 0 else "used"} for n in range(200)]
    extras = describe(rows)
    assert extras.read({}) == extras.read({"offer": "used"}) == ((), ())
    assert extras.read({"offer": "new"})[0] == ("offer=new",)
