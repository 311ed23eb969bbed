"""Collecting the clauses of a model."""

from collections.abc import Mapping, Sequence
from typing import TypedDict

from typing_extensions import Unpack

from configurator.errors import ModelError
from configurator.model import Clause, Constraint, Model


class Further(TypedDict, total=False):
    """Attributes of ``Model`` beside its clauses."""

    prices: Mapping[int, int]
    ranks: Mapping[int, int]
    first: tuple[int, ...]
    weeks: Mapping[int, int]
    extra_weeks: Mapping[int, int]


class Builder:
    """Collects the clauses of a model."""

    def __init__(self, options: tuple[str, ...], place: str) -> None:
        if len(set(options)) != len(options):
            twice = next(o for o in options if options.count(o) > 1)
            raise ModelError(place, 0, f"duplicate option {twice!r}")
        self.options, self.hidden = options, 0
        self.variables = {name: i for i, name in enumerate(options, start=1)}
        self.clauses: list[Clause] = []
        self.owners: list[int] = []
        self.constraints: list[Constraint] = []
        self.groups: list[tuple[int, ...]] = []

    def new_variable(self) -> int:
        """Add a hidden variable; the caller must define it by clauses."""
        self.hidden += 1
        return len(self.options) + self.hidden

    def rule(self, constraint: Constraint, *clauses: Clause) -> None:
        """Add a rule with its clauses; tautologies are left out."""
        self.constraints.append(constraint)
        self._add(len(self.constraints) - 1, clauses)

    def one_of(self, constraint: Constraint, variables: Sequence[int]) -> None:
        """Add the rule that exactly one of these variables is true."""
        self.groups.append(tuple(variables))
        self.rule(constraint, *exactly_one(variables))

    def definition(self, *clauses: Clause) -> None:
        """Add clauses that define a hidden variable."""
        self._add(-1, clauses)

    def _add(self, owner: int, clauses: tuple[Clause, ...]) -> None:
        for clause in clauses:
            literals = set(clause)
            if not any(-literal in literals for literal in literals):
                self.clauses.append(tuple(sorted(literals, key=abs)))
                self.owners.append(owner)

    def build(
        self,
        **further: Unpack[Further],
    ) -> Model:
        """Freeze the model.

        Args:
            further: attributes of ``Model`` that no clause carries.
        """
        return Model(
            options=self.options,
            hidden=self.hidden,
            clauses=tuple(self.clauses),
            owners=tuple(self.owners),
            constraints=tuple(self.constraints),
            groups=tuple(self.groups),
            **further,
        )


def exactly_one(literals: Sequence[int]) -> list[Clause]:
    """Return the clauses that exactly one literal is true."""
    pairs = [(-a, -b) for i, a in enumerate(literals) for b in literals[i + 1 :]]
    return [tuple(literals), *pairs]
