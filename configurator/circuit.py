"""A compiled circuit: min-plus passes up and down, and counting.

In a smooth deterministic decomposable circuit the cheapest model is one pass up with (min, +);
one pass down then gives, for every literal at once, the cheapest model that has it (Darwiche,
"A Differential Approach to Inference in Bayesian Networks", JACM 50, 2003, read in (min, +)).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import prod
from typing import Any

import numpy as np
import numpy.typing as npt


Costs = npt.NDArray[Any]  # int64, or Python ints where 64 bits are too few


@dataclass(frozen=True)
class Level:
    """Gates of one kind whose children all stand on lower levels.

    Attributes:
        conjunctions: whether they are and-gates, else or-gates.
        start: slot of the first gate; the rest follow.
        children: the slots of all children, gate after gate.
        offsets: for each gate, where its children begin.
        parents: for each entry of ``children`` the slot of its gate.
    """

    conjunctions: bool
    start: int
    children: npt.NDArray[np.int32]
    offsets: npt.NDArray[np.int32]
    parents: npt.NDArray[np.int32]

    @property
    def stop(self) -> int:
        """One past the last gate's slot."""
        return self.start + len(self.offsets)


@dataclass(frozen=True)
class Circuit:
    """Gates in slots, level by level; slots 0..2n-1 are the literals +1, -1, +2, -2, ...

    Attributes:
        size: how many variables n.
        levels: the gates, bottom first; the last gate is the root.
    """

    size: int
    levels: tuple[Level, ...]

    @property
    def nodes(self) -> int:
        """How many slots there are."""
        return self.levels[-1].stop if self.levels else 2 * self.size

    def up(self, costs: Costs) -> Costs:
        """Return for every slot the cost of its cheapest model.

        Args:
            costs: for each of the 2n literals what it costs.
        """
        value = np.empty(self.nodes, dtype=costs.dtype)
        value[: 2 * self.size] = costs
        for level in self.levels:
            join = np.add if level.conjunctions else np.minimum
            found = join.reduceat(value[level.children], level.offsets)
            value[level.start : level.stop] = found
        return value

    def down(self, value: Costs) -> Costs:
        """Return for every literal the cost of the cheapest model of the root that has it.

        Args:
            value: what ``up`` returned.
        """
        far = 4 * abs(int(value[-1])) + 4 * int(np.abs(value[: 2 * self.size]).sum()) + 1
        context = np.full(self.nodes, far, dtype=value.dtype)
        context[-1] = 0
        for level in reversed(self.levels):
            outside = context[level.parents]
            if level.conjunctions:
                outside = outside + value[level.parents] - value[level.children]
            np.minimum.at(context, level.children, outside)
        literals = slice(0, 2 * self.size)
        return np.asarray(context[literals] + value[literals])

    def cheapest(self, value: Costs) -> list[bool]:
        """Return the cheapest model itself, variable 1 first; ties go to the first child."""
        chosen = [False] * self.size
        waiting = [self.nodes - 1]
        while waiting:
            slot = waiting.pop()
            if slot < 2 * self.size:
                chosen[slot // 2] = slot % 2 == 0
                continue
            conjunction, children = self._gates[slot - 2 * self.size]
            if conjunction:
                waiting.extend(children)
            else:
                waiting.append(min(children, key=value.__getitem__))
        return chosen

    @cached_property
    def _gates(self) -> list[tuple[bool, list[int]]]:
        return [
            (level.conjunctions, part.tolist())
            for level in self.levels
            for part in np.split(level.children, level.offsets[1:])
        ]

    def count(self, literals: Mapping[int, bool]) -> int:
        """Count the models in which variables have the given values."""
        value = [
            int(literals.get(slot // 2 + 1, slot % 2 == 0) == (slot % 2 == 0))
            for slot in range(2 * self.size)
        ]
        for conjunction, children in self._gates:
            parts = (value[child] for child in children)
            value.append(prod(parts) if conjunction else sum(parts))
        return value[-1]


def slot_of(literal: int) -> int:
    """Return the slot of a literal."""
    return 2 * abs(literal) - (2 if literal > 0 else 1)


def make_level(conjunctions: bool, start: int, rows: list[list[int]]) -> Level:  # noqa: FBT001 - a kind, not an option
    """Make a level from the children of its gates."""
    widths = [len(row) for row in rows]
    return Level(
        conjunctions,
        start,
        np.array([child for row in rows for child in row], dtype=np.int32),
        np.cumsum([0, *widths[:-1]]).astype(np.int32),
        np.repeat(np.arange(start, start + len(rows)), widths).astype(np.int32),
    )
