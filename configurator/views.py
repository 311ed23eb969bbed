"""Every option of a view at once, from columns of numbers."""

from collections.abc import ItemsView, Iterator, Mapping, Sequence, ValuesView
from functools import partial

import numpy as np
from typing_extensions import override

from configurator.answers import OptionRow, OptionView, State
from configurator.levels import Costs
from configurator.scale import Scale
from configurator.wires import Slots


_STATES: tuple[State, ...] = ("selectable", "forced", "blocked")
_make = partial(tuple.__new__, OptionRow)  # a named tuple from a row, without leaving C
Column = list[int | None]


class Rows(Mapping[str, OptionView]):
    """Options with their views, made when read: thousands of kept objects would cost more.

    Args:
        index: option -> its place in the columns, in that order.
        columns: states, drops and price differences.
    """

    def __init__(
        self, index: Mapping[str, int], columns: tuple[list[State], Column, Column]
    ) -> None:
        self._index, self._columns = index, columns

    @override
    def __getitem__(self, option: str) -> OptionRow:
        at = self._index[option]
        states, drops, deltas = self._columns
        return OptionRow(option, states[at], drops[at], deltas[at])

    @override
    def __iter__(self) -> Iterator[str]:
        return iter(self._index)

    @override
    def __len__(self) -> int:
        return len(self._index)

    def rows(self) -> Iterator[OptionRow]:
        """Make all rows, in order."""
        return map(_make, zip(self._index, *self._columns, strict=True))

    @override
    def values(self) -> ValuesView[OptionView]:
        return _Values(self)

    @override
    def items(self) -> ItemsView[str, OptionView]:
        return _Items(self)


class _Values(ValuesView[OptionView]):
    def __init__(self, rows: Rows) -> None:
        super().__init__(rows)
        self._rows = rows

    @override
    def __iter__(self) -> Iterator[OptionView]:
        return self._rows.rows()


class _Items(ItemsView[str, OptionView]):
    def __init__(self, rows: Rows) -> None:
        super().__init__(rows)
        self._rows = rows

    @override
    def __iter__(self) -> Iterator[tuple[str, OptionView]]:
        return zip(self._rows, self._rows.rows(), strict=True)


def option_views(
    index: Mapping[str, int],
    decisions: Mapping[str, bool],
    totals: tuple[Costs, Costs],
    scale: Scale,
    now_cents: int,
) -> Rows:
    """Put the states, drops and prices of all options together.

    Args:
        index: option -> its place, in that order.
        decisions: option -> wanted or refused.
        totals: of each option the best total weight with it, and without it.
        scale: reads a total.
        now_cents: price of the cheapest completion.
    """
    with_it, without = totals
    drops, cents = scale.read_all(with_it)
    kinds = np.where(drops > 0, 2, without >= scale.first_drop)
    states = [_STATES[kind] for kind in kinds.tolist()]
    for option, wanted in decisions.items():
        states[index[option]] = "chosen" if wanted else "excluded"
    columns: tuple[Column, Column] = (drops.tolist(), (cents - now_cents).tolist())
    for at in np.flatnonzero(drops > len(decisions)).tolist():
        columns[0][at] = columns[1][at] = None
    return Rows(index, (states, *columns))


def literal_slots(meaning: Sequence[int]) -> tuple[Slots, Slots]:
    """Return for literals over classes their slots, and those of their negations."""
    literals = np.asarray(meaning, dtype=np.intp)
    positive = 2 * np.abs(literals) - np.where(literals > 0, 2, 1)
    return positive, positive ^ 1
