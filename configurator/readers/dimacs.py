"""DIMACS CNF, with names in comment lines.

Read are ``c 12 name``, ``c 12$ name``, ``c 12: name``, ``c 12 = name`` and ``c 12 -> name``.
"""

import re
from collections.abc import Iterator

from configurator.builder import Builder
from configurator.errors import ModelError
from configurator.model import Clause, Constraint, Model


_MAX_VARIABLES = 1_000_000
_NAME = re.compile(
    r"^[ \t]*c[ \t]+(\d{1,9})\$?[ \t]*(?:(?:->|[:=])[ \t]*|[ \t]+)(\S.*)$", re.MULTILINE
)


def read_dimacs(text: str, place: str) -> Model:
    """Read a DIMACS model.

    Args:
        text: the file's content.
        place: its name, for errors.

    Returns:
        A model whose options carry the names of the comment lines, else ``x<number>``.

    Raises:
        ModelError: not DIMACS, truncated, or contradictory as it stands.
    """
    size, count, start = _header(text, place)
    names = [f"x{i}" for i in range(1, size + 1)]
    for number, name in _names(text):
        if 1 <= number <= size:
            names[number - 1] = name
    if len(set(names)) < size:
        raise ModelError(place, 0, "two variables have one name")
    builder = Builder(tuple(names), place)
    clauses = list(_clauses(text, place, size, start))
    if len(clauses) != count:
        raise ModelError(place, 0, f"{len(clauses)} clauses where {count} are announced")
    for i, clause in enumerate(clauses, start=1):
        words = " | ".join(("" if v > 0 else "!") + names[abs(v) - 1] for v in clause)
        builder.rule(Constraint(f"clause:{i}", "clause", {"en": words, "fr": words}), clause)
    return builder.build()


def _header(text: str, place: str) -> tuple[int, int, int]:
    for number, line in enumerate(text.splitlines(), start=1):
        match line.split():
            case ["p", "cnf", variables, clauses] if (variables + clauses).isdecimal():
                size, count = int(variables), int(clauses)
            case ["p", *_]:
                raise ModelError(place, number, "the header must be 'p cnf VARIABLES CLAUSES'")
            case _:
                continue
        if not 0 < size <= _MAX_VARIABLES:
            raise ModelError(place, number, f"from 1 to {_MAX_VARIABLES} variables, not {size}")
        return size, count, number
    raise ModelError(place, 0, "there is no line 'p cnf VARIABLES CLAUSES'")


def _names(text: str) -> Iterator[tuple[int, str]]:
    for found in _NAME.finditer(text):
        yield int(found[1]), found[2].strip().strip('"')


def _clauses(text: str, place: str, size: int, start: int) -> Iterator[Clause]:
    clause: list[int] = []
    number = start
    for number, word in _words(text, start):
        literal = _literal(word, size, place, number)
        if literal:
            clause.append(literal)
            continue
        if not clause:
            raise ModelError(place, number, "an empty clause: no configuration exists")
        yield tuple(clause)
        clause = []
    if clause:
        raise ModelError(place, number, "the last clause has no closing 0: the file is cut")


def _words(text: str, start: int) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.splitlines(), start=1):
        if number > start and line.startswith("%"):  # SATLIB ends its files with "%" and "0"
            return
        if number > start and not line.lstrip().startswith("c"):
            for word in line.split():
                yield number, word


def _literal(word: str, size: int, place: str, line: int) -> int:
    try:
        literal = int(word)
    except ValueError:
        raise ModelError(place, line, f"{word[:40]!r} is not a literal") from None
    if abs(literal) > size:
        raise ModelError(place, line, f"literal {literal} is beyond variable {size}")
    return literal
