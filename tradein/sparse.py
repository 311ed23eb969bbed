"""A sparse matrix of named effects."""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from tradein.features import Effect
from tradein.products import Floats, Products, Wholes, products


__all__ = ["Floats", "Sparse", "Wholes", "gather", "lay_out", "stack"]


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
    def _products(self) -> Products:
        return products((self.rows, self.columns, self.values), (self.height, len(self.names)))

    def times(self, weights: Floats) -> Floats:
        """The matrix by a vector of effects."""
        return self._products.times(weights)

    def back(self, residuals: Floats) -> Floats:
        """The transposed matrix by a vector of rows."""
        return self._products.back(residuals)

    def squares(self, weights: Floats) -> Floats:
        """The diagonal of the weighted normal matrix."""
        squared = self.values * self.values * weights[self.rows]
        return np.bincount(self.columns, squared, len(self.names)).astype(float)

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

    def narrow(self, kept: NDArray[np.bool_]) -> "Sparse":
        """All the rows, with some of the columns."""
        cells = kept[self.columns]
        number = (np.cumsum(kept) - 1).astype(np.int32)
        names = tuple(name for name, keep in zip(self.names, kept.tolist(), strict=True) if keep)
        columns = number[self.columns[cells]]
        return Sparse(self.rows[cells], columns, self.values[cells], self.height, names)


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
