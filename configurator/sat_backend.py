"""The engine's questions answered by a solver, for models too large to compile.

Every answer is exact: core-guided MaxSAT over the classes of the reduction, first for the fewest
drops, then for the price. A question not settled within the solver's limit is refused, never
guessed. Only plainness among equal prices is not promised here.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from threading import RLock
from weakref import WeakKeyDictionary

from configurator.answers import OptionView
from configurator.backend import Completion
from configurator.completions import Found, Later
from configurator.core_guided import PROOF_CONFLICTS, CoreGuided
from configurator.errors import TooLargeError
from configurator.model import Clause, Model
from configurator.price_terms import State, exactly_one_sets, price_state
from configurator.reduction import Reduction
from configurator.scale import Scale
from configurator.solved_views import SolvedViews
from configurator.survey import Survey


class SatBackend:
    """Answers one question at a time with an incremental solver; one lock a solver."""

    name = "sat"
    nodes = 0

    def __init__(self, model: Model, reduction: Reduction) -> None:
        self.model, self.reduction = model, reduction
        self.lock = RLock()
        self._grounds: WeakKeyDictionary[Scale, State] = WeakKeyDictionary()

    @cached_property
    def _clauses(self) -> list[Clause]:
        return self.reduction.clauses(self.model.clauses)

    @cached_property
    def solver(self) -> CoreGuided:
        """The solver; it never has the constant true as a variable."""
        return CoreGuided(self._clauses, self.reduction.size)

    def ground(self, scale: Scale) -> State:
        """Return what every configuration pays, whatever is decided."""
        found = self._grounds.get(scale)
        if found is None:
            groups = list(exactly_one_sets(self._clauses)) if scale.cents else []
            start = price_state(scale, self.reduction, groups)
            found = self._grounds[scale] = self.solver.minimise((), start) or start
        return found

    def classes(self, literals: Sequence[int]) -> list[int] | None:
        """Return literals over the classes without those always true; None if one never is."""
        true = self.reduction.size + 1
        found = [self.reduction.of(literal) for literal in literals]
        return None if -true in found else [x for x in found if x != true]

    def best(
        self, decisions: Sequence[int], held: Sequence[int], scale: Scale
    ) -> Completion | None:
        """Return the best assignment; see ``Backend.best``."""
        with self.lock:
            hard = self.classes(held)
            nearest = None if hard is None else self.fewest(decisions, hard)
            if nearest is None:
                return None
            drops, hard = nearest
            paid = self.solver.minimise(hard, self.ground(scale))
            if paid is None:
                raise AssertionError("a repaired choice has no configuration")
            true = self.assignment()
            return Found(drops, paid.lower, lambda: true)

    def fewest(self, decisions: Sequence[int], hard: list[int]) -> tuple[int, list[int]] | None:
        """Return the fewest drops, and literals that hold exactly where no more are dropped."""
        true = self.reduction.size + 1
        wishes = Counter(self.reduction.of(literal) for literal in decisions)
        always = wishes.pop(-true, 0)
        wishes.pop(true, 0)
        found = self.solver.minimise(hard, State(always, dict(wishes)), PROOF_CONFLICTS)
        return None if found is None else (found.lower, list(dict.fromkeys([*hard, *found.soft])))

    def assignment(self) -> dict[int, bool]:
        """Return the model last found, by variable."""
        values = [*self.solver.model(), True]
        meaning = enumerate(self.reduction.meaning, start=1)
        return {v: values[abs(m) - 1] == (m > 0) for v, m in meaning}

    def look(
        self, decisions: Mapping[str, bool], scale: Scale
    ) -> tuple[Mapping[str, OptionView], Completion] | None:
        """Return every option's view, worked out when read; see ``Backend.look``."""
        literals = list(self.model.assumptions(decisions))
        with self.lock:
            held = self.classes(literals)
            if held is None or not self.solver.solve(held):
                return None
            survey = Survey(self, literals, held, scale)
        meaning = dict(zip(self.model.options, self.reduction.meaning, strict=False))
        return SolvedViews(meaning, decisions, survey), Later(survey.cheapest)

    def count(self, held: Sequence[int]) -> int:
        """Refuse; see ``Backend.count``.

        Raises:
            TooLargeError: always, a solver does not count.
        """
        del held
        raise TooLargeError("this model was too large to compile, so it cannot be counted exactly")
