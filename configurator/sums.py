"""Sums of failed literals, as literals a solver can be asked to keep."""

from collections.abc import Callable, Sequence

from pysat.card import ITotalizer

from configurator.model import Clause


class Sums:
    """Totalizers, one for each set of literals, extended as far as they are needed.

    Args:
        top: the highest variable in use.
        learn: takes the clauses that define further variables.
    """

    def __init__(self, top: int, learn: Callable[[Sequence[Clause]], object]) -> None:
        self._top, self._learn = top, learn
        self._sums: dict[frozenset[int], ITotalizer] = {}
        self._bounds: dict[int, tuple[ITotalizer, int]] = {}

    def pay(self, core: Sequence[int], soft: dict[int, int]) -> int:
        """Pay for a core: one of its literals fails; a second failure is a new soft literal.

        Args:
            core: soft literals that cannot all hold.
            soft: literal -> weight, changed.

        Returns:
            What was paid.
        """
        weight = min(soft[x] for x in core)
        more = [self._one_more(x) for x in core]
        for x in core:
            soft[x] -= weight
            if not soft[x]:
                del soft[x]
        for allowed in [*more, self._at_most_one(core)]:
            if allowed is not None:
                soft[allowed] = soft.get(allowed, 0) + weight
        return weight

    def _at_most_one(self, literals: Sequence[int]) -> int | None:
        """Return the literal "at most one of these is false"; None where it always holds."""
        if len(literals) == 1:
            return None
        key = frozenset(literals)
        if key not in self._sums:
            total = ITotalizer([-x for x in literals], ubound=1, top_id=self._top)
            self._sums[key] = total
            self._keep(total, total.cnf.clauses)
        return self._at_most(self._sums[key], 1)

    def _one_more(self, literal: int) -> int | None:
        """Return the literal that allows one more failure than this one; None where all may."""
        if literal not in self._bounds:
            return None
        total, bound = self._bounds[literal]
        return self._at_most(total, bound + 1)

    def _at_most(self, total: ITotalizer, bound: int) -> int | None:
        if bound >= len(total.lits):
            return None
        if bound >= len(total.rhs):
            total.increase(ubound=bound, top_id=self._top)
            self._keep(total, total.cnf.clauses[-total.nof_new :])
        literal: int = -total.rhs[bound]
        self._bounds[literal] = (total, bound)
        return literal

    def _keep(self, total: ITotalizer, clauses: Sequence[Clause]) -> None:
        self._top = max(self._top, total.top_id)
        self._learn(clauses)
