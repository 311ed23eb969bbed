"""Weighted MaxSAT on one solver that stays: cores are turned into sums, question after question.

OLL (Morgado, Dodaro and Marques-Silva, "Core-Guided MaxSAT with Soft Cardinality Constraints",
CP 2014) with stratification. A state reached for some hard literals holds for every superset of
them, so a question about one option starts where the view without it ended.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pysat.card import ITotalizer
from pysat.solvers import Solver

from configurator.errors import TooLargeError
from configurator.model import Clause


_CONFLICTS = 200_000  # for one question; some seconds at most
_TRIM_CONFLICTS = 100
_TRIM_WIDTH = 40  # wider cores are used as they are


@dataclass(frozen=True)
class State:
    """What is left to pay for.

    Attributes:
        lower: paid already; no configuration pays less.
        soft: literal -> what a configuration pays beyond ``lower`` where it is false.
    """

    lower: int
    soft: dict[int, int]


class CoreGuided:
    """A solver over clauses that finds cheapest models under assumptions."""

    def __init__(self, clauses: Sequence[Clause], size: int) -> None:
        self.size = size
        self._top = size
        self._solver = Solver(name="minisat22", bootstrap_with=clauses)
        self._sums: dict[frozenset[int], ITotalizer] = {}
        self._bounds: dict[int, tuple[ITotalizer, int]] = {}

    def solve(self, literals: Iterable[int], conflicts: int = _CONFLICTS) -> bool:
        """Say whether the literals hold together.

        Raises:
            TooLargeError: not settled within the limit.
        """
        self._solver.conf_budget(conflicts)
        found = self._solver.solve_limited(assumptions=list(literals))
        if found is None:
            raise TooLargeError("the solver found no proof within its limit")
        return bool(found)

    def prefer(self, literals: Sequence[int]) -> None:
        """Make literals true where the solver is free to choose."""
        self._solver.set_phases(literals)

    def implied(self, literals: Sequence[int]) -> list[int]:
        """Return what follows from literals by unit propagation, themselves included."""
        return list(self._solver.propagate(assumptions=list(literals))[1])

    def model(self) -> list[bool]:
        """Return the model last found: the values of variables 1, 2, ..."""
        values = [literal > 0 for literal in self._solver.get_model()[: self.size]]
        return values + [False] * (self.size - len(values))

    def minimise(self, hard: Sequence[int], state: State) -> State | None:
        """Pay for what cannot be avoided under hard literals; the model found pays no more.

        Returns:
            The state whose soft literals can all be kept, or None where hard ones clash.
        """
        held = set(hard)
        soft = {x: weight for x, weight in state.soft.items() if x not in held and -x not in held}
        lower = state.lower + sum(w for x, w in state.soft.items() if -x in held)
        self.prefer(list(soft))
        level = max(soft.values(), default=0)
        while True:
            assumed = [x for x, weight in soft.items() if weight >= level]
            if self.solve([*hard, *assumed]):
                lighter = [weight for weight in soft.values() if weight < level]
                if not lighter or self._all_hold(soft):
                    return State(lower, soft)
                level = max((w for w in lighter if 2 * w <= level), default=min(lighter))
                continue
            core = self._core(hard, set(assumed))
            if not core:
                return None
            lower += self._pay(core, soft)

    def _all_hold(self, soft: Iterable[int]) -> bool:
        model = self._solver.get_model()
        return all(abs(x) <= len(model) and model[abs(x) - 1] == x for x in soft)

    def _core(self, hard: Sequence[int], assumed: set[int]) -> list[int]:
        core = [x for x in self._solver.get_core() or () if x in assumed]
        if len(core) > _TRIM_WIDTH:
            return core
        for x in list(core):
            if len(core) > 1 and x in core and not self._is_needed(hard, core, x):
                found = set(self._solver.get_core() or ())
                core = [y for y in core if y in found]
        return core

    def _is_needed(self, hard: Sequence[int], core: Sequence[int], literal: int) -> bool:
        self._solver.conf_budget(_TRIM_CONFLICTS)
        rest = [*hard, *(x for x in core if x != literal)]
        return self._solver.solve_limited(assumptions=rest) is not False

    def _pay(self, core: Sequence[int], soft: dict[int, int]) -> int:
        """Pay for a core: one of its literals fails; a second failure is a new soft literal."""
        weight = min(soft[x] for x in core)
        for x in core:
            soft[x] -= weight
            if not soft[x]:
                del soft[x]
            if x in self._bounds:
                self._add(soft, *self._bounds[x], weight)
        if len(core) > 1:
            self._add(soft, self._sum(core), 0, weight)
        return weight

    def _sum(self, core: Sequence[int]) -> ITotalizer:
        key = frozenset(core)
        if key not in self._sums:
            total = ITotalizer([-x for x in core], ubound=1, top_id=self._top)
            self._sums[key] = total
            self._learn(total, total.cnf.clauses)
        return self._sums[key]

    def _add(self, soft: dict[int, int], total: ITotalizer, bound: int, weight: int) -> None:
        """Want no more than ``bound + 1`` of a sum's literals to fail."""
        more = bound + 1
        if more >= len(total.lits):
            return
        if more >= len(total.rhs):
            total.increase(ubound=more, top_id=self._top)
            self._learn(total, total.cnf.clauses[-total.nof_new :])
        literal = -total.rhs[more]
        self._bounds[literal] = (total, more)
        soft[literal] = soft.get(literal, 0) + weight

    def _learn(self, total: ITotalizer, clauses: Iterable[Clause]) -> None:
        self._top = max(self._top, total.top_id)
        for clause in clauses:
            self._solver.add_clause(clause)
