"""Tables that a spreadsheet reads and never executes."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from store.clock import PARIS
from store.desk.spreadsheet import Amount, Cell, spreadsheet


def read(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";"))


def cell(value: Cell) -> str:
    return read(spreadsheet(("heading",), [(value,)], PARIS))[1][0]


@pytest.mark.parametrize(
    "formula", ["=HYPERLINK(1)", "+33612", "-2+3", "@SUM(A1)", "\tx", "\r=1", "  =1", "|cmd"]
)
def test_a_formula_becomes_text(formula: str):
    assert cell(formula) == f"'{formula}"


@given(st.text(st.characters(exclude_categories=("Cs", "Cc"))))
def test_no_text_begins_like_a_formula_and_none_is_lost(text: str):
    shown = cell(text)
    assert shown in {text, f"'{text}"}
    assert not shown.lstrip(" ").startswith(("=", "+", "-", "@"))


@given(st.integers(-(10**12), 10**12))
def test_an_amount_is_the_same_to_the_cent(cents: int):
    assert Decimal(cell(Amount(cents)).replace(",", ".")) * 100 == cents


def test_days_and_moments_are_local_and_nothing_is_empty():
    assert cell(date(2026, 11, 24)) == "2026-11-24"
    assert cell(datetime(2026, 11, 24, 9, 30, tzinfo=UTC)) == "2026-11-24 10:30"
    text = spreadsheet(("a", "b"), [(None, 3)], PARIS)
    assert text == "\ufeffa;b\r\n;3\r\n"
