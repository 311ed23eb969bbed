"""Compilation of clauses to a smooth deterministic decomposable circuit (d-DNNF).

Top-down search with unit propagation, component splitting and component caching; the trace of the
search is the circuit (Huang and Darwiche, "DPLL with a Trace", IJCAI 2005; Darwiche and Marquis,
"A Knowledge Compilation Map", JAIR 17, 2002). A decision may branch on a whole exactly-one group
at once, which keeps circuits of product models flat.
"""

from collections.abc import Iterable, Sequence

from configurator.cliques import exclusive_sets
from configurator.errors import TooLargeError
from configurator.gates import FALSE, Gates
from configurator.model import Clause
from configurator.ordering import decision_ranks
from configurator.propagation import components, propagate


DEFAULT_BUDGET = 15_000_000  # literals looked at: some ten seconds at most
_MAX_DEPTH = 250  # nested decisions, far below the interpreter's stack


def compile_circuit(
    clauses: Sequence[Clause], size: int, first: Sequence[int] = (), budget: int = DEFAULT_BUDGET
) -> Gates:
    """Compile clauses.

    Args:
        clauses: over variables 1..size.
        size: how many variables there are.
        first: variables worth deciding first.
        budget: how many literals may be looked at in all; bounds time and memory alike.

    Returns:
        Gates whose ``root`` is ``FALSE`` where no configuration exists.

    Raises:
        TooLargeError: the budget is exceeded.
    """
    compiler = _Compiler(clauses, first, budget)
    root = compiler.conjunction(clauses, (), 0)
    compiler.gates.finish(root, size)
    return compiler.gates


class _Compiler:
    def __init__(self, clauses: Sequence[Clause], first: Sequence[int], budget: int) -> None:
        self.gates = Gates()
        self._budget = budget
        self._rank = decision_ranks(clauses)
        self._rank |= {v: i - len(first) for i, v in enumerate(first)}
        self._group = {x: group for group in exclusive_sets(clauses) for x in group}
        self._known: dict[tuple[Clause, ...], int] = {}

    def _spend(self, clauses: Iterable[Clause]) -> None:
        self._budget -= sum(map(len, clauses)) + 1
        if self._budget < 0:
            raise TooLargeError("the model is too large to compile within its budget")

    def conjunction(self, clauses: Sequence[Clause], literals: tuple[int, ...], depth: int) -> int:
        """Compile clauses in which these literals have just become true."""
        if depth > _MAX_DEPTH:
            raise TooLargeError("the model needs too many nested decisions to be compiled")
        reduced = propagate(clauses, literals, self._spend)
        if reduced is None:
            return FALSE
        true, rest = reduced
        parts = [self.gates.literal(literal) for literal in sorted(true, key=abs)]
        for component in components(rest):
            part = self._component(component, depth)
            if part == FALSE:
                return FALSE
            parts.append(part)
        return self.gates.conjunction(parts)

    def _component(self, clauses: list[Clause], depth: int) -> int:
        key = tuple(sorted(clauses))
        if key not in self._known:
            branches = [self.conjunction(key, b, depth + 1) for b in self._branches(key)]
            self._known[key] = self.gates.disjunction([b for b in branches if b != FALSE])
        return self._known[key]

    def _branches(self, clauses: Sequence[Clause]) -> list[tuple[int, ...]]:
        """Choose what to decide: exclusive and exhaustive sets of literals."""
        left = {abs(literal) for clause in clauses for literal in clause}
        best = min(left, key=self._rank.__getitem__)
        group = [v for v in self._group.get(best, (best,)) if v in left]
        return [*((v,) for v in group), tuple(-v for v in group)]
