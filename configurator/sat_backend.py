"""The engine's questions answered by a solver, for models too large to compile.

Every answer is exact: the fewest drops are a smallest hitting set of the clashes found so far
(implicit hitting sets), a price is the optimum of weighted MaxSAT (RC2; Ignatiev, Morgado and
Marques-Silva, "RC2: an Efficient MaxSAT Solver", JSAT 11, 2019). Only plainness among equal
prices is not promised here.
"""

from collections.abc import Sequence

from pysat.examples.hitman import Hitman
from pysat.examples.rc2 import RC2Stratified
from pysat.formula import WCNF

from configurator.backend import Completion, Reach, Survey
from configurator.errors import TooLargeError
from configurator.model import Model
from configurator.oracle import Oracle
from configurator.scale import Scale


class SatBackend:
    """Answers one question at a time with an incremental solver."""

    name = "sat"
    nodes = 0
    lazy = True

    def __init__(self, model: Model) -> None:
        self.model = model
        self.oracle = Oracle(model)

    def best(
        self, decisions: Sequence[int], held: Sequence[int], scale: Scale
    ) -> Completion | None:
        """Return the best assignment; see ``Backend.best``."""
        true = self._fewest(decisions, held)
        if true is not None and scale.cents:
            true = self._cheapest(decisions, held, scale)
        if true is None:
            return None
        drops = sum(true[abs(literal)] != (literal > 0) for literal in decisions)
        return Completion(drops, scale.price(true), true)

    def _fewest(self, decisions: Sequence[int], held: Sequence[int]) -> dict[int, bool] | None:
        """Return a model with the held literals that breaks the fewest decisions."""
        dropped: set[int] = set()
        with Hitman(htype="sorted") as hitting:
            while True:
                kept = [literal for literal in decisions if literal not in dropped]
                clash = self.oracle.clash([*held, *kept])
                if clash is None:
                    return self.oracle.model_with([*held, *kept])
                to_hit = [literal for literal in clash if literal in kept]
                if not to_hit:
                    return None
                hitting.hit(to_hit)
                dropped = set(hitting.get())

    def _cheapest(
        self, decisions: Sequence[int], held: Sequence[int], scale: Scale
    ) -> dict[int, bool]:
        """Return the cheapest model among those that break the fewest decisions."""
        formula = WCNF()
        formula.extend([*self.model.clauses, *((literal,) for literal in held)])
        for literal in decisions:
            formula.append((literal,), weight=2 * scale.bound + 1)
        for variable, cents in scale.cents.items():
            if cents:
                formula.append((-variable if cents > 0 else variable,), weight=abs(cents))
        with RC2Stratified(formula) as solver:
            found = set(solver.compute())
        return {v: v in found for v in range(1, self.model.size + 1)}

    def survey(self, decisions: Sequence[int], scale: Scale) -> Survey:
        """Ask about many literals; see ``Backend.survey``."""
        return _Survey(self, decisions, scale)

    def count(self, held: Sequence[int]) -> int:
        """Refuse; see ``Backend.count``.

        Raises:
            TooLargeError: always, a solver does not count.
        """
        del held
        raise TooLargeError("this model was too large to compile, so it cannot be counted exactly")


class _Survey:
    """Answers about single literals; every model found answers for all the literals it has."""

    def __init__(self, backend: SatBackend, decisions: Sequence[int], scale: Scale) -> None:
        self._backend, self._decisions, self._scale = backend, decisions, scale
        self._unseen = {v for x in range(1, backend.model.size + 1) for v in (x, -x)}

    def can_be(self, literal: int) -> bool:
        if literal in self._unseen:
            # a model with as much as can be of what no model has had yet answers most questions
            held = [*self._decisions, literal]
            found = self._backend.oracle.model_with(held, sorted(self._unseen))
            if found is None:
                return False
            self._unseen.difference_update(v if value else -v for v, value in found.items())
        return True

    def reach(self, literal: int) -> Reach | None:
        if not self._scale.cents and self.can_be(literal):
            return Reach(0, 0)
        best = self._backend.best(self._decisions, [literal], self._scale)
        return Reach(best.drops, best.cents) if best else None
