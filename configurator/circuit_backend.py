"""The engine's questions answered by passes over a compiled circuit."""

from collections.abc import Mapping, Sequence
from weakref import WeakKeyDictionary

import numpy as np

from configurator.answers import OptionView
from configurator.backend import Completion
from configurator.circuit import Circuit, slot_of
from configurator.completions import Found
from configurator.levels import Costs
from configurator.model import Model
from configurator.reduction import Reduction
from configurator.scale import Scale
from configurator.views import literal_slots, option_views


_SAFE = 2**60  # sums of costs stay inside 64 bits below this


class CircuitBackend:
    """Answers by one pass up, and one down where every option is asked for.

    The circuit stands on the classes of a reduction. Two slots more than it has literals stand
    for the constants true and false while costs are collected.
    """

    name = "circuit"

    def __init__(self, model: Model, circuit: Circuit, reduction: Reduction) -> None:
        self.model, self.circuit, self.reduction = model, circuit, reduction
        self.nodes = circuit.nodes
        self._true = 2 * circuit.size
        self._index = {option: i for i, option in enumerate(model.options)}
        self._with, self._without = literal_slots(reduction.meaning[: len(model.options)])
        self._weights: WeakKeyDictionary[Scale, Costs] = WeakKeyDictionary()

    def _slot(self, literal: int) -> int:
        return slot_of(self.reduction.of(literal))

    def _weigh(self, scale: Scale) -> Costs:
        """Return what every slot costs before any decision; kept as long as the scale."""
        found = self._weights.get(scale)
        if found is None:
            weights = [0] * (self._true + 2)
            for variable in {*scale.cents, *scale.ranks}:
                weights[self._slot(variable)] += scale.weight(variable)
            fits = 4 * scale.drop < _SAFE
            found = self._weights[scale] = np.array(weights, dtype=np.int64 if fits else object)
        return found

    def _up(self, decisions: Sequence[int], held: Sequence[int], scale: Scale) -> Costs:
        """Pass up; a held literal outweighs all decisions, a decision all prices."""
        hold = (len(decisions) + 2) * scale.drop
        costs = self._weigh(scale).copy()
        if 8 * (len(held) + 2) * hold >= _SAFE:
            costs = costs.astype(object)
        for literal in decisions:
            costs[self._slot(-literal)] += scale.drop
        for literal in held:
            costs[self._slot(-literal)] += hold
        costs[:2] += costs[self._true]  # what cannot be avoided, on both literals of a variable
        return self.circuit.up(costs[: self._true])

    def best(
        self, decisions: Sequence[int], held: Sequence[int], scale: Scale
    ) -> Completion | None:
        """Return the best assignment; see ``Backend.best``."""
        value = self._up(decisions, held, scale)
        drops, cents = scale.read(int(value[-1]))
        if drops > len(decisions):
            return None
        return Found(drops, cents, lambda: self._assignment(value))

    def _assignment(self, value: Costs) -> dict[int, bool]:
        classes = [*self.circuit.cheapest(value.tolist()), True]
        meaning = enumerate(self.reduction.meaning, start=1)
        return {v: classes[abs(m) - 1] == (m > 0) for v, m in meaning}

    def look(
        self, decisions: Mapping[str, bool], scale: Scale
    ) -> tuple[Mapping[str, OptionView], Completion] | None:
        """Return every option's view; see ``Backend.look``."""
        value = self._up(list(self.model.assumptions(decisions)), (), scale)
        drops, cents = scale.read(int(value[-1]))
        if drops:
            return None
        far = (len(decisions) + 2) * scale.drop
        totals = np.append(self.circuit.down(value, far), [value[-1], far])
        both = totals.take(self._with), totals.take(self._without)
        views = option_views(self._index, decisions, both, scale, cents)
        return views, Found(0, cents, lambda: self._assignment(value))

    def count(self, held: Sequence[int]) -> int:
        """Count the configurations with these literals."""
        wanted: dict[int, bool] = {self.circuit.size + 1: True}
        for literal in map(self.reduction.of, held):
            if wanted.setdefault(abs(literal), literal > 0) != (literal > 0):
                return 0
        return self.circuit.count(wanted)
