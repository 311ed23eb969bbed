"""The filter of the delivery: cars that are there by the end of a month; pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from store.shop.filters import Wanted, fitting
from store.shop.showroom import Group


WEEK = 7
LATEST_DAY = 28  # of every month; four days on, it is the next one
MOST = 24
"""Months ahead that an address may name."""


@dataclass(frozen=True, kw_only=True)
class Month:
    """The end of a month: its first day, its value in an address, the cards it would leave."""

    first: date
    chosen: bool
    count: int

    @property
    def value(self) -> str:
        """Return what the address says: "2027-02"."""
        return f"{self.first:%Y-%m}"


def weeks_until(month: str, on: date) -> int | None:
    """Return the whole weeks from a day to the end of a month "2027-02"; None for other words."""
    known = {f"{first:%Y-%m}": first for first in _months(on, MOST)}
    first = known.get(month)
    return (_next(first) - timedelta(days=1) - on).days // WEEK if first else None


def months(everything: Sequence[Group], wanted: Wanted, on: date) -> tuple[Month, ...]:
    """Return the months in which the first and the last of these cars arrive, and those between."""
    weeks = [car.summary.lead_weeks for group in everything for car in group.cars]
    days = [on + timedelta(weeks=number) for number in (min(weeks), max(weeks))] if weeks else []
    found = []
    for first in _months(on, MOST):
        if days and first >= days[0].replace(day=1) and first <= days[1]:
            most = weeks_until(f"{first:%Y-%m}", on)
            count = len(fitting(everything, replace(wanted, most_weeks=most)))
            found.append(Month(first=first, chosen=most == wanted.most_weeks, count=count))
    return tuple(found)


def _months(on: date, number: int) -> list[date]:
    first = [on.replace(day=1)]
    while len(first) < number:
        first.append(_next(first[-1]))
    return first


def _next(first: date) -> date:
    return (first.replace(day=LATEST_DAY) + timedelta(days=4)).replace(day=1)
