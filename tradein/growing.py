"""One shallow regression tree on binned features, with monotone features."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tradein.sparse import Floats
from tradein.trees import NEVER


Bins = NDArray[np.uint8]
DEPTH = 4
BINS = 64
RATE = 0.1
PULL = 20.0
LEAST_IN_A_LEAF = 20
LEAST_GAIN = 1e-4


@dataclass
class Level:
    """The nodes of one depth of a growing tree: where each row is, what each node may answer."""

    nodes: NDArray[np.int64]
    low: Floats
    high: Floats


@dataclass(frozen=True)
class Grown:
    """A tree: splits row by row and the answers of its leaves."""

    features: NDArray[np.int64]
    bins: NDArray[np.int64]
    answers: Floats


def answers(tree: Grown, binned: Bins) -> Floats:
    """The tree's answer to each row."""
    width = binned.shape[1]
    nodes, rows = np.zeros(width, np.int64), np.arange(width)
    for _depth in range(DEPTH):
        goes_right = binned[tree.features[nodes], rows] > tree.bins[nodes]
        nodes = 2 * nodes + 1 + goes_right
    answers: Floats = tree.answers[nodes - len(tree.features)]
    return answers


def grow(binned: Bins, pull: Floats, signs: NDArray[np.int64]) -> Grown:
    """A tree that explains what is pulled, its answers already at the learning rate.

    Args:
        binned: One row a feature, one column a sale, in bins under BINS.
        pull: The error of each sale, clipped.
        signs: By feature, as in `boosting.boost`.
    """
    inner = 2**DEPTH - 1
    features, bins = np.zeros(inner, np.int64), np.full(inner, NEVER)
    level = Level(np.zeros(len(pull), np.int64), np.array([-np.inf]), np.array([np.inf]))
    sums, counts = _histograms(binned, pull, level.nodes, 1)
    for depth in range(DEPTH):
        first, count = 2**depth - 1, 2**depth
        if depth:
            sums, counts = _halved(binned, pull, level.nodes, (sums, counts))
        feature, at = _best(sums, counts, signs, level)
        features[first : first + count], bins[first : first + count] = feature, at
        level = _split(binned, level, (feature, at), (sums, counts), signs)
    seen = np.bincount(level.nodes, minlength=inner + 1)
    pulled = np.bincount(level.nodes, pull, inner + 1) / (seen + PULL)
    return Grown(features, bins, RATE * np.clip(pulled, level.low, level.high))


def _histograms(
    binned: Bins, pull: Floats, nodes: NDArray[np.int64], count: int
) -> tuple[Floats, Floats]:
    """By feature, node and bin: running sums of what is pulled, running counts."""
    size, width = count * BINS, len(binned)
    sums, counts = np.empty((width, count, BINS)), np.empty((width, count, BINS))
    base = nodes * BINS
    for feature in range(width):
        place = base + binned[feature]
        sums[feature] = np.bincount(place, pull, size).reshape(count, BINS)
        counts[feature] = np.bincount(place, minlength=size).reshape(count, BINS)
    return sums.cumsum(axis=2), counts.cumsum(axis=2)


def _halved(
    binned: Bins, pull: Floats, nodes: NDArray[np.int64], parents: tuple[Floats, Floats]
) -> tuple[Floats, Floats]:
    """The same for the children: those on the left are counted, the others are what is left."""
    left = nodes % 2 == 0
    count = parents[0].shape[1]
    counted = _histograms(binned[:, left], pull[left], nodes[left] // 2, count)
    pairs = zip(counted, parents, strict=True)
    shape = len(binned), 2 * count, BINS
    sums, counts = (np.stack([one, whole - one], axis=2).reshape(shape) for one, whole in pairs)
    return sums, counts


def _best(
    sums: Floats, counts: Floats, signs: NDArray[np.int64], level: Level
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The split of each node that explains most; bin 255 where none does."""
    rest, others = sums[:, :, -1:] - sums, counts[:, :, -1:] - counts
    low, high = level.low[None, :, None], level.high[None, :, None]
    left = np.clip(sums / (counts + PULL), low, high)
    right = np.clip(rest / (others + PULL), low, high)
    gain = _gain(left, sums, counts) + _gain(right, rest, others)
    whole = np.clip(sums[:, :, -1:] / (counts[:, :, -1:] + PULL), low, high)
    gain -= _gain(whole, sums[:, :, -1:], counts[:, :, -1:])
    wrong = (right - left) * signs[:, None, None] < 0
    few = np.minimum(counts, others) < LEAST_IN_A_LEAF
    gain[wrong | few] = 0.0
    flat = gain.transpose(1, 0, 2).reshape(gain.shape[1], -1)
    place = flat.argmax(axis=1)
    found = flat[np.arange(len(place)), place] > LEAST_GAIN
    return np.where(found, place // BINS, 0), np.where(found, place % BINS, NEVER)


def _gain(answer: Floats, sums: Floats, counts: Floats) -> Floats:
    gain: Floats = 2 * answer * sums - answer * answer * (counts + PULL)
    return gain


def _split(
    binned: Bins,
    level: Level,
    split: tuple[NDArray[np.int64], NDArray[np.int64]],
    histograms: tuple[Floats, Floats],
    signs: NDArray[np.int64],
) -> Level:
    """The next depth; a monotone split parts what its two sides may answer in the middle."""
    (feature, at), (sums, counts) = split, histograms
    nodes, last = np.arange(len(feature)), np.minimum(at, BINS - 1)
    taken, seen = sums[feature, nodes, last], counts[feature, nodes, last]
    rest, others = sums[feature, nodes, -1] - taken, counts[feature, nodes, -1] - seen
    left = np.clip(taken / (seen + PULL), level.low, level.high)
    right = np.clip(rest / (others + PULL), level.low, level.high)
    middle, sign = (left + right) / 2, np.where(at == NEVER, 0, signs[feature])
    low, high = np.repeat(level.low, 2), np.repeat(level.high, 2)
    high[0::2] = np.where(sign > 0, np.minimum(middle, high[0::2]), high[0::2])
    low[1::2] = np.where(sign > 0, np.maximum(middle, low[1::2]), low[1::2])
    low[0::2] = np.where(sign < 0, np.maximum(middle, low[0::2]), low[0::2])
    high[1::2] = np.where(sign < 0, np.minimum(middle, high[1::2]), high[1::2])
    rows = np.arange(binned.shape[1])
    right_hand = binned[feature[level.nodes], rows] > at[level.nodes]
    return Level(2 * level.nodes + right_hand, low, high)
