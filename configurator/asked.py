"""What a survey needs of the backend it belongs to."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from configurator.core_guided import CoreGuided
from configurator.price_terms import State
from configurator.scale import Scale


Nearest = tuple[int, list[int]]


class Asked(Protocol):
    """What a survey needs of its backend."""

    @property
    def lock(self) -> AbstractContextManager[bool]:
        """Held by whoever asks the solver."""
        ...

    @property
    def solver(self) -> CoreGuided:
        """The solver over the classes."""
        ...

    def ground(self, scale: Scale) -> State:
        """Return what every configuration pays."""
        ...

    def fewest(self, decisions: Sequence[int], hard: list[int]) -> Nearest | None:
        """Return the fewest drops, and literals that hold exactly where no more are dropped."""
        ...

    def assignment(self) -> Mapping[int, bool]:
        """Return the model last found, by variable."""
        ...
