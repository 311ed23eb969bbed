"""In which order a compiler should decide variables: separators first, the most central first.

Variables are eliminated from the primal graph, always one of fewest neighbours (the minimum
degree heuristic for small tree width). Of the tree this gives, the bag at the centroid is decided
first: what is left falls into parts of at most half the size, and so on within each. Circuits
become shallow that way (compare Darwiche, "Recursive Conditioning", AIJ 126, 2001, on balancing).
"""

from collections.abc import Iterable
from heapq import heapify, heappop, heappush
from itertools import combinations

from configurator.model import Clause


_DENSE = 150  # a graph this dense is not a tree: what is left is ordered by degree alone
Near = dict[int, set[int]]


def decision_ranks(clauses: Iterable[Clause]) -> dict[int, int]:
    """Return for each variable its place in the order of decisions, 0 first.

    Args:
        clauses: the model.
    """
    bags = _eliminate_all(_primal_graph(clauses))
    tree = _tree(bags)
    ranks: dict[int, int] = {}
    waiting = list(_roots(tree))
    for start in waiting:  # grows: the parts of a part come after it
        centre = _centroid(start, tree)
        for v in sorted({centre, *bags[centre]}, key=lambda v: -len(tree.get(v, ()))):
            ranks.setdefault(v, len(ranks))
        waiting.extend(_cut(centre, tree))
    return ranks


def _primal_graph(clauses: Iterable[Clause]) -> Near:
    near: Near = {}
    for clause in clauses:
        variables = {abs(literal) for literal in clause}
        for v in variables:
            near.setdefault(v, set()).update(variables)
    for v, others in near.items():
        others.discard(v)
    return near


def _eliminate_all(near: Near) -> dict[int, list[int]]:
    """Return each variable's neighbours at the moment of its elimination, in that order."""
    bags: dict[int, list[int]] = {}
    queue = [(len(others), v) for v, others in near.items()]
    heapify(queue)
    while queue:
        degree, v = heappop(queue)
        if v not in near or degree != len(near[v]):
            continue
        if degree > _DENSE:
            break
        bags[v] = sorted(near[v])
        for other in _eliminate(near, v):
            heappush(queue, (len(near[other]), other))
    left = sorted(near, key=lambda v: (len(near[v]), v))
    return bags | {v: left[i + 1 : i + 2] for i, v in enumerate(left)}


def _eliminate(near: Near, v: int) -> set[int]:
    """Take a variable out and make its neighbours a clique."""
    others = near.pop(v)
    for a in others:
        near[a].discard(v)
    for a, b in combinations(others, 2):
        near[a].add(b)
        near[b].add(a)
    return others


def _tree(bags: dict[int, list[int]]) -> Near:
    """Join each bag to that of its member eliminated next."""
    place = {v: i for i, v in enumerate(bags)}
    tree: Near = {v: set() for v in bags}
    for v, others in bags.items():
        if others:
            above = min(others, key=place.__getitem__)
            tree[v].add(above)
            tree[above].add(v)
    return tree


def _part(start: int, tree: Near) -> dict[int, int]:
    """Return what is joined to ``start``, nearest first, each with its neighbour on the way."""
    via = {start: 0}
    found = [start]
    for v in found:
        for other in sorted(tree[v]):
            if other not in via:
                via[other] = v
                found.append(other)
    return via


def _roots(tree: Near) -> Iterable[int]:
    seen: set[int] = set()
    for v in tree:
        if v not in seen:
            seen.update(_part(v, tree))
            yield v


def _centroid(start: int, tree: Near) -> int:
    """Return the member of a part without which no rest has more than half of it."""
    via = _part(start, tree)
    weight = dict.fromkeys(via, 1)
    heaviest = dict.fromkeys(via, 0)
    for v in reversed(via):
        above = via[v]
        if above:
            weight[above] += weight[v]
            heaviest[above] = max(heaviest[above], weight[v])
    return min(via, key=lambda v: (max(heaviest[v], len(via) - weight[v]), v))


def _cut(centre: int, tree: Near) -> list[int]:
    """Take a bag out of the tree; return a member of each part that is left."""
    parts = sorted(tree.pop(centre))
    for v in parts:
        tree[v].discard(centre)
    return parts
