"""The Universal Variability Language, boolean level with ``[n..m]`` groups.

Benavides et al., "UVL: Feature Modelling with the Universal Variability Language", JSS 225, 2025.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from configurator.builder import Builder
from configurator.errors import ModelError
from configurator.model import Clause, Constraint, Model
from configurator.readers.cardinality import at_most_one, between
from configurator.readers.formulas import Parser, clauses_of
from configurator.readers.uvl_lines import Line, attribute_constraints, sections


_PLAIN = {"mandatory", "optional", "alternative", "or"}
_CARDINALITY = re.compile(r"\[(\d+)(?:\.\.(\d+|\*))?\]\Z")
_FEATURE = re.compile(
    r"(?:(?P<type>Boolean|Integer|Real|String)\s+)?(?:\"(?P<quoted>[^\"]+)\"|(?P<bare>[^\s{\"]+))"
    r"\s*(?P<many>cardinality\s*\[[^\]]*\])?\s*(?:\{.*\})?\s*\Z",
    re.DOTALL,
)


@dataclass(frozen=True)
class _Group:
    """Children of one parent under one keyword."""

    parent: str
    keyword: str
    line: Line
    children: list[str] = field(default_factory=list)


def read_uvl(text: str, place: str) -> Model:
    """Read a UVL model.

    Raises:
        ModelError: not UVL, or beyond its boolean level; names the line.
    """
    parts = sections(text, place)
    if "imports" in parts:
        raise ModelError(place, parts["imports"][0].number, "imports are not read")
    tree = _Tree(parts["features"], place)
    builder = Builder(tuple(tree.features), place)
    builder.rule(Constraint("root", "root"), (1,))
    for number, group in enumerate(tree.groups):
        name = f"{group.keyword}:{group.parent}:{number}"
        clauses = _group_clauses(group, builder, place)
        builder.rule(Constraint(name, "group"), *clauses)
    for line in [*attribute_constraints(parts["features"]), *parts.get("constraints", [])]:
        words = {"en": line.text, "fr": line.text}
        constraint = Constraint(f"constraint:{line.number}", "rule", words)
        builder.rule(constraint, *_constraint(line, builder, place))
    return builder.build()


def _constraint(line: Line, builder: Builder, place: str) -> list[Clause]:
    try:
        return clauses_of(Parser(line.text).parse(), builder)
    except KeyError as error:
        raise ModelError(place, line.number, f"unknown feature {error}") from error
    except ValueError as error:
        raise ModelError(place, line.number, f"not a constraint: {error}") from error


class _Tree:
    """The feature tree, read by indentation."""

    def __init__(self, lines: Sequence[Line], place: str) -> None:
        self.place = place
        self.features: dict[str, int] = {}
        self.groups: list[_Group] = []
        above: list[tuple[int, str | _Group]] = []
        for line in lines:
            while above and above[-1][0] >= line.indent:
                above.pop()
            top = above[-1][1] if above else None
            above.append((line.indent, self._enter(line, top)))

    def _enter(self, line: Line, top: str | _Group | None) -> str | _Group:
        if isinstance(top, str):
            if line.text not in _PLAIN and not _CARDINALITY.match(line.text):
                raise ModelError(self.place, line.number, f"unknown group {line.text[:40]!r}")
            self.groups.append(_Group(top, line.text, line))
            return self.groups[-1]
        name = self._feature(line)
        if top is not None:
            top.children.append(name)
        elif len(self.features) > 1:
            raise ModelError(self.place, line.number, "a second root feature")
        return name

    def _feature(self, line: Line) -> str:
        found = _FEATURE.match(line.text)
        if not found or found["many"] or found["type"] not in {None, "Boolean"}:
            reason = f"not a boolean feature: {line.text[:40]!r}"
            raise ModelError(self.place, line.number, reason)
        name: str = found["quoted"] or found["bare"]
        if name in self.features:
            reason = f"duplicate feature {name!r}, first on line {self.features[name]}"
            raise ModelError(self.place, line.number, reason)
        self.features[name] = line.number
        return name


def _group_clauses(group: _Group, builder: Builder, place: str) -> list[Clause]:
    parent = builder.variables[group.parent]
    children = [builder.variables[name] for name in group.children]
    if not children:
        raise ModelError(place, group.line.number, f"the {group.keyword} group is empty")
    up = [(-child, parent) for child in children]
    if group.keyword == "mandatory":
        return [*up, *((-parent, child) for child in children)]
    low, high = _bounds(group.keyword, len(children))
    if low > high or low > len(children):
        raise ModelError(place, group.line.number, f"{group.keyword} cannot be met")
    if high == 1:
        builder.groups.append(tuple(children))
        return [*up, *at_most_one(children), *([(-parent, *children)] if low else [])]
    if low <= 1 and high >= len(children):
        return [*up, *([(-parent, *children)] if low else [])]
    return [*up, *((-parent, *clause) for clause in between(children, low, high, builder))]


def _bounds(keyword: str, count: int) -> tuple[int, int]:
    """Return how many children a group takes at least and at most."""
    named = {"optional": (0, count), "alternative": (1, 1), "or": (1, count)}
    found = _CARDINALITY.match(keyword)
    if not found:
        return named[keyword]
    low = int(found[1])
    high = count if found[2] == "*" else int(found[2] or low)
    return low, high
