"""A compiled circuit: min-plus passes up and down, and counting.

In a smooth deterministic decomposable circuit the cheapest model is one pass up with (min, +);
one pass down then gives, for every literal at once, the cheapest model that has it (Darwiche,
"A Differential Approach to Inference in Bayesian Networks", JACM 50, 2003, read in (min, +)).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import prod
from typing import Self

import numpy as np

from configurator.levels import Costs, Kind, Level, Rows
from configurator.wires import Wires, parents_of, wires_of


@dataclass(frozen=True, eq=False)
class Circuit:
    """Gates in slots, level by level; slots 0..2n-1 are the literals +1, -1, +2, -2, ...

    Attributes:
        size: how many variables n.
        levels: the gates, bottom first; the last gate, alone on its level, is the root.
        ands, ors: the literals that stand under and-gates and under or-gates, with these.
    """

    size: int
    levels: tuple[Level, ...]
    ands: Wires
    ors: Wires

    @classmethod
    def of(cls, size: int, levels: Sequence[tuple[Kind, Rows]]) -> Self:
        """Make a circuit from the children of its gates, level by level."""
        starts = np.cumsum([2 * size, *(len(rows) for _, rows in levels)]).tolist()
        below = [wires_of(rows, start) for (_, rows), start in zip(levels, starts, strict=False)]
        spans = [slice(a, b) for a, b in pairwise(starts)]
        kinds = [kind for kind, _ in levels]
        above = parents_of(below, [0, *starts])
        made = (
            Level(k, s, b, a) for k, s, b, a in zip(kinds, spans, below, above[1:], strict=True)
        )
        ands = parents_of(
            [b for k, b in zip(kinds, below, strict=True) if k != "or"], [0, 2 * size]
        )
        ors = parents_of([b for k, b in zip(kinds, below, strict=True) if k == "or"], [0, 2 * size])
        return cls(size, tuple(made), ands[0], ors[0])

    @property
    def nodes(self) -> int:
        """How many slots there are."""
        return int(self.levels[-1].slots.stop) if self.levels else 2 * self.size

    def up(self, costs: Costs) -> Costs:
        """Return for every slot the cost of its cheapest model.

        Args:
            costs: for each of the 2n literals what it costs.
        """
        value = np.empty(self.nodes, dtype=costs.dtype)
        value[: 2 * self.size] = costs
        for level in self.levels:
            join = np.minimum if level.kind == "or" else np.add
            below = level.below
            join.reduceat(value.take(below.ends), below.offsets, out=value[level.slots])
        return value

    def down(self, value: Costs, far: int) -> Costs:
        """Return for every literal the cost of the cheapest model of the root that has it.

        Kept for a gate on the way: of an and-gate the cheapest model through it; of an or-gate
        that less its own cost, to which a child's cost is then added.

        Args:
            value: what ``up`` returned.
            far: what stands for "no model has it".
        """
        through = np.empty(self.nodes, dtype=value.dtype)
        through[-1] = 0 if self.levels[-1].kind == "or" else value[-1]
        for level in reversed(self.levels[:-1]):
            found = np.minimum.reduceat(through.take(level.above.ends), level.above.offsets)
            if level.kind == "or":
                found -= value[level.slots]
            elif level.kind == "and":
                found += value[level.slots]
            through[level.slots] = found
        literals = np.full(2 * self.size, far, dtype=value.dtype)
        if len(self.ands.ends):
            literals[self.ands.starts] = _least(through, self.ands)
        if len(self.ors.ends):
            at = self.ors.starts
            literals[at] = np.minimum(literals[at], _least(through, self.ors) + value[at])
        return literals

    def cheapest(self, value: Sequence[int]) -> list[bool]:
        """Return the cheapest model itself, variable 1 first; ties go to the first child."""
        chosen = [False] * self.size
        waiting = [self.nodes - 1]
        literals = 2 * self.size
        while waiting:
            slot = waiting.pop()
            if slot < literals:
                chosen[slot >> 1] = not slot & 1
                continue
            joined, children = self._gates[slot - literals]
            if joined:
                waiting.extend(children)
            else:
                waiting.append(min(children, key=value.__getitem__))
        return chosen

    @cached_property
    def _gates(self) -> list[tuple[bool, list[int]]]:
        return [(level.kind != "or", row) for level in self.levels for row in level.below.rows()]

    def count(self, literals: Mapping[int, bool]) -> int:
        """Count the models in which variables have the given values."""
        value = [
            int(literals.get(slot // 2 + 1, slot % 2 == 0) == (slot % 2 == 0))
            for slot in range(2 * self.size)
        ]
        for joined, children in self._gates:
            parts = (value[child] for child in children)
            value.append(prod(parts) if joined else sum(parts))
        return value[-1]


def _least(through: Costs, wires: Wires) -> Costs:
    return np.asarray(np.minimum.reduceat(through.take(wires.ends), wires.offsets))


def slot_of(literal: int) -> int:
    """Return the slot of a literal."""
    return 2 * abs(literal) - (2 if literal > 0 else 1)
