"""Models nobody wrote: the same each time, from a seed."""

from hashlib import sha256

from configurator import Model
from configurator.builder import Builder
from configurator.model import Constraint


def number(below: int, *seed: object) -> int:
    """A number that only the seed decides."""
    return int.from_bytes(sha256(repr(seed).encode()).digest()[:8], "big") % below


def model_of(size: int, clauses: list[tuple[int, ...]]) -> Model:
    """A model of clauses, each a rule of its own."""
    builder = Builder(tuple(f"x{i}" for i in range(1, size + 1)), "random")
    for i, clause in enumerate(clauses):
        builder.rule(Constraint(f"r{i}", "rule"), clause)
    return builder.build()


def random_rules(size: int, count: int, seed: str) -> Model:
    """Unstructured rules of three options each."""
    clauses = []
    for i in range(count):
        variables = sorted({1 + number(size, seed, i, j) for j in range(3)})
        clauses.append(tuple(v if number(2, seed, i, v) else -v for v in variables))
    return model_of(size, clauses)


def random_groups(groups: int, rules: int, seed: str) -> Model:
    """Groups of values, exactly one of each, with rules between neighbouring groups."""
    clauses: list[tuple[int, ...]] = []
    values: list[list[int]] = []
    for group in range(groups):
        start = sum(map(len, values)) + 1
        own = list(range(start, start + 2 + number(6, seed, group)))
        clauses += [tuple(own), *((-a, -b) for a in own for b in own if a < b)]
        values.append(own)
    for i in range(rules):
        first = number(groups, seed, "at", i)
        near = [values[(first + j) % groups] for j in (0, 1 + number(3, seed, "to", i))]
        when, then = (own[number(len(own), seed, i, j)] for j, own in enumerate(near))
        clauses.append((-when, -then if number(3, seed, i) else then))
    return model_of(sum(map(len, values)), clauses)
