"""Clauses that count."""

from collections.abc import Sequence

from configurator.builder import Builder
from configurator.model import Clause


def at_most_one(variables: Sequence[int]) -> list[Clause]:
    """Return clauses that no two variables are true."""
    return [(-a, -b) for i, a in enumerate(variables) for b in variables[i + 1 :]]


def between(variables: Sequence[int], low: int, high: int, builder: Builder) -> list[Clause]:
    """Return clauses that from ``low`` to ``high`` of the variables are true.

    Counts with defined variables "at least j of the first i" (Sinz, "Towards an Optimal CNF
    Encoding of Boolean Cardinality Constraints", CP 2005, with equivalences).
    """
    top = min(high, len(variables)) + 1
    at_least = [builder.new_variable() for _ in range(top + 1)]
    builder.definition((at_least[0],), *((-v,) for v in at_least[1:]))
    for x in variables:
        now = [at_least[0], *(builder.new_variable() for _ in range(top))]
        for j in range(1, top + 1):
            more, same, fewer = now[j], at_least[j], at_least[j - 1]
            builder.definition((-same, more), (-x, -fewer, more), (-more, same, x))
            builder.definition((-more, same, fewer))
        at_least = now
    bounds: list[Clause] = [(at_least[low],)] if low else []
    return [*bounds, (-at_least[top],)] if high < len(variables) else bounds
