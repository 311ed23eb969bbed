"""Time between two dates as the European credit directives count it.

Source: Directive 2008/48/EC, Annex I part I, remark (c), as replaced by Directive 2011/90/EU and
kept by Directive (EU) 2023/2225, Annex III: whole periods are counted backwards from the later
date, the remaining days are divided by the 365 or 366 days of the year that ends where those days
end.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Literal

from financing.errors import BadFlow


Unit = Literal["year", "half_year", "quarter", "month", "week", "day"]

PER_YEAR: dict[Unit, int] = {
    "year": 1,
    "half_year": 2,
    "quarter": 4,
    "month": 12,
    "week": 52,
    "day": 365,
}
SHORTEST_MONTH = 28


@dataclass(frozen=True, slots=True)
class Interval:
    """A length of time: whole periods, then days of a year of 365 or 366 days."""

    periods: int
    days: int
    year_days: int
    unit: Unit = "month"

    @property
    def years(self) -> Fraction:
        """The length in years, exact."""
        return Fraction(self.periods, PER_YEAR[self.unit]) + Fraction(self.days, self.year_days)

    def __float__(self) -> float:
        return self.periods / PER_YEAR[self.unit] + self.days / self.year_days


def add_months(day: date, months: int) -> date:
    """The same day `months` later or earlier, else the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        raise BadFlow(f"{day} and {months} months leave the calendar")
    if day.day <= SHORTEST_MONTH:  # no need to ask the calendar
        return date(year, month + 1, day.day)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def measure(start: date, end: date, unit: Unit = "month") -> Interval:
    """Count the time from `start` to `end`, backwards from `end`.

    Two month ends a whole number of months apart count as whole months: 29 February 2028 to
    28 February 2029 is twelve.

    Args:
        start: The first drawdown.
        end: The payment, on the same day or later.
        unit: The period counted; the days left over are always days.

    Raises:
        BadFlow: `end` lies before `start`.
    """
    if end < start:
        raise BadFlow(f"the interval ends on {end}, before it starts on {start}")
    if unit in {"week", "day"}:
        whole, days = divmod((end - start).days, 7 if unit == "week" else 1)
        return Interval(whole, days, _year_days(start + timedelta(days=days)), unit)
    step = 12 // PER_YEAR[unit]
    whole = (end.year - start.year) * 12 + end.month - start.month
    whole -= whole % step
    anchor = add_months(end, -whole)
    if anchor == start:
        return Interval(whole // step, 0, 365, unit)
    if anchor < start:
        if _both_month_ends(start, end) and _same_month(anchor, start):
            return Interval(whole // step, 0, 365, unit)
        whole -= step
        anchor = add_months(end, -whole)
    return Interval(whole // step, (anchor - start).days, _year_days(anchor), unit)


def interval(start: date, end: date, unit: Unit = "month") -> Fraction:
    """The time from `start` to `end` in years, exact; see `measure`."""
    return measure(start, end, unit).years


def _year_days(last: date) -> int:
    """Days of the year that ends on `last`, from the same day of the year before."""
    return (last - add_months(last, -12)).days


def _both_month_ends(start: date, end: date) -> bool:
    return all(day.day == monthrange(day.year, day.month)[1] for day in (start, end))


def _same_month(left: date, right: date) -> bool:
    return (left.year, left.month) == (right.year, right.month)
