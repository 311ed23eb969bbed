"""The engine's questions answered by passes over a compiled circuit."""

from collections.abc import Sequence

import numpy as np

from configurator.backend import Completion, Reach, Survey
from configurator.circuit import Circuit, Costs, slot_of
from configurator.scale import Scale


_SAFE = 2**60  # sums of costs stay inside 64 bits below this


class CircuitBackend:
    """Answers by one pass up, and one down where every option is asked for."""

    name = "circuit"
    lazy = False

    def __init__(self, circuit: Circuit) -> None:
        self.circuit = circuit
        self.nodes = circuit.nodes

    def _costs(self, decisions: Sequence[int], held: Sequence[int], scale: Scale) -> Costs:
        """Weigh the literals: a held one outweighs all decisions, a decision all prices."""
        hold = (len(decisions) + 2) * scale.drop
        weights = [0] * (2 * self.circuit.size)
        for variable in (*scale.cents, *scale.ranks):
            weights[slot_of(variable)] = scale.weight(variable)
        for literal in decisions:
            weights[slot_of(-literal)] += scale.drop
        for literal in held:
            weights[slot_of(-literal)] += hold
        widest = 8 * (len(held) + 2) * hold
        return np.array(weights, dtype=np.int64 if widest < _SAFE else object)

    def best(
        self, decisions: Sequence[int], held: Sequence[int], scale: Scale
    ) -> Completion | None:
        """Return the best assignment; see ``Backend.best``."""
        value = self.circuit.up(self._costs(decisions, held, scale))
        drops, cents = scale.read(int(value[-1]))
        if drops > len(decisions):
            return None
        values = self.circuit.cheapest(value)
        return Completion(drops, cents, dict(enumerate(values, start=1)))

    def survey(self, decisions: Sequence[int], scale: Scale) -> Survey:
        """Ask about many literals; see ``Backend.survey``."""
        found = self.circuit.down(self.circuit.up(self._costs(decisions, (), scale)))
        return _Survey(found.tolist(), scale, len(decisions))

    def count(self, held: Sequence[int]) -> int:
        """Count the configurations with these literals."""
        if any(-literal in held for literal in held):
            return 0
        return self.circuit.count({abs(literal): literal > 0 for literal in held})


class _Survey:
    """Every literal's total weight, read on demand."""

    def __init__(self, totals: list[int], scale: Scale, decisions: int) -> None:
        self._totals, self._scale, self._decisions = totals, scale, decisions

    def can_be(self, literal: int) -> bool:
        return self._scale.read(self._totals[slot_of(literal)])[0] == 0

    def reach(self, literal: int) -> Reach | None:
        drops, cents = self._scale.read(self._totals[slot_of(literal)])
        return Reach(drops, cents) if drops <= self._decisions else None
