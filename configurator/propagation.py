"""Unit propagation and the splitting of clauses into independent sets."""

from collections.abc import Callable, Iterable, Sequence

from configurator.model import Clause


def propagate(
    clauses: Sequence[Clause], literals: Iterable[int], spend: Callable[[Sequence[Clause]], None]
) -> tuple[set[int], list[Clause]] | None:
    """Apply literals and every unit clause that follows.

    Args:
        clauses: to be reduced.
        literals: have just become true.
        spend: told of the clauses each time they are gone through.

    Returns:
        The literals now true and the clauses left, or None on a contradiction.
    """
    true = set(literals)
    if any(-literal in true for literal in true):
        return None
    rest = list(clauses)
    while True:
        known = len(true)
        spend(rest)
        kept = _reduce(rest, true)
        if kept is None:
            return None
        if len(true) == known:
            return true, kept
        rest = kept


def _reduce(clauses: list[Clause], true: set[int]) -> list[Clause] | None:
    """Go once through the clauses, adding units to ``true`` as they appear."""
    kept: list[Clause] = []
    for clause in clauses:
        if not true.isdisjoint(clause):
            continue
        left = tuple(literal for literal in clause if -literal not in true)
        if not left:
            return None
        if len(left) == 1:
            true.add(left[0])
        else:
            kept.append(left)
    return kept


def components(clauses: Sequence[Clause]) -> list[list[Clause]]:
    """Split clauses into sets that share no variable."""
    parent: dict[int, int] = {}

    def find(v: int) -> int:
        while parent.setdefault(v, v) != v:
            parent[v] = parent[parent[v]]
            v = parent[v]
        return v

    for clause in clauses:
        top = find(abs(clause[0]))
        for literal in clause[1:]:
            parent[find(abs(literal))] = top
    found: dict[int, list[Clause]] = {}
    for clause in dict.fromkeys(clauses):
        found.setdefault(find(abs(clause[0])), []).append(clause)
    return list(found.values())
