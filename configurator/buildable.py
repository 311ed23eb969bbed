"""Checks of a catalogue that need its rules: every version buildable, no option dead."""

from collections.abc import Iterator, Mapping

from configurator.catalogue_parts import Parts
from configurator.encoding import encode
from configurator.errors import Problem
from configurator.model import Model
from configurator.oracle import Oracle
from configurator.toml_lines import Table


def check(parts: Parts, lines: Mapping[str, Table]) -> list[Problem]:
    """Find versions that cannot be built and options no car can have, each with its reason.

    Args:
        parts: the catalogue, its names checked.
        lines: option id -> its table in the document.
    """
    model = encode(parts)
    oracle = Oracle(model)
    problems = [
        Problem(lines[name].line, _place(name), f"no car can have it: {_why(model, oracle, name)}")
        for name in model.options
        if not oracle.model_with([model.variable(name)])
    ]
    return problems or list(_pointless(parts, model, lines))


def _place(name: str) -> str:
    kind, _, rest = name.partition(".")
    return f"version {rest}" if kind == "version" else f"option {name}"


def _why(model: Model, oracle: Oracle, name: str) -> str:
    _, rules = oracle.reasons(model.variable(name), [])
    return " ".join(f"[{model.constraints[r].id}]" for r in rules)


def _pointless(parts: Parts, model: Model, lines: Mapping[str, Table]) -> Iterator[Problem]:
    """Find authored rules that forbid nothing the other rules do not forbid already."""
    for rule in parts.rules:
        index = next(i for i, c in enumerate(model.constraints) if c.id == f"rule:{rule.id}")
        kept = [
            (clause, owner)
            for clause, owner in zip(model.clauses, model.owners, strict=True)
            if owner != index
        ]
        rest = Model(
            options=model.options,
            hidden=model.hidden,
            clauses=tuple(clause for clause, _ in kept),
            owners=tuple(owner for _, owner in kept),
            constraints=model.constraints,
        )
        oracle = Oracle(rest)
        own = [c for c, o in zip(model.clauses, model.owners, strict=True) if o == index]
        if not any(oracle.model_with([-literal for literal in clause]) for clause in own):
            reason = "the rule never matters: the others already say so"
            yield Problem(lines[f"rule:{rule.id}"].line, f"rule {rule.id}", reason)
