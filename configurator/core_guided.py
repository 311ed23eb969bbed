"""Weighted MaxSAT on one solver that stays: cores are turned into sums, question after question.

OLL (Morgado, Dodaro and Marques-Silva, "Core-Guided MaxSAT with Soft Cardinality Constraints",
CP 2014) with stratification. A state reached for some hard literals holds for every superset of
them, so a question about one option starts where the view without it ended.
"""

from collections.abc import Iterable, Sequence
from weakref import finalize

from pysat.solvers import Solver

from configurator.errors import TooLargeError
from configurator.model import Clause
from configurator.price_terms import State
from configurator.sums import Sums


PROOF_CONFLICTS = 200_000  # for whether something can be: some seconds at most
_PRICE_CONFLICTS = 30_000  # for a price, which takes many smaller proofs
_TRIM_CONFLICTS = 100
_MANY_CORES = 16
_TRIM_WIDTH = 40  # wider cores are used as they are


class CoreGuided:
    """A solver over clauses that finds cheapest models under assumptions."""

    def __init__(self, clauses: Sequence[Clause], size: int) -> None:
        self.size = size
        self._solver = Solver(name="minisat22", bootstrap_with=clauses)
        finalize(self, self._solver.delete)  # at the latest before the interpreter ends
        self._sums = Sums(size, self._solver.append_formula)

    def solve(self, literals: Iterable[int], until: int | None = None) -> bool:
        """Say whether the literals hold together.

        Args:
            literals: assumed.
            until: how many conflicts the solver may have met in all its life.

        Raises:
            TooLargeError: not settled within the limit.
        """
        left = PROOF_CONFLICTS if until is None else until - self._conflicts()
        self._solver.conf_budget(max(left, 1))
        found = self._solver.solve_limited(assumptions=list(literals))
        if found is None:
            raise TooLargeError("the solver found no proof within its limit")
        return bool(found)

    def _conflicts(self) -> int:
        return int(self._solver.accum_stats()["conflicts"])

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

    def minimise(
        self, hard: Sequence[int], state: State, conflicts: int = _PRICE_CONFLICTS
    ) -> State | None:
        """Pay for what cannot be avoided under hard literals; the model found pays no more.

        Returns:
            The state whose soft literals can all be kept, or None where hard ones clash.

        Raises:
            TooLargeError: not settled within the limit.
        """
        until = self._conflicts() + conflicts
        lower, soft = self._pay_at_once(hard, state)
        self.prefer(list(soft))
        level, cores = max(soft.values(), default=0), 0
        while True:
            assumed = [x for x, weight in soft.items() if weight >= level]
            if self.solve([*hard, *assumed], until):
                if self._all_hold(soft):
                    return State(lower, soft)
                level = _next_level([w for w in soft.values() if w < level], level)
                continue
            core = self._core(hard, set(assumed))
            if not core:
                return None
            lower += self._sums.pay(core, soft)
            cores += 1
            if cores == _MANY_CORES:
                lower += self._pay_impossible(hard, soft, until)

    def _pay_at_once(self, hard: Sequence[int], state: State) -> tuple[int, dict[int, int]]:
        """Pay for what unit propagation refutes: that needs no core."""
        held = set(self.implied(hard))
        lower, soft = state.lower, dict(state.soft)
        while failed := [x for x in soft if -x in held]:
            lower += sum(self._sums.pay([x], soft) for x in failed)
        return lower, soft

    def _pay_impossible(self, hard: Sequence[int], soft: dict[int, int], until: int) -> int:
        """Pay for each soft literal that no configuration has: many cores at once."""
        held, waiting, paid = list(hard), set(soft), 0
        while waiting:
            literal = waiting.pop()
            if self.solve([*held, literal], until):
                waiting.difference_update(self._solver.get_model())
            else:
                held.append(-literal)
                failed = {literal, *waiting.intersection(-x for x in self.implied(held))}
                waiting -= failed
                paid += sum(self._sums.pay([x], soft) for x in failed)
        return paid

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


def _next_level(lighter: Sequence[int], level: int) -> int:
    """Return the weight from which soft literals are looked at next: at most half, if there is."""
    return max((w for w in lighter if 2 * w <= level), default=min(lighter))
