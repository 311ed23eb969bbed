"""What an engine asks of the method behind it; a circuit or a solver answers."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from configurator.answers import OptionView
from configurator.reduction import Reduction
from configurator.scale import Scale


class Completion(Protocol):
    """An optimal assignment."""

    @property
    def drops(self) -> int:
        """How many of the decisions it breaks."""
        ...

    @property
    def cents(self) -> int:
        """Its price."""
        ...

    @property
    def true(self) -> Mapping[int, bool]:
        """Variable -> value, hidden variables included."""
        ...


class Backend(Protocol):
    """Exact optimisation and counting; literals are those of the model."""

    name: str
    nodes: int
    reduction: Reduction

    def best(
        self, decisions: Sequence[int], held: Sequence[int], scale: Scale
    ) -> Completion | None:
        """Return the assignment with ``held`` that breaks the fewest decisions, then is cheapest.

        None where nothing has the held literals.
        """
        ...

    def look(
        self, decisions: Mapping[str, bool], scale: Scale
    ) -> tuple[Mapping[str, OptionView], Completion] | None:
        """Return every option's view and the best completion; None where decisions clash."""
        ...

    def count(self, held: Sequence[int]) -> int:
        """Count the configurations with these literals.

        Raises:
            TooLargeError: this method cannot count so large a model.
        """
        ...
