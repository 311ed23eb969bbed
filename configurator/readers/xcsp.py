"""XCSP 2.1 with extensional constraints: domains, variables, tables of supports or conflicts.

A table of supports becomes clauses along its tree of prefixes: where the first values of a row
are chosen, one of the values that may follow is. This needs no further variables.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from configurator.builder import Builder
from configurator.errors import ModelError
from configurator.model import Clause, Constraint, Model


_MAX_VALUES = 100_000


def read_xcsp(root: Element, place: str) -> Model:
    """Read an XCSP 2.1 instance.

    Args:
        root: the parsed ``<instance>``.
        place: the file's name, for errors.

    Returns:
        A model whose options are ``<variable>=<value>``, exactly one a variable.

    Raises:
        ModelError: not such an instance; names the element.
    """
    return _Instance(root, place).model()


@dataclass(frozen=True)
class _Relation:
    supports: bool
    arity: int
    rows: tuple[tuple[int, ...], ...]


class _Instance:
    def __init__(self, root: Element, place: str) -> None:
        self.root, self.place = root, place
        domains = {d.get("name"): self._values(d) for d in root.iterfind("domains/domain")}
        self.values: dict[str, Sequence[int]] = {}
        for variable in root.iterfind("variables/variable"):
            name, domain = variable.get("name", ""), variable.get("domain")
            if not name or name in self.values or domain not in domains:
                raise self._wrong(variable, "duplicate name or unknown domain")
            self.values[name] = domains[domain]
        names = tuple(f"{v}={x}" for v, values in self.values.items() for x in values)
        self.builder = Builder(names, place)

    def _wrong(self, element: Element, reason: str) -> ModelError:
        return ModelError(f"{self.place} <{element.tag} {element.get('name', '')}>", 0, reason)

    def _values(self, domain: Element) -> Sequence[int]:
        found: dict[int, None] = {}
        for word in (domain.text or "").split():
            low, _, high = word.partition("..")
            try:
                span = range(int(low), int(high or low) + 1)
            except ValueError:
                raise self._wrong(domain, f"{word[:40]!r} is not a value") from None
            if len(span) > _MAX_VALUES:
                raise self._wrong(domain, f"more than {_MAX_VALUES} values")
            found |= dict.fromkeys(span)
        if not found:
            raise self._wrong(domain, "the domain is empty")
        return list(found)

    def model(self) -> Model:
        var = self.builder.variables
        for name, values in self.values.items():
            rule = Constraint(f"variable:{name}", "group")
            self.builder.one_of(rule, [var[f"{name}={x}"] for x in values])
        relations = dict(self._relations())
        for constraint in self.root.iterfind("constraints/constraint"):
            self._constraint(constraint, relations)
        return self.builder.build()

    def _relations(self) -> Iterator[tuple[str, _Relation]]:
        for relation in self.root.iterfind("relations/relation"):
            try:
                arity = int(relation.get("arity", ""))
                rows = [tuple(map(int, r.split())) for r in (relation.text or "").split("|")]
            except ValueError:
                raise self._wrong(relation, "arity and tuples must be whole numbers") from None
            rows = [row for row in rows if row]
            if any(len(row) != arity for row in rows):
                raise self._wrong(relation, f"a tuple has not {arity} values")
            if relation.get("nbTuples", str(len(rows))) != str(len(rows)):
                raise self._wrong(relation, f"{len(rows)} tuples where more are announced")
            semantics = relation.get("semantics")
            if semantics not in {"supports", "conflicts"}:
                raise self._wrong(relation, f"semantics {semantics!r} is not read")
            yield (
                relation.get("name", ""),
                _Relation(semantics == "supports", arity, tuple(dict.fromkeys(rows))),
            )

    def _constraint(self, element: Element, relations: Mapping[str, _Relation]) -> None:
        scope = element.get("scope", "").split()
        relation = relations.get(element.get("reference", ""))
        if relation is None:
            raise self._wrong(element, f"unknown relation {element.get('reference')!r}")
        if len(scope) != relation.arity or not set(scope) <= set(self.values):
            raise self._wrong(element, "the scope does not fit the relation")
        var = self.builder.variables
        rows = [
            tuple(var[f"{v}={x}"] for v, x in zip(scope, row, strict=True))
            for row in relation.rows
            if all(f"{v}={x}" in var for v, x in zip(scope, row, strict=True))
        ]
        clauses = _supports(rows) if relation.supports else [tuple(-v for v in r) for r in rows]
        if () in clauses:
            raise self._wrong(element, "no tuple is possible: no configuration exists")
        self.builder.rule(Constraint(f"constraint:{element.get('name')}", "table"), *clauses)


def _supports(rows: Sequence[tuple[int, ...]]) -> list[Clause]:
    """Return: where a prefix of a row holds, one of the values that may follow holds."""
    follows: dict[tuple[int, ...], dict[int, None]] = {(): {}}
    for row in rows:
        for i, value in enumerate(row):
            follows.setdefault(row[:i], {})[value] = None
    return [(*(-v for v in prefix), *values) for prefix, values in follows.items()]
