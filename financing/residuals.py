"""Residual values: percent of the new price by age and distance, bilinear in between."""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from financing.errors import BadData
from financing.reading import Reader


# Percents have at most four decimals.
UNITS = 10_000
KEPT = 1024


@dataclass(frozen=True, slots=True)
class ResidualTable:
    """What one group of vehicles is worth when the contract ends.

    Attributes:
        key: The vehicle group.
        months: Ages, rising.
        km: Distances a year, rising.
        percents: One row an age, one column a distance: percent of the new price; never rising
            along either axis.
        safety_percent: Share of the table value that a lender commits to (100 is all of it).
        reference_price_cents: New price the table was made for; the excess-km price is checked
            with it.
        author: Who set the values.
        valid_from: First day of validity.
        valid_until: Last day of validity.
        source: Where the values come from.
        units: The percents in ten-thousandths of a percent, for arithmetic in whole numbers.
        committed: `_committed`, the last answers kept.
    """

    key: str
    months: tuple[int, ...]
    km: tuple[int, ...]
    percents: tuple[tuple[Decimal, ...], ...]
    safety_percent: Decimal
    reference_price_cents: int
    author: str
    valid_from: date
    valid_until: date
    source: str
    units: tuple[tuple[int, ...], ...] = field(init=False, repr=False, compare=False)
    committed: Callable[[int, int], tuple[int, int]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        units = tuple(tuple(int(value * UNITS) for value in row) for row in self.percents)
        object.__setattr__(self, "units", units)
        object.__setattr__(self, "committed", lru_cache(KEPT)(self._committed))

    def percent(self, months: int, km: int) -> Fraction:
        """The table value in percent of the new price, exact; only inside the table."""
        above, below = self._share(months, km)
        return Fraction(above, below * UNITS)

    def value_cents(self, base_cents: int, months: int, km: int) -> int:
        """The committed value in cents of a vehicle whose new price is `base_cents`."""
        above, below = self.committed(months, km)
        return (2 * base_cents * above + below) // (2 * below)

    def _committed(self, months: int, km: int) -> tuple[int, int]:
        """The share of the new price that the lender commits to, as (numerator, denominator)."""
        above, below = self._share(months, km)
        safe, whole = self.safety_percent.as_integer_ratio()
        return above * safe, below * whole * UNITS * 10_000

    def _share(self, months: int, km: int) -> tuple[int, int]:
        """The table value in ten-thousandths of a percent, as (numerator, denominator)."""
        row, column = _cell(self.months, months), _cell(self.km, km)
        top, bottom = self.months[row : row + 2]
        left, right = self.km[column : column + 2]
        near, far = (
            units[column] * (right - km) + units[column + 1] * (km - left)
            for units in self.units[row : row + 2]
        )
        share = near * (bottom - months) + far * (months - top)
        return share, (bottom - top) * (right - left)

    def holds(self, km: int) -> bool:
        """Whether a yearly distance lies inside the table."""
        return self.km[0] <= km <= self.km[-1]

    def marginal_loss_cents(self) -> Fraction:
        """The greatest loss of value in cents by one more kilometre, at the reference price."""
        losses = (
            (left - right) / 100 * self.reference_price_cents * 12 / ((after - before) * months)
            for months, row in zip(self.months, self.percents, strict=True)
            for (before, after), (left, right) in zip(
                pairwise(self.km), pairwise(map(Fraction, row)), strict=True
            )
        )
        return max(losses)


def read_residual(reader: Reader) -> ResidualTable:
    """One `[[residual]]` table.

    Raises:
        BadData: Axes that do not rise, a value that rises with age or distance, a missing cell.
    """
    key = reader.text("key")
    months, km = reader.wholes("months"), reader.wholes("km")
    percents = tuple(_percents(reader, row, len(km)) for row in reader.rows("percent"))
    table = ResidualTable(
        key=key,
        months=months,
        km=km,
        percents=percents,
        safety_percent=reader.percent("safety_percent"),
        reference_price_cents=reader.whole("reference_price_cents"),
        author=reader.text("author"),
        valid_from=reader.day("valid_from"),
        valid_until=reader.day("valid_until"),
        source=reader.text("source"),
    )
    reader.done()
    _check(table, reader.place)
    return table


def _percents(reader: Reader, row: object, width: int) -> tuple[Decimal, ...]:
    if not isinstance(row, list) or len(row) != width:
        raise reader.wrong("percent", f"every row has {width} values, one a distance")
    return tuple(reader.percent_of("percent", value) for value in row)


def _check(table: ResidualTable, place: str) -> None:
    for name, axis in (("months", table.months), ("km", table.km)):
        if len(axis) <= 1 or axis[0] < 1 or any(left >= right for left, right in pairwise(axis)):
            raise BadData(f"{place}.{name}", "at least two rising values from 1 on are needed")
    if len(table.percents) != len(table.months):
        raise BadData(f"{place}.percent", f"there are {len(table.months)} rows, one an age")
    lines = (*table.percents, *zip(*table.percents, strict=True))
    if any(left < right for line in lines for left, right in pairwise(line)):
        raise BadData(f"{place}.percent", "a value never rises with age or distance")
    if table.valid_until < table.valid_from:
        raise BadData(f"{place}.valid_until", "the table ends before it begins")


def _cell(axis: tuple[int, ...], value: int) -> int:
    """The cell of an axis that holds a value."""
    if not axis[0] <= value <= axis[-1]:
        raise BadData("residual", f"{value} lies outside {axis[0]} to {axis[-1]}")
    return min(bisect_right(axis, value) - 1, len(axis) - 2)
