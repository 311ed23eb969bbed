"""Robust ridge regression on sparse named effects: conjugate gradients, Huber weights.

Iteratively reweighted least squares after Huber (1964) with the usual 1.345 tuning; the
preconditioned conjugate gradient method after Hestenes and Stiefel (1952). The matrix is kept as
padded (row, column) arrays, so a million rows need no dense copy.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from tradein.features import Effect


Floats = NDArray[np.float64]
HUBER = 1.345
MAD_TO_SIGMA = 1.4826
ROUNDS = 3
STEPS = 150
TOLERANCE = 1e-6
TINY = 1e-9


@dataclass(frozen=True)
class Sparse:
    """Rows of (column, value) pairs padded with zeros, and the columns' names."""

    columns: NDArray[np.int32]
    values: Floats
    names: tuple[str, ...]

    def times(self, weights: Floats) -> Floats:
        """The matrix by a vector of effects."""
        product: Floats = np.einsum("ij,ij->i", self.values, weights[self.columns])
        return product

    def back(self, residuals: Floats) -> Floats:
        """The transposed matrix by a vector of rows."""
        spread = (self.values * residuals[:, None]).ravel()
        sums: Floats = np.bincount(
            self.columns.ravel(), weights=spread, minlength=len(self.names)
        ).astype(float)
        return sums

    def squares(self, weights: Floats) -> Floats:
        """The diagonal of the weighted normal matrix."""
        spread = (self.values**2 * weights[:, None]).ravel()
        sums: Floats = np.bincount(
            self.columns.ravel(), weights=spread, minlength=len(self.names)
        ).astype(float)
        return sums

    def take(self, rows: NDArray[np.bool_]) -> "Sparse":
        """Some of the rows, with all the columns."""
        return Sparse(self.columns[rows], self.values[rows], self.names)


@dataclass(frozen=True)
class Ridge:
    """How much each row counts, and how strongly each effect is pulled to its prior.

    Attributes:
        weights: By row; the last `firm` rows keep theirs whatever their residual.
        penalties: By effect.
        priors: By effect.
        firm: How many rows at the end state beliefs instead of sales.
    """

    weights: Floats
    penalties: Floats
    priors: Floats
    firm: int = 0


def gather(rows: Sequence[Iterable[Effect]], least: int) -> Sparse:
    """Lay rows of named effects out, without those seen in fewer than `least` rows."""
    kept = [list(row) for row in rows]
    seen = Counter(name for row in kept for name, _value in row)
    return lay_out(kept, tuple(name for name, count in seen.items() if count >= least))


def lay_out(rows: Sequence[Sequence[Effect]], names: tuple[str, ...]) -> Sparse:
    """Lay rows out over known columns; other effects are left out."""
    number = {name: position for position, name in enumerate(names)}
    width = max((len(row) for row in rows), default=0)
    columns = np.zeros((len(rows), width), np.int32)
    values = np.zeros((len(rows), width))
    for line, row in enumerate(rows):
        cells = [(number[name], value) for name, value in row if name in number]
        columns[line, : len(cells)] = [column for column, _value in cells]
        values[line, : len(cells)] = [value for _column, value in cells]
    return Sparse(columns, values, names)


def stack(first: Sparse, second: Sparse) -> Sparse:
    """Two matrices over the same columns, one under the other."""
    width = max(first.columns.shape[1], second.columns.shape[1])

    def padded(block: NDArray[np.generic]) -> NDArray[np.generic]:
        return np.pad(block, ((0, 0), (0, width - block.shape[1])))

    columns = np.vstack([padded(first.columns), padded(second.columns)]).astype(np.int32)
    values = np.vstack([padded(first.values), padded(second.values)]).astype(np.float64)
    return Sparse(columns, values, first.names)


def fit(matrix: Sparse, target: Floats, ridge: Ridge, start: Floats | None = None) -> Floats:
    """Effects of least Huber loss plus penalised squares of their distance from the priors."""
    target = target - matrix.times(ridge.priors)
    effects = np.zeros(len(matrix.names)) if start is None else start - ridge.priors
    sales, robust = len(target) - ridge.firm, np.ones(len(target))
    for number in range(ROUNDS):
        if number or start is not None:
            error = np.abs(target - matrix.times(effects))[:sales]
            scale = MAD_TO_SIGMA * float(np.median(error))
            robust[:sales] = np.minimum(1.0, HUBER * scale / np.maximum(error, TINY))
        effects = _solve(matrix, target, replace(ridge, weights=ridge.weights * robust), effects)
    return effects + ridge.priors


def _solve(matrix: Sparse, target: Floats, ridge: Ridge, start: Floats) -> Floats:
    weights, penalties = ridge.weights, ridge.penalties

    def normal(vector: Floats) -> Floats:
        return matrix.back(weights * matrix.times(vector)) + penalties * vector

    diagonal = matrix.squares(weights) + penalties
    effects = start.copy()
    residual = matrix.back(weights * target) - normal(effects)
    step = residual / diagonal
    power = goal = float(residual @ step)
    direction = step
    for _number in range(STEPS):
        if power <= TOLERANCE * max(goal, TINY):
            break
        image = normal(direction)
        length = power / float(direction @ image)
        effects = effects + length * direction
        residual = residual - length * image
        step = residual / diagonal
        previous, power = power, float(residual @ step)
        direction = step + power / previous * direction
    return effects
