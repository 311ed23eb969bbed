from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, strategies as st

from store.markets import Invalid, Opening, business_deadline
from store.markets.hours import public_holidays, usual_opening


PARIS = ZoneInfo("Europe/Paris")
NAIVE = datetime.fromisoformat("2026-01-01")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2026-11-23T09:30", "2026-11-23T11:30"),
        ("2026-11-23T11:00", "2026-11-23T15:00"),  # over lunch
        ("2026-11-23T18:30", "2026-11-24T10:30"),  # over night
        ("2026-11-21T18:00", "2026-11-23T10:00"),  # Saturday evening, Sunday is closed
        ("2026-12-24T18:30", "2026-12-26T10:30"),  # Christmas is closed
        ("2026-11-22T12:00", "2026-11-23T11:00"),  # Sunday
        ("2027-03-27T18:00", "2027-03-30T10:00"),  # Easter Monday, clocks change on Sunday
    ],
)
def test_two_business_hours_skip_lunch_nights_sundays_and_holidays(start: str, end: str):
    assert business_deadline(at(start), 120, usual_opening()) == at(end)


def test_a_moment_in_another_zone_is_the_same_moment():
    start = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
    assert business_deadline(start, 120, usual_opening()) == at("2026-11-23T11:30")


@given(
    st.datetimes(NAIVE, NAIVE.replace(year=2030), timezones=st.just(PARIS)),
    st.integers(0, 3000),
    st.integers(0, 600),
)
def test_more_minutes_never_end_earlier(moment: datetime, minutes: int, more: int):
    first = business_deadline(moment, minutes, usual_opening())
    second = business_deadline(moment, minutes + more, usual_opening())
    assert moment <= first <= second


def test_a_naive_moment_is_refused():
    with pytest.raises(Invalid, match="time zone"):
        business_deadline(NAIVE, 10, usual_opening())


def test_a_place_that_never_opens_is_refused():
    with pytest.raises(Invalid, match="open on some day"):
        Opening(timezone="Europe/Paris", week={0: ()})


def test_an_endless_or_negative_delay_is_refused():
    for minutes in (-1, 10**9):
        with pytest.raises(Invalid, match="minutes"):
            business_deadline(at("2026-11-23T09:30"), minutes, usual_opening())


def test_own_hours_count_instead_of_the_usual_ones():
    nights = Opening(timezone="Europe/Paris", week={d: ((time(20), time(23)),) for d in range(7)})
    assert business_deadline(at("2026-12-25T10:00"), 60, nights) == at("2026-12-25T21:00")


def test_france_has_its_eleven_holidays():
    days = [day for day, _ in public_holidays("FR", 2026)]
    assert len(days) == 11
    assert date(2026, 7, 14) in days
