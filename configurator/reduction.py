"""A model over fewer variables."""

from collections.abc import Iterable
from dataclasses import dataclass

from configurator.model import Clause


@dataclass(frozen=True)
class Reduction:
    """Which class literal every variable is.

    Attributes:
        size: how many classes there are; class ``size + 1`` is the constant true.
        meaning: for variable 1, 2, ... its literal over the classes.
    """

    size: int
    meaning: tuple[int, ...]

    def of(self, literal: int) -> int:
        """Return the class literal of a literal."""
        found = self.meaning[abs(literal) - 1]
        return found if literal > 0 else -found

    def clauses(self, clauses: Iterable[Clause]) -> list[Clause]:
        """Return clauses over the classes, each once, without those that always hold."""
        found: dict[Clause, None] = {}
        true = self.size + 1
        for clause in clauses:
            literals = {self.of(literal) for literal in clause} - {-true}
            if true not in literals and not any(-literal in literals for literal in literals):
                found[tuple(sorted(literals, key=lambda x: (abs(x), x)))] = None
        return list(found)
