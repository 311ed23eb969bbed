"""A small forest of shallow regression trees, evaluated in plain Python.

A car is first brought to whole bins (how many edges of each feature it lies above); a tree is then
a walk down a complete binary tree kept as flat lists.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self


UNIT = 10_000
NEVER = 255


@dataclass(frozen=True)
class Forest:
    """Trees whose answers add up to a correction of ln(price).

    Attributes:
        features: Names by number.
        edges: By feature, ascending; a value is in the bin of the edges below it.
        splits: By tree, (feature, bin) of each inner node from the root, row by row: left when
            the car's bin is at most that bin.
        leaves: By tree, the answers in 1/10,000 from left to right.
    """

    features: tuple[str, ...]
    edges: tuple[tuple[float, ...], ...]
    splits: tuple[tuple[tuple[int, int], ...], ...]
    leaves: tuple[tuple[int, ...], ...]

    @cached_property
    def _walks(self) -> list[tuple[tuple[tuple[int, int], ...], tuple[int, ...], int]]:
        return [(s, a, len(s)) for s, a in zip(self.splits, self.leaves, strict=True)]

    def correct(self, values: Iterable[float]) -> float:
        """What the trees add to ln(price) of a car with these feature values."""
        bins = [bisect_left(edges, v) for edges, v in zip(self.edges, values, strict=True)]
        total = 0
        for splits, leaves, inner in self._walks:
            node = 0
            while node < inner:
                feature, at = splits[node]
                node = 2 * node + (1 if bins[feature] <= at else 2)
            total += leaves[node - inner]
        return total / UNIT

    def pack(self) -> dict[str, Any]:
        """As JSON values: each tree its features and bins as text of hexadecimal pairs."""
        return {
            "features": list(self.features),
            "edges": [list(edges) for edges in self.edges],
            "splits": [bytes(n for pair in tree for n in pair).hex() for tree in self.splits],
            "leaves": [list(tree) for tree in self.leaves],
        }

    @classmethod
    def unpack(cls, raw: Mapping[str, Any]) -> Self:
        """Read what `pack` wrote."""
        return cls(
            features=tuple(raw["features"]),
            edges=tuple(tuple(map(float, edges)) for edges in raw["edges"]),
            splits=tuple(_pairs(bytes.fromhex(text)) for text in raw["splits"]),
            leaves=tuple(tuple(map(int, tree)) for tree in raw["leaves"]),
        )


def _pairs(flat: Sequence[int]) -> tuple[tuple[int, int], ...]:
    return tuple(zip(flat[::2], flat[1::2], strict=True))
