"""The trees of a market: what they are shown, and learning them from errors on unseen sales."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from tradein.boosting import boost, predict
from tradein.columns import Extras
from tradein.sparse import Floats
from tradein.trees import Forest


TREES = 200
SIGNS = {"age": -1, "km": -1}
NAMES = ("rank", "age", "km", "power", "fuel", "gearbox")
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Lesson:
    """What trees may learn from.

    Attributes:
        values: One row a sale, one column a feature.
        errors: ln(price) less the effects' prediction, by fits without the sale.
        home: Which sales are the market's own.
        names: Of the features.
    """

    values: Floats
    errors: Floats
    home: Mask
    names: Sequence[str]

    def told(self, errors: Floats) -> "Lesson":
        """The same with other errors."""
        return replace(self, errors=errors)

    def answers(self, forest: Forest, wanted: Mask) -> Floats:
        """What a forest adds to ln(price) of some sales."""
        return predict(forest, self.values[wanted])


def names_of(extras: Extras) -> tuple[str, ...]:
    """The features the trees of a market are shown."""
    traits = [f"{column}={word}" for column, words in extras.traits.items() for word in words[1:]]
    return (*NAMES, *extras.measures, *traits)


def learn(lesson: Lesson, rows: Mask) -> Forest:
    """Trees from some of the sales."""
    signs = [SIGNS.get(name, 0) for name in lesson.names]
    return boost(lesson.values[rows], lesson.errors[rows], lesson.names, signs, TREES)


def correct(lesson: Lesson, folds: NDArray[np.int64]) -> Floats:
    """What trees add to ln(price) of each of the market's sales, learnt from the other folds."""
    added = np.zeros(len(folds))
    for fold in range(int(folds.max()) + 1):
        out = lesson.home & (folds == fold)
        if out.any():
            added[out] = lesson.answers(learn(lesson, lesson.home & (folds != fold)), out)
    return added
