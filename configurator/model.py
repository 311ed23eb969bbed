"""A propositional model of what can be built: options, clauses, and the rules they come from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from configurator.errors import ModelError, UnknownOptionError


Clause = tuple[int, ...]


@dataclass(frozen=True)
class Constraint:
    """A rule as a customer or an author knows it; one or more clauses.

    Attributes:
        id: unique in the model.
        kind: ``rule``, ``group``, ``pack``, ``series``, ``availability``, or a reader's own word.
        sentence: what it says, by language; empty where the source has no words.
    """

    id: str
    kind: str
    sentence: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Model:
    """Clauses in the DIMACS convention over variables 1..n, the options first.

    Attributes:
        options: the name of variable 1, 2, ...
        hidden: how many further variables there are; each is determined by the options.
        clauses: the conjunction; a literal is ``+v`` or ``-v``.
        owners: for each clause the index of its constraint, -1 for a definition of a hidden one.
        constraints: the rules.
        prices: cents a variable costs when true.
        ranks: preference of a variable among equal prices, lower first (0 where not named).
        first: variables worth deciding first.
        groups: sets of variables of which the clauses allow at most one to be true.
    """

    options: tuple[str, ...]
    hidden: int
    clauses: tuple[Clause, ...]
    owners: tuple[int, ...]
    constraints: tuple[Constraint, ...]
    prices: Mapping[int, int] = field(default_factory=dict)
    ranks: Mapping[int, int] = field(default_factory=dict)
    first: tuple[int, ...] = ()
    groups: tuple[tuple[int, ...], ...] = ()

    @property
    def size(self) -> int:
        """How many variables there are."""
        return len(self.options) + self.hidden

    @cached_property
    def variables(self) -> dict[str, int]:
        """Option name -> variable."""
        return {name: i for i, name in enumerate(self.options, start=1)}

    def variable(self, option: str) -> int:
        """Return the variable of an option.

        Raises:
            UnknownOptionError: there is none of this name.
        """
        if option not in self.variables:
            raise UnknownOptionError(option)
        return self.variables[option]

    def assumptions(self, decisions: Mapping[str, bool]) -> dict[int, str]:
        """Return decisions as literal -> option.

        Raises:
            UnknownOptionError: a decision is about an unknown option, or is no boolean.
        """
        for option, value in decisions.items():
            if type(value) is not bool:
                raise UnknownOptionError(f"{option}={value!r}")
        return {(self.variable(o) if yes else -self.variable(o)): o for o, yes in decisions.items()}


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
        *,
        prices: Mapping[int, int] | None = None,
        ranks: Mapping[int, int] | None = None,
        first: tuple[int, ...] = (),
    ) -> Model:
        """Freeze the model."""
        return Model(
            options=self.options,
            hidden=self.hidden,
            clauses=tuple(self.clauses),
            owners=tuple(self.owners),
            constraints=tuple(self.constraints),
            prices=dict(prices or {}),
            ranks=dict(ranks or {}),
            first=first,
            groups=tuple(self.groups),
        )


def exactly_one(literals: Sequence[int]) -> list[Clause]:
    """Return the clauses that exactly one literal is true."""
    pairs = [(-a, -b) for i, a in enumerate(literals) for b in literals[i + 1 :]]
    return [tuple(literals), *pairs]
