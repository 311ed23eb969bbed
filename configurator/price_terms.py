"""Prices of a model as soft literals over the classes of its reduction."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from configurator.cliques import exclusive_pairs
from configurator.model import Clause
from configurator.reduction import Reduction
from configurator.scale import Scale


@dataclass(frozen=True)
class State:
    """What is left to pay for.

    Attributes:
        lower: paid already; no configuration pays less.
        soft: literal -> what a configuration pays beyond ``lower`` where it is false.
    """

    lower: int
    soft: dict[int, int]


def price_state(scale: Scale, reduction: Reduction, groups: Sequence[Collection[int]]) -> State:
    """Say what configurations pay, before any core is known.

    Of a set of which exactly one is true the cheapest member's price is paid by all: the others
    pay only the difference, which spares the solver most of its cores.

    Args:
        scale: the prices of variables.
        reduction: variables to classes.
        groups: sets of classes of which exactly one is true.
    """
    price = dict.fromkeys(range(1, reduction.size + 2), 0)
    lower = 0
    for variable, cents in scale.cents.items():
        literal = reduction.of(variable)
        price[abs(literal)] += cents if literal > 0 else -cents
        lower += 0 if literal > 0 else cents
    lower += price.pop(reduction.size + 1)
    for group in groups:
        least = min(price[x] for x in group)
        lower += least
        price |= {x: price[x] - least for x in group}
    lower += sum(cents for cents in price.values() if cents < 0)
    soft = {(-x if cents > 0 else x): abs(cents) for x, cents in price.items() if cents}
    return State(lower, soft)


def exactly_one_sets(clauses: Sequence[Clause]) -> Iterator[Clause]:
    """Find clauses of variables that exclude each other."""
    pairs = {frozenset(pair) for pair in exclusive_pairs(clauses)}
    for clause in clauses:
        if min(clause) > 0 and all(frozenset(two) in pairs for two in combinations(clause, 2)):
            yield clause
