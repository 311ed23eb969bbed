"""When a car can be tried: the days and halves of days on which dealers are open; pure."""

from collections.abc import Iterator
from datetime import date, time, timedelta

from store.markets import Opening


AHEAD = 30
"""Days ahead that can be asked for, from tomorrow on."""
NOON = time(12)


def days(opening: Opening, today: date) -> tuple[date, ...]:
    """Return the days that can be asked for: no Sunday, no public holiday."""
    ahead = (today + timedelta(days=number) for number in range(1, AHEAD + 1))
    return tuple(day for day in ahead if opening.periods(day))


def parts(opening: Opening, day: date) -> tuple[str, ...]:
    """Return the halves of a day on which dealers are open."""
    return tuple(_parts(opening, day))


def _parts(opening: Opening, day: date) -> Iterator[str]:
    periods = opening.periods(day)
    if any(start < NOON for start, _end in periods):
        yield "morning"
    if any(end > NOON for _start, end in periods):
        yield "afternoon"
