"""The opening minutes that are left."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings, strategies as st

from store.desk.clocks import countdown, open_minutes
from store.markets import business_deadline
from store.markets.hours import usual_opening


OPENING = usual_opening()
TUESDAY = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
moments = st.integers(-500_000, 500_000).map(lambda count: TUESDAY + timedelta(minutes=count))


@settings(max_examples=60)
@given(moments, st.integers(0, 600))
def test_the_minutes_to_a_deadline_are_those_it_was_counted_with(start: datetime, minutes: int):
    assert open_minutes(start, business_deadline(start, minutes, OPENING), OPENING) == minutes


@settings(max_examples=60)
@given(moments, st.integers(0, 5_000), st.integers(0, 5_000))
def test_time_that_passes_never_adds_minutes(start: datetime, earlier: int, later: int):
    end = start + timedelta(minutes=5_000)
    first, second = sorted((earlier, later))
    assert open_minutes(start + timedelta(minutes=first), end, OPENING) >= open_minutes(
        start + timedelta(minutes=second), end, OPENING
    )


def test_a_clock_says_hours_and_minutes_and_how_much_is_left():
    clock = countdown(TUESDAY + timedelta(minutes=64), TUESDAY, 120, OPENING)
    assert (clock.words, clock.minutes, clock.share, clock.late) == ("1 h 04", 64, 533, False)


def test_a_clock_that_has_run_out_is_late_and_empty():
    clock = countdown(TUESDAY - timedelta(minutes=1), TUESDAY, 120, OPENING)
    assert (clock.words, clock.share, clock.late) == ("0 h 00", 0, True)


def test_a_night_and_a_sunday_do_not_count():
    saturday, monday = datetime(2026, 11, 21, 22, tzinfo=UTC), datetime(2026, 11, 23, 7, tzinfo=UTC)
    assert open_minutes(saturday, monday, OPENING) == 0
