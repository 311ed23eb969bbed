"""In which order a compiler should decide variables: from the root of an elimination tree.

Variables are eliminated from the primal graph, always one of fewest neighbours (the minimum
degree heuristic for small tree width); decided in the reverse order, what is left falls into
components along the tree.
"""

from collections.abc import Iterable
from heapq import heapify, heappop, heappush
from itertools import combinations

from configurator.model import Clause


_DENSE = 150  # a graph this dense is not a tree: what is left is ordered by degree alone


def elimination_ranks(clauses: Iterable[Clause]) -> dict[int, int]:
    """Return for each variable its place in the order of decisions, 0 first.

    Args:
        clauses: the model.
    """
    near = _primal_graph(clauses)
    order: list[int] = []
    queue = [(len(others), v) for v, others in near.items()]
    heapify(queue)
    while queue:
        degree, v = heappop(queue)
        if v not in near or degree != len(near[v]):
            continue
        if degree > _DENSE:
            break
        order.append(v)
        for other in _eliminate(near, v):
            heappush(queue, (len(near[other]), other))
    order += sorted(near, key=lambda v: (len(near[v]), v))
    return {v: i for i, v in enumerate(reversed(order))}


def _primal_graph(clauses: Iterable[Clause]) -> dict[int, set[int]]:
    near: dict[int, set[int]] = {}
    for clause in clauses:
        variables = {abs(literal) for literal in clause}
        for v in variables:
            near.setdefault(v, set()).update(variables)
    for v, others in near.items():
        others.discard(v)
    return near


def _eliminate(near: dict[int, set[int]], v: int) -> set[int]:
    """Take a variable out and make its neighbours a clique."""
    others = near.pop(v)
    for a in others:
        near[a].discard(v)
    for a, b in combinations(others, 2):
        near[a].add(b)
        near[b].add(a)
    return others
