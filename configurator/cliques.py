"""Sets of variables of which at most one is true, found in clauses of two literals."""

from collections.abc import Iterable, Iterator

from configurator.model import Clause


_SMALLEST = 3  # a set of two says no more than its clause


def exclusive_sets(clauses: Iterable[Clause]) -> list[tuple[int, ...]]:
    """Cover the pairs that exclude each other greedily by disjoint cliques, widest first.

    Args:
        clauses: a model; ``(-a, -b)`` says that a and b exclude each other.
    """
    near: dict[int, set[int]] = {}
    for a, b in exclusive_pairs(clauses):
        near.setdefault(a, set()).add(b)
        near.setdefault(b, set()).add(a)
    found: list[tuple[int, ...]] = []
    taken: set[int] = set()
    for start in sorted(near, key=lambda x: (-len(near[x]), x)):
        if start not in taken:
            clique = _clique(start, near, taken)
            if len(clique) >= _SMALLEST:
                taken.update(clique)
                found.append(clique)
    return found


def exclusive_pairs(clauses: Iterable[Clause]) -> Iterator[tuple[int, int]]:
    """Yield (a, b) for each clause ``(-a, -b)``: the two exclude each other."""
    for clause in clauses:
        match clause:
            case (a, b) if a < 0 and b < 0:
                yield -a, -b


def _clique(start: int, near: dict[int, set[int]], taken: set[int]) -> tuple[int, ...]:
    clique, left = [start], near[start] - taken
    while left:
        nearest = max(left, key=lambda x: (len(near[x] & left), -x))
        clique.append(nearest)
        left &= near[nearest]
    return tuple(sorted(clique))
