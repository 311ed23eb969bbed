"""Boolean formulas: parsing, and clauses without a combinatorial explosion."""

import re
from collections.abc import Sequence

from configurator.builder import Builder
from configurator.model import Clause


Formula = tuple[str, "str | Formula", "Formula | None"]
_TOKEN = re.compile(r"\s*(<=>|=>|[!&|()]|\"[^\"]+\"|[^\s!&|()<=>\"]+)")
_LEVELS = ("<=>", "=>", "|", "&")
_MAX_NESTING = 60
_MAX_PRODUCT = 32  # clauses from one distribution; beyond, a part gets a variable of its own


class Parser:
    """Recursive descent over ``! & | => <=>`` and parentheses, weakest operator first."""

    def __init__(self, text: str) -> None:
        self._tokens: list[str] = []
        position = 0
        while position < len(text.rstrip()):
            found = _TOKEN.match(text, position)
            if not found:
                raise ValueError(f"unexpected {text[position : position + 20]!r}")
            self._tokens.append(found.group(1))
            position = found.end()
        self._next = 0

    def parse(self) -> Formula:
        """Return the whole formula; raises ``ValueError`` where it is not one."""
        formula = self._level(0, 0)
        if self._next < len(self._tokens):
            raise ValueError(f"unexpected {self._tokens[self._next]!r}")
        return formula

    def _take(self, *expected: str) -> bool:
        if self._next < len(self._tokens) and self._tokens[self._next] in expected:
            self._next += 1
            return True
        return False

    def _level(self, level: int, depth: int) -> Formula:
        if depth > _MAX_NESTING:
            raise ValueError("nested too deep")
        if level == len(_LEVELS):
            return self._atom(depth)
        operator = _LEVELS[level]
        terms = [self._level(level + 1, depth)]
        while self._take(operator):
            terms.append(self._level(level + 1, depth))
            if operator == "=>":  # groups to the left, as UVL's grammar has it
                terms = [(operator, terms[0], terms[1])]
        return chain(operator, terms)

    def _atom(self, depth: int) -> Formula:
        if self._take("!"):
            return ("!", self._level(len(_LEVELS), depth + 1), None)
        if self._take("("):
            inner = self._level(0, depth + 1)
            if not self._take(")"):
                raise ValueError("a parenthesis is not closed")
            return inner
        if self._next == len(self._tokens) or self._tokens[self._next] in {*_LEVELS, ")"}:
            raise ValueError("a name is missing")
        self._next += 1
        return ("name", self._tokens[self._next - 1].strip('"'), None)


def chain(operator: str, terms: Sequence[Formula]) -> Formula:
    """Join terms by an associative operator so that a chain of thousands stays shallow."""
    if len(terms) == 1:
        return terms[0]
    half = len(terms) // 2
    return (operator, chain(operator, terms[:half]), chain(operator, terms[half:]))


def clauses_of(formula: Formula, builder: Builder, *, positive: bool = True) -> list[Clause]:
    """Turn a formula, or its negation, into clauses.

    Args:
        formula: names must be options of the builder; ``KeyError`` otherwise.
        builder: takes the definitions of further variables, each an equivalence.
        positive: False for the negation.
    """
    kind, left, right = formula
    if isinstance(left, str):
        variable = builder.variables[left]
        return [(variable if positive else -variable,)]
    if right is None:
        return clauses_of(left, builder, positive=not positive)
    if kind == "<=>":
        sides = [("=>", left, right), ("=>", right, left)]
        parts = [clauses_of(side, builder, positive=positive) for side in sides]
        return _join(parts, builder, conjunction=positive)
    parts = [
        clauses_of(left, builder, positive=positive != (kind == "=>")),
        clauses_of(right, builder, positive=positive),
    ]
    return _join(parts, builder, conjunction=(kind == "&") == positive)


def _join(parts: list[list[Clause]], builder: Builder, *, conjunction: bool) -> list[Clause]:
    first, second = parts
    if conjunction:
        return first + second
    if len(first) * len(second) > _MAX_PRODUCT:
        first = [(_named(first, builder),)]
        second = [(_named(second, builder),)]
    return [(*a, *b) for a in first for b in second]


def _named(clauses: Sequence[Clause], builder: Builder) -> int:
    """Return a new variable that is true exactly where all these clauses hold."""
    each = [clause[0] if len(clause) == 1 else builder.new_variable() for clause in clauses]
    for name, clause in zip(each, clauses, strict=True):
        if len(clause) > 1:
            builder.definition((-name, *clause), *((name, -literal) for literal in clause))
    whole = builder.new_variable()
    builder.definition((whole, *(-name for name in each)), *((-whole, name) for name in each))
    return whole
