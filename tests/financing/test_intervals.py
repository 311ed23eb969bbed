from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

from financing import BadFlow, add_months, interval, measure


DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


def test_a_month_and_three_days_are_counted_backwards_from_the_payment():
    assert interval(date(2012, 1, 12), date(2012, 2, 15)) == Fraction(1, 12) + Fraction(3, 365)


def test_days_that_end_in_a_leap_year_are_divided_by_366():
    found = measure(date(2012, 2, 20), date(2012, 3, 15))
    assert (found.periods, found.days, found.year_days) == (0, 24, 366)


def test_two_month_ends_are_whole_months_apart():
    assert interval(date(2028, 2, 29), date(2029, 2, 28)) == 1
    assert interval(date(2026, 2, 28), date(2026, 3, 31)) == Fraction(1, 12)
    assert measure(date(2028, 2, 29), date(2030, 2, 28), "year").periods == 2


def test_weeks_are_counted_as_52_a_year():
    assert interval(date(2026, 11, 2), date(2026, 11, 23), "week") == Fraction(3, 52)
    assert measure(date(2026, 11, 2), date(2026, 11, 25), "week").days == 2


def test_an_interval_that_ends_before_it_starts_is_refused():
    with pytest.raises(BadFlow, match="before it starts"):
        interval(date(2026, 1, 2), date(2026, 1, 1))


def test_a_month_beyond_the_calendar_is_refused():
    with pytest.raises(BadFlow, match="leave the calendar"):
        add_months(date(9999, 12, 1), 1)


def test_the_31st_becomes_the_last_day_of_a_short_month():
    assert add_months(date(2027, 12, 31), 2) == date(2028, 2, 29)
    assert add_months(date(2027, 3, 31), -1) == date(2027, 2, 28)


@given(DAYS, st.integers(0, 400))
def test_whole_months_are_twelfths_of_a_year(end: date, months: int):
    assert interval(add_months(end.replace(day=1), -months), end.replace(day=1)) == Fraction(
        months, 12
    )


@given(DAYS, st.integers(0, 4000))
def test_an_interval_is_near_its_days_and_never_shrinks(start: date, days: int):
    end = start + timedelta(days=days)
    years = interval(start, end)
    # Up to the length of one month, by which months and days cannot be told apart.
    assert abs(float(years) - days / 365.25) < 4 / 365
    assert interval(start, end + timedelta(days=31)) > years
