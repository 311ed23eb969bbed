"""A sparse matrix of named effects: compressed rows and, for the transpose, compressed columns."""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from tradein.features import Effect


Floats = NDArray[np.float64]
Wholes = NDArray[np.int32]


@dataclass(frozen=True)
class Sparse:
    """Rows of (column, value) cells, one row after the other, and the columns' names.

    Attributes:
        rows: The row of each cell, ascending.
        columns: The column of each cell.
        values: The value of each cell.
        height: How many rows.
        names: By column.
    """

    rows: Wholes
    columns: Wholes
    values: NDArray[np.float32]
    height: int
    names: tuple[str, ...]

    @cached_property
    def _turned(self) -> tuple[Wholes, NDArray[np.float32], NDArray[np.intp], Wholes]:
        """The cells by column: rows, values, where each column starts, and which columns."""
        order = np.argsort(self.columns, kind="stable")
        columns = self.columns[order]
        starts = np.flatnonzero(np.diff(columns, prepend=-1))
        return self.rows[order], self.values[order], starts, columns[starts]

    @cached_property
    def _starts(self) -> tuple[NDArray[np.intp], Wholes]:
        starts = np.flatnonzero(np.diff(self.rows, prepend=-1))
        return starts, self.rows[starts]

    def times(self, weights: Floats) -> Floats:
        """The matrix by a vector of effects."""
        starts, rows = self._starts
        product = np.zeros(self.height)
        if len(starts):
            product[rows] = np.add.reduceat(self.values * weights[self.columns], starts)
        return product

    def back(self, residuals: Floats) -> Floats:
        """The transposed matrix by a vector of rows."""
        rows, values, starts, columns = self._turned
        sums = np.zeros(len(self.names))
        if len(starts):
            sums[columns] = np.add.reduceat(values * residuals[rows], starts)
        return sums

    def squares(self, weights: Floats) -> Floats:
        """The diagonal of the weighted normal matrix."""
        rows, values, starts, columns = self._turned
        sums = np.zeros(len(self.names))
        if len(starts):
            sums[columns] = np.add.reduceat(values * values * weights[rows], starts)
        return sums

    def take(self, kept: NDArray[np.bool_]) -> "Sparse":
        """Some of the rows, with all the columns."""
        cells = kept[self.rows]
        number = (np.cumsum(kept) - 1).astype(np.int32)
        return Sparse(
            number[self.rows[cells]],
            self.columns[cells],
            self.values[cells],
            int(kept.sum()),
            self.names,
        )


def gather(rows: Iterable[Iterable[Effect]], least: int) -> Sparse:
    """Lay rows of named effects out, without those seen in fewer than `least` rows."""
    number: dict[str, int] = {}
    lines, columns, values, height = array("i"), array("i"), array("f"), 0
    for row in rows:
        for name, cell in row:
            lines.append(height)
            columns.append(number.setdefault(name, len(number)))
            values.append(cell)
        height += 1
    column = np.frombuffer(columns, np.int32)
    often = np.bincount(column, minlength=len(number)) >= least
    again, kept = (np.cumsum(often) - 1).astype(np.int32), often[column]
    names = tuple(name for name, place in number.items() if often[place])
    line, value = np.frombuffer(lines, np.int32), np.frombuffer(values, np.float32)
    return Sparse(line[kept], again[column[kept]], value[kept], height, names)


def lay_out(rows: Iterable[Iterable[Effect]], names: tuple[str, ...]) -> Sparse:
    """Lay rows out over known columns; other effects are left out."""
    number = {name: place for place, name in enumerate(names)}
    lines, columns, values, height = array("i"), array("i"), array("f"), 0
    for row in rows:
        for name, cell in row:
            if name in number:
                lines.append(height)
                columns.append(number[name])
                values.append(cell)
        height += 1
    line, column = np.frombuffer(lines, np.int32), np.frombuffer(columns, np.int32)
    return Sparse(line, column, np.frombuffer(values, np.float32), height, names)


def stack(first: Sparse, second: Sparse) -> Sparse:
    """Two matrices over the same columns, one under the other."""
    return Sparse(
        np.concatenate([first.rows, second.rows + np.int32(first.height)]),
        np.concatenate([first.columns, second.columns]),
        np.concatenate([first.values, second.values]),
        first.height + second.height,
        first.names,
    )
