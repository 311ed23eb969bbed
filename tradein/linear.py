"""Robust ridge regression on sparse named effects: conjugate gradients, Huber weights.

Iteratively reweighted least squares after Huber (1964) with 0.5 spreads in place of the
usual 1.345, for asking prices have long tails; the
preconditioned conjugate gradient method after Hestenes and Stiefel (1952).
"""

from dataclasses import dataclass, replace

import numpy as np

from tradein.sparse import Floats, Sparse


HUBER = 0.5
MAD_TO_SIGMA = 1.4826
ROUNDS = 8
STEPS = 300
TOLERANCE = 1e-7
TINY = 1e-9


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
        before = effects
        effects = _solve(matrix, target, replace(ridge, weights=ridge.weights * robust), before)
        if np.array_equal(effects, before):
            break
    return effects + ridge.priors


def _solve(matrix: Sparse, target: Floats, ridge: Ridge, start: Floats) -> Floats:
    weights, penalties = ridge.weights, ridge.penalties

    def normal(vector: Floats) -> Floats:
        return matrix.back(weights * matrix.times(vector)) + penalties * vector

    diagonal = matrix.squares(weights) + penalties
    effects = start.copy()
    sought = matrix.back(weights * target)
    goal = TOLERANCE * max(_dot(sought, sought / diagonal), TINY)
    residual = sought - normal(effects)
    step = residual / diagonal
    power = _dot(residual, step)
    direction = step
    for _number in range(STEPS):
        if power <= goal:
            break
        image = normal(direction)
        length = power / _dot(direction, image)
        effects = effects + length * direction
        residual = residual - length * image
        step = residual / diagonal
        previous, power = power, _dot(residual, step)
        direction = step + power / previous * direction
    return effects


def _dot(one: Floats, other: Floats) -> float:
    """The inner product, summed in numpy's own order: the same on any number of cores."""
    return float((one * other).sum())
