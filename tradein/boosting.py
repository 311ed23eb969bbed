"""Gradient boosting of shallow trees on histograms, with monotone features, in numpy.

Friedman, "Greedy Function Approximation: A Gradient Boosting Machine" (2001), with Huber's loss;
histograms and leaf bounds for monotone features after Ke et al., "LightGBM" (2017).
"""

from collections.abc import Sequence

import numpy as np

from tradein.growing import BINS, Bins, Grown, answers, grow
from tradein.sparse import Floats
from tradein.trees import UNIT, Forest


CLIP = 0.05
PART_OF_ROWS = 0.6
MOST_ROWS = 20_000
SEED = 5


def edges_of(values: Floats) -> tuple[float, ...]:
    """At most 63 edges between the quantiles of a feature."""
    found = np.unique(np.quantile(values, np.linspace(0, 1, BINS + 1)[1:-1]))
    return tuple(float(f"{edge:.5g}") for edge in found)


def boost(
    values: Floats, errors: Floats, names: Sequence[str], signs: Sequence[int], rounds: int
) -> Forest:
    """Trees that add up to the errors a model still makes.

    Args:
        values: One row a sale, one column a feature.
        errors: ln(price) less the model's.
        names: Of the features.
        signs: By feature, 1 when the answer may only rise with it, -1 only fall, 0 either.
        rounds: How many trees.
    """
    edges = tuple(edges_of(column) for column in values.T)
    binned = _binned(edges, values)
    draw, left = np.random.default_rng(SEED), errors.copy()
    share = min(PART_OF_ROWS, MOST_ROWS / max(1, len(left)))
    trees = []
    for _number in range(rounds):
        part = draw.random(len(left)) < share
        tree = grow(binned[:, part], np.clip(left[part], -CLIP, CLIP), np.array(signs))
        left -= answers(tree, binned)
        trees.append(tree)
    return Forest(
        features=tuple(names),
        edges=edges,
        splits=tuple(tuple(zip(t.features.tolist(), t.bins.tolist(), strict=True)) for t in trees),
        leaves=tuple(tuple(np.rint(t.answers * UNIT).astype(int).tolist()) for t in trees),
    )


def predict(forest: Forest, values: Floats) -> Floats:
    """The forest's corrections of many cars at once."""
    binned = _binned(forest.edges, values)
    total = np.zeros(len(values))
    for splits, leaves in zip(forest.splits, forest.leaves, strict=True):
        features, bins = np.array(splits).T
        total += answers(Grown(features, bins, np.array(leaves) / UNIT), binned)
    return total


def _binned(edges: Sequence[Sequence[float]], values: Floats) -> Bins:
    """One row a feature: how many of its edges each sale lies above."""
    pairs = zip(edges, values.T, strict=True)
    return np.array([np.searchsorted(some, column, "left") for some, column in pairs], np.uint8)
