"""Sales priced by models that never saw them: what the trees learn from and trust rests on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tradein.boosting import boost, predict
from tradein.columns import Extras
from tradein.effects import for_market
from tradein.predict import log_parts, traits_of
from tradein.regress import Problem, solve_without
from tradein.rows import digest
from tradein.sparse import Floats
from tradein.trees import Forest


FOLDS, FOLDS_OF_FEW = 5, 10
FEW = 5_000
LEAST_FOR_TREES = 3_000
TREES = 200
WORTH = 0.995
SIGNS = {"part:age": 1, "part:km": 1, "age": -1, "km": -1}
NAMES = (
    "part:car",
    "part:version",
    "part:further",
    "part:age",
    "part:km",
    "age",
    "km",
    "power",
    "fuel",
    "gearbox",
)
PART = 8


@dataclass(frozen=True)
class Unseen:
    """Every sale as priced without its fold.

    Attributes:
        folds: The fold of each sale.
        logs: ln(price) as predicted by effects and trees.
        forest: Trees fitted on all the errors; None where they did not earn their place.
    """

    folds: NDArray[np.int64]
    logs: Floats
    forest: Forest | None


def cross_fit(
    problem: Problem,
    masks: tuple[NDArray[np.bool_], NDArray[np.bool_]],
    extras: Extras,
    progress: Callable[[str], None],
) -> Unseen:
    """Price each sale by effects, and trees, fitted on the other folds.

    Args:
        problem: The regression.
        masks: Which slopes must be told to fall; which sales are a fold of their own, the last.
        extras: The market's further columns.
        progress: Called with a line at each stage.
    """
    rising, apart = masks
    count = FOLDS_OF_FEW if len(problem.sales) < FEW else FOLDS
    folds = np.array([digest(sale) // PART % count for sale in problem.sales])
    folds[apart] = count
    count += int(apart.any())
    names = _names(extras)
    values, logs = np.zeros((len(folds), len(names))), np.zeros(len(folds))
    markets = {sale.car.market for sale in problem.sales}
    for fold in range(count):
        progress(f"pricing unseen sales, part {fold + 1} of {count}")
        effects = solve_without(problem, folds == fold, rising)
        by_market = {name: for_market(effects, name) for name in markets}
        for row in np.flatnonzero(folds == fold).tolist():
            car = problem.sales[row].car
            parts = log_parts(car, by_market[car.market])
            logs[row], values[row] = sum(parts), traits_of(car, parts, names)
    home = np.array([sale.car.market == problem.market for sale in problem.sales])
    if home.sum() < LEAST_FOR_TREES:
        return Unseen(folds, logs, None)
    progress("growing trees")
    return _with_trees(problem, Unseen(folds, logs, None), values, names)


def _names(extras: Extras) -> tuple[str, ...]:
    traits = [f"{column}={word}" for column, words in extras.traits.items() for word in words[1:]]
    return (*NAMES, *extras.measures, *(name for name in traits))


def _with_trees(problem: Problem, unseen: Unseen, values: Floats, names: Sequence[str]) -> Unseen:
    """Add trees, learnt from the market's own sales, where they lower the error of unseen ones."""
    home = np.array([sale.car.market == problem.market for sale in problem.sales])
    errors, signs = problem.target - unseen.logs, [SIGNS.get(name, 0) for name in names]
    added = np.zeros(len(errors))
    for fold in range(int(unseen.folds.max()) + 1):
        out = unseen.folds == fold
        learnt = home & ~out
        forest = boost(values[learnt], errors[learnt], names, signs, TREES)
        added[out] = predict(forest, values[out])
    before, after = np.abs(errors[home]), np.abs(errors - added)[home]
    if np.median(after) > WORTH * np.median(before):
        return unseen
    forest = boost(values[home], errors[home], names, signs, TREES)
    return Unseen(unseen.folds, unseen.logs + np.where(home, added, 0.0), forest)
