"""Optimal assignments that are worked out when first read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Found:
    """A completion whose price is known.

    Attributes:
        drops: how many of the decisions it breaks.
        cents: its price.
        assign: makes the assignment, which few callers need.
    """

    drops: int
    cents: int
    assign: Callable[[], Mapping[int, bool]]

    @cached_property
    def true(self) -> Mapping[int, bool]:
        """Variable -> value, hidden variables included."""
        return self.assign()


@dataclass(frozen=True)
class Later:
    """A completion that drops nothing; its price takes a search.

    Attributes:
        search: returns the price and the assignment.
    """

    search: Callable[[], tuple[int, Mapping[int, bool]]]
    drops: int = 0

    @cached_property
    def _found(self) -> tuple[int, Mapping[int, bool]]:
        return self.search()

    @property
    def cents(self) -> int:
        """Its price."""
        return self._found[0]

    @property
    def true(self) -> Mapping[int, bool]:
        """Variable -> value, hidden variables included."""
        return self._found[1]
