"""Opening hours, public holidays and deadlines counted in business time."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays

from store.markets.dated import read_toml
from store.markets.errors import Invalid


Period = tuple[time, time]
MOST_MINUTES = 60 * 24 * 60


@dataclass(frozen=True, kw_only=True, slots=True)
class Opening:
    """Weekly opening periods (Monday 0 … Sunday 6) in local time; closed on public holidays.

    ``country`` is the ISO 3166 code whose national holidays count, ``GB-ENG`` where they are those
    of a part of the country; None: none do.
    """

    timezone: str
    week: Mapping[int, tuple[Period, ...]]
    country: str | None = None

    def __post_init__(self) -> None:
        if not any(self.week.values()):
            raise Invalid("never_open", "A place of business must open on some day.")
        if any(a >= b for periods in self.week.values() for a, b in periods):
            raise Invalid("hours_reversed", "An opening period must end after it starts.")

    def periods(self, day: date) -> tuple[Period, ...]:
        """Return the opening periods of one day, none on a holiday."""
        if self.country and day in _holidays(self.country, day.year):
            return ()
        return tuple(sorted(self.week.get(day.weekday(), ())))


@cache
def _holidays(country: str, year: int) -> frozenset[date]:
    return frozenset(when for when, _ in public_holidays(country, year))


@cache
def public_holidays(country: str, year: int) -> tuple[tuple[date, str], ...]:
    """Return the holidays of a year, of a country or a part of it, with their names there."""
    code, _, part = country.partition("-")
    return tuple(sorted(holidays.country_holidays(code, subdiv=part or None, years=year).items()))


@cache
def usual_opening(country: str = "FR") -> Opening:
    """Return the hours a market's dealers keep unless they say otherwise."""
    table = read_toml(country.lower(), "calendar")
    week = {
        int(day): tuple((time.fromisoformat(a), time.fromisoformat(b)) for a, b in periods)
        for day, periods in table["week"].items()
    }
    return Opening(timezone=table["timezone"], week=week, country=table["holidays"])


def business_deadline(start: datetime, minutes: int, opening: Opening) -> datetime:
    """Return the moment at which so many minutes of opening time have passed since ``start``.

    Args:
        start: An aware moment.
        minutes: Opening minutes to let pass, 0 to sixty days.
        opening: The hours that count.

    Returns:
        An aware moment in the opening's time zone.

    Raises:
        Invalid: ``moment_naive`` or ``minutes_range``.
    """
    if start.tzinfo is None:
        raise Invalid("moment_naive", "A deadline needs a moment with its time zone.")
    if not 0 <= minutes <= MOST_MINUTES:
        raise Invalid("minutes_range", "The number of minutes is impossible.")
    zone = ZoneInfo(opening.timezone)
    local = start.astimezone(zone)
    left = timedelta(minutes=minutes)
    for opens, closes in _open_from(local.replace(tzinfo=None), opening):
        if opens + left <= closes:
            return (opens + left).replace(tzinfo=zone)
        left -= closes - opens
    raise Invalid("never_open", "A place of business must open on some day.")


def _open_from(moment: datetime, opening: Opening) -> Iterator[tuple[datetime, datetime]]:
    """Yield the opening periods from a local moment on, for at most three years."""
    for offset in range(3 * 366):
        day = moment.date() + timedelta(days=offset)
        for begin, end in opening.periods(day):
            opens, closes = datetime.combine(day, begin), datetime.combine(day, end)
            if closes > moment:
                yield max(opens, moment), closes
