"""What an engine asks of the method behind it; a circuit or a solver answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from configurator.scale import Scale


@dataclass(frozen=True)
class Completion:
    """An optimal assignment.

    Attributes:
        drops: how many of the decisions it breaks.
        cents: its price.
        true: variable -> value, hidden variables included.
    """

    drops: int
    cents: int
    true: Mapping[int, bool]


@dataclass(frozen=True)
class Reach:
    """How near a literal is: the fewest drops, then the price in cents."""

    drops: int
    cents: int


class Survey(Protocol):
    """Single literals under the decisions of one view."""

    def can_be(self, literal: int) -> bool:
        """Whether a configuration keeps all decisions and has the literal."""
        ...

    def reach(self, literal: int) -> Reach | None:
        """How near the literal is; None where no configuration has it."""
        ...


class Backend(Protocol):
    """Exact optimisation and counting; literals are those of the model."""

    name: str
    nodes: int
    lazy: bool  # whether answers about single options are worked out only when read

    def best(
        self, decisions: Sequence[int], held: Sequence[int], scale: Scale
    ) -> Completion | None:
        """Return the assignment with ``held`` that breaks the fewest decisions, then is cheapest.

        None where nothing has the held literals.
        """
        ...

    def survey(self, decisions: Sequence[int], scale: Scale) -> Survey:
        """Ask about many literals under the same decisions."""
        ...

    def count(self, held: Sequence[int]) -> int:
        """Count the configurations with these literals.

        Raises:
            TooLargeError: this method cannot count so large a model.
        """
        ...
