"""Sales priced by models that never saw them: what the trees learn from and trust rests on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tradein.columns import Extras
from tradein.correction import Lesson, correct, learn, names_of
from tradein.effects import for_market
from tradein.predict import log_price, traits_of
from tradein.regress import Problem, solve_without
from tradein.rows import digest
from tradein.sparse import Floats
from tradein.trees import Forest


FOLDS, FOLDS_OF_FEW = 5, 10
FEW = 5_000
LEAST_FOR_TREES = 3_000
PART, INNER_PART = 8, 512
INNER = 3
FAR, SURE = 0.3, 1.0
Mask = NDArray[np.bool_]


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
    masks: tuple[Mask, Mask],
    effects: Mapping[str, float],
    extras: Extras,
    progress: Callable[[str], None],
) -> Unseen:
    """Price each sale by effects, and trees, fitted on the other folds.

    Args:
        problem: The regression.
        masks: Which slopes must be told to fall; which sales are a fold of their own, the last.
        effects: The market's as fitted on all, which rank the models for the trees.
        extras: The market's further columns.
        progress: Called with a line at each stage.
    """
    rising, apart = masks
    count = FOLDS_OF_FEW if len(problem.sales) < FEW else FOLDS
    folds = np.array([digest(sale) // PART % count for sale in problem.sales])
    folds[apart] = count
    logs = np.zeros(len(folds))
    for fold in range(count + int(apart.any())):
        progress(f"pricing unseen sales, part {fold + 1} of {count}")
        out = folds == fold
        logs[out] = _priced(problem, out, out, rising)
    home = np.array([sale.car.market == problem.market for sale in problem.sales])
    if home.sum() < LEAST_FOR_TREES:
        return Unseen(folds, logs, None)
    progress("growing trees")
    names = names_of(extras)
    values = np.array([traits_of(sale.car, effects, names) for sale in problem.sales])
    lesson = Lesson(values, problem.target - logs, home, names)
    if not _earned(problem, rising, lesson, folds == 0):
        return Unseen(folds, logs, None)
    return Unseen(folds, logs + correct(lesson, folds), learn(lesson, home))


def _priced(problem: Problem, without: Mask, wanted: Mask, rising: Mask) -> Floats:
    """ln(price) of the wanted sales by a fit without some."""
    effects = solve_without(problem, without, rising)
    markets = {sale.car.market for sale in problem.sales}
    by_market = {name: for_market(effects, name) for name in markets}
    cars = [problem.sales[row].car for row in np.flatnonzero(wanted).tolist()]
    return np.array([log_price(car, by_market[car.market]) for car in cars])


def _earned(problem: Problem, rising: Mask, lesson: Lesson, judge: Mask) -> bool:
    """Whether trees that never met the judging sales, nor fits that did, lower their errors.

    Errors of fits that saw the judging sales would say too little of the trees: what drew such a
    fit up among the judges left the opposite behind in the sales that teach the trees.
    """
    parts = np.array([digest(sale) // INNER_PART % INNER for sale in problem.sales])
    errors = lesson.errors.copy()
    for part in range(INNER):
        out = (parts == part) & ~judge
        errors[out] = problem.target[out] - _priced(problem, out | judge, out, rising)
    forest = learn(lesson.told(errors), lesson.home & ~judge)
    judged = judge & lesson.home
    before = errors[judged]
    after = before - lesson.answers(forest, judged)
    gains = np.minimum(np.abs(before), FAR) - np.minimum(np.abs(after), FAR)
    return bool(gains.mean() > SURE * gains.std() / np.sqrt(len(gains)))
