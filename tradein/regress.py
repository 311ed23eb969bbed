"""The regression of a market, told that neither age nor mileage adds value."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from tradein.features import AXES, Effect, design, kind, slopes
from tradein.linear import Ridge, fit
from tradein.penalties import MARKET_KINDS, MARKET_PENALTY, PENALTIES, PRIORS
from tradein.rows import Sale
from tradein.sparse import Floats, Sparse, gather, lay_out, stack
from tradein.specimen import Specimen


LEAST_ROWS_OF_AN_EFFECT = 2
WEIGHT_ABROAD = 0.3
PASSES = 2
FALL = -0.004
WEIGHT_OF_A_FALL = 30.0


@dataclass(frozen=True)
class Problem:
    """The sales, their design, ln(prices), what counts how much, the slopes to keep falling."""

    sales: Sequence[Sale]
    market: str
    matrix: Sparse
    target: Floats
    ridge: Ridge
    falls: Sparse


def pose(sales: Sequence[Sale], market: str, weights: Mapping[str, float]) -> Problem:
    """Build the regression of a market, helped by the sales of others."""
    several = len({sale.car.market for sale in sales}) > 1
    home = market if several else ""
    rows = (_shared_and_own(design(s.car), s.car.market if several else "") for s in sales)
    matrix = gather(rows, LEAST_ROWS_OF_AN_EFFECT)
    counts = [
        weights.get(s.car.market, 1.0 if s.car.market == market else WEIGHT_ABROAD) for s in sales
    ]
    own = [MARKET_PENALTY if "@" in name else 1.0 for name in matrix.names]
    penalties = [PENALTIES[kind(name)] * more for name, more in zip(matrix.names, own, strict=True)]
    target = np.log(np.array([sale.price for sale in sales]))
    priors = np.array([PRIORS.get(name, 0.0) for name in matrix.names])
    priors[matrix.names.index("all|")] = np.median(target - matrix.times(priors))
    typical = {(sale.car.key, sale.car.fuel): sale.car for sale in sales}
    falls = (row for car in typical.values() for row in _falls(car, home))
    return Problem(
        sales=sales,
        market=market,
        matrix=matrix,
        target=target,
        ridge=Ridge(np.array(counts), np.array(penalties), priors),
        falls=lay_out(falls, matrix.names),
    )


@dataclass(frozen=True)
class Solution:
    """Effects by name, and which slopes had to be told to fall."""

    effects: dict[str, float]
    rising: NDArray[np.bool_]


def solve(problem: Problem, progress: Callable[[str], None]) -> Solution:
    """Fit all the rows; slopes found rising are refitted with the belief that they fall."""
    effects = fit(problem.matrix, problem.target, problem.ridge)
    rising = np.zeros(problem.falls.height, bool)
    for number in range(PASSES):
        found = problem.falls.times(effects) > 0
        progress(f"fit {number + 1}: {int(found.sum())} of {len(found)} slopes rise")
        if not (found & ~rising).any():
            break
        rising |= found
        effects = _believing(problem, rising, effects)
    return Solution(_named(problem, effects), rising)


def solve_without(
    problem: Problem, fold: NDArray[np.bool_], rising: NDArray[np.bool_]
) -> dict[str, float]:
    """Fit the rows outside a fold, telling the same slopes to fall."""
    rows = ~fold
    ridge = replace(problem.ridge, weights=problem.ridge.weights[rows])
    part = replace(
        problem, matrix=problem.matrix.take(rows), target=problem.target[rows], ridge=ridge
    )
    return _named(problem, _believing(part, rising, None))


def narrowed(problem: Problem, effects: Mapping[str, float]) -> Problem:
    """The regression by some of the effects alone, named without their market."""
    names = problem.matrix.names
    kept = np.array([name.partition("@")[0] in effects or name in PRIORS for name in names])
    ridge = problem.ridge
    return replace(
        problem,
        matrix=problem.matrix.narrow(kept),
        ridge=replace(ridge, penalties=ridge.penalties[kept], priors=ridge.priors[kept]),
        falls=problem.falls.narrow(kept),
    )


def _named(problem: Problem, effects: Floats) -> dict[str, float]:
    return dict(zip(problem.matrix.names, effects.tolist(), strict=True))


def _believing(problem: Problem, rising: NDArray[np.bool_], start: Floats | None) -> Floats:
    beliefs = problem.falls.take(rising)
    count = beliefs.height
    weights = np.concatenate([problem.ridge.weights, np.full(count, WEIGHT_OF_A_FALL)])
    target = np.concatenate([problem.target, np.full(count, FALL)])
    ridge = replace(problem.ridge, weights=weights, firm=count)
    return fit(stack(problem.matrix, beliefs), target, ridge, start)


def _shared_and_own(effects: Iterator[Effect], market: str) -> Iterator[Effect]:
    """Each effect, and again as the market's own deviation where a market may have one."""
    for name, value in effects:
        yield name, value
        if market and kind(name) in MARKET_KINDS:
            yield f"{name}@{market}", value


def _falls(car: Specimen, market: str) -> Iterator[list[Effect]]:
    """The slope of a car's price between each two knots of each axis, as sums of effects."""
    for axis, knots in AXES.items():
        groups = list(slopes(car, axis))
        for number in range(len(knots)):
            effects = (
                (f"{name}^{knot}", weight)
                for name, weight, bends in groups
                for knot in range(number + 1 if bends else 1)
            )
            yield list(_shared_and_own(effects, market))
