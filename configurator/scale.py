"""One whole number for "fewest drops, then cheapest, then plainest"."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

import numpy.typing as npt


@dataclass(frozen=True, eq=False)
class Scale:
    """Weights that make a lexicographic order of (drops, cents, rank) a sum of integers.

    Attributes:
        cents: price of each variable when true.
        ranks: preference of each variable when true, lower first, never negative.
        bound: no total price is beyond plus or minus this many cents.
        unit: weight of one cent; more than all ranks together.
        drop: weight of one dropped decision; more than all prices together.
    """

    cents: Mapping[int, int]
    ranks: Mapping[int, int]
    bound: int
    unit: int
    drop: int

    @classmethod
    def of(cls, cents: Mapping[int, int], ranks: Mapping[int, int]) -> Self:
        """Make the scale of some prices and ranks."""
        bound = sum(abs(c) for c in cents.values())
        unit = sum(ranks.values()) + 1
        priced = {variable: c for variable, c in cents.items() if c}
        return cls(priced, ranks, bound, unit, (2 * bound + 1) * unit)

    @cached_property
    def first_drop(self) -> int:
        """Totals below this drop no decision."""
        return self.drop - self.bound * self.unit

    def weight(self, variable: int) -> int:
        """What a true variable weighs."""
        return self.cents.get(variable, 0) * self.unit + self.ranks.get(variable, 0)

    def read(self, total: int) -> tuple[int, int]:
        """Return the drops and the cents in a total weight."""
        drops, rest = divmod(total + self.bound * self.unit, self.drop)
        return drops, rest // self.unit - self.bound

    def read_all(self, totals: npt.NDArray[Any]) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
        """Return the drops and the cents in many totals."""
        shifted = totals + self.bound * self.unit
        drops = shifted // self.drop
        return drops, (shifted - drops * self.drop) // self.unit - self.bound

    def price(self, true: Mapping[int, bool]) -> int:
        """Price of an assignment in cents."""
        return sum(cents for variable, cents in self.cents.items() if true[variable])
