from datetime import date
from decimal import Decimal

import pytest

from financing import BadData, read_law
from tests.financing.examples import LAW, LAW_TEXT


def test_a_ceiling_goes_by_quarter_and_amount_up_to_and_with_its_limit():
    quarter = LAW.quarter(date(2026, 3, 31))
    assert quarter.percent(3_000_00) == Decimal("23.56")
    assert quarter.percent(3_000_01) == Decimal("15.87")
    assert quarter.percent(6_000_01) == Decimal("8.67")
    assert (quarter.from_day, quarter.until_day) == (date(2026, 1, 1), date(2026, 3, 31))


def test_an_unknown_quarter_and_an_unknown_time_are_not_guessed():
    assert LAW.quarter(date(2026, 4, 1)) is None
    assert LAW.regime(date(2011, 4, 30)) is None


def test_the_law_changes_over_night():
    assert LAW.regime(date(2026, 11, 19)).key == "before"
    assert LAW.regime(date(2026, 11, 20)).key == "after"


def test_official_law_holds_no_demonstration_value():
    assert [known.key for known in LAW.official().quarters] == ["2026-Q1"]


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ('country = "FR"', "", "document"),
        ("until = 2026-11-19", "until = 2026-11-20", "regime after"),
        ("until = 2026-11-19", "", "regime after"),
        ('rated = ["loan", "balloon"]', 'rated = ["gift"]', "regime[1].rated"),
        ('en = "Caution!"', 'en = ""', "regime[2].warning.en"),
        ('"2026-Q1"', '"2026-Q5"', "usury[1].quarter"),
        ('"2026-Q4"', '"2025-Q4"', "usury"),
        ('"2026-Q4"', '"2026-Q1"', "usury"),
        ("  { percent = 8.67 },\n", "", "usury[1].bands"),
        ("up_to_cents = 600000", "up_to_cents = 200000", "usury[1].bands"),
        ("percent = 23.56", "percent = inf", "usury[1].bands[1].percent"),
        ("percent = 23.56", 'percent = "23.56"', "usury[1].bands[1].percent"),
    ],
)
def test_wrong_law_is_refused_with_its_place(old: str, new: str, place: str):
    assert old in LAW_TEXT
    with pytest.raises(BadData) as caught:
        read_law(LAW_TEXT.replace(old, new, 1))
    assert caught.value.place == place
