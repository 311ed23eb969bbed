"""A propositional model of what can be built: options, clauses, and the rules they come from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from configurator.errors import UnknownOptionError


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
        weeks: weeks to delivery of a variable when true; they add up.
        extra_weeks: further weeks of a variable when true; the most of them counts.
        popularity: how often a variable is chosen, in any unit, higher first.
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
    weeks: Mapping[int, int] = field(default_factory=dict)
    extra_weeks: Mapping[int, int] = field(default_factory=dict)
    popularity: Mapping[int, int] = field(default_factory=dict)

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
