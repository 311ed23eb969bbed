"""Single literals under the decisions of one view, answered by a solver.

A pool of models answers most questions: each model found says what can be for all its literals at
once, and the solver is steered towards what no model of the pool has had yet.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

from configurator.asked import Asked
from configurator.errors import TooLargeError
from configurator.price_terms import State
from configurator.scale import Scale


UNKNOWN, POSSIBLE, IMPOSSIBLE = 0, 1, 2


class Survey:
    """Answers about class literals; nothing is worked out before it is asked for.

    Args:
        backend: its lock is to be held at every question.
        decisions: literals of the model.
        held: the same over the classes; they hold together.
        scale: the prices.
    """

    def __init__(
        self, backend: Asked, decisions: Sequence[int], held: list[int], scale: Scale
    ) -> None:
        self._backend, self._solver, self.lock = backend, backend.solver, backend.lock
        self._decisions, self._held, self._scale = decisions, held, scale
        self._paid: dict[frozenset[int], State | None] = {}  # kept decisions -> what they pay
        self._refused: TooLargeError | None = None
        self._true = self._solver.size + 1
        self._classes = np.arange(1, self._true)
        self._known = np.zeros(2 * self._true + 1, dtype=np.int8)  # by literal + true
        self._cheapest, self._one_drop = self._known > 0, self._known > 0
        self._known[2 * self._true] = POSSIBLE
        implied = [x for x in self._solver.implied(held) if abs(x) < self._true]
        self._known[self._true - np.array([self._true, *implied])] = IMPOSSIBLE

    def _model(self) -> npt.NDArray[np.intp]:
        """Return where the literals of the model last found are kept."""
        true = np.array(self._solver.model(), dtype=np.bool_)
        return np.where(true, self._classes, -self._classes) + self._true

    def can_be(self, literal: int) -> bool:
        """Whether a configuration keeps all decisions and has the literal."""
        at = literal + self._true
        if self._known[at] == UNKNOWN:
            fresh = self._known[self._true + 1 : -1] == UNKNOWN
            self._solver.prefer(np.where(fresh, self._classes, -self._classes).tolist())
            if self._solver.solve([*self._held, literal]):
                self._known[self._model()] = POSSIBLE
            else:
                self._known[at] = IMPOSSIBLE
        return bool(self._known[at] == POSSIBLE)

    def drops(self, literal: int) -> int | None:
        """The fewest decisions to give up for a literal; None where no configuration has it."""
        if self.can_be(literal):
            return 0
        if literal == -self._true:
            return None
        if not self._one_drop[literal + self._true]:
            nearest = self._backend.fewest(self._decisions, [literal])
            if nearest is None or nearest[0] > 1:
                return nearest and nearest[0]
            self._one_drop[self._model()] = True  # whatever cannot be and is in it
        return 1

    @cached_property
    def now(self) -> tuple[State, Mapping[int, bool]]:
        """What is paid now, and the cheapest completion."""
        with self.lock:
            paid = self._minimise(self._held, None)
            if paid is None:
                raise AssertionError("held literals do not hold")
            self._cheapest[[*self._model(), 2 * self._true]] = True
            return paid, self._backend.assignment()

    def cheapest(self) -> tuple[int, Mapping[int, bool]]:
        """Return the price of the cheapest completion, and the completion itself."""
        paid, true = self.now
        return paid.lower, true

    def cents(self, literal: int) -> int | None:
        """The lowest price with a literal after the fewest drops; None where there is none."""
        now, _ = self.now
        if self._cheapest[literal + self._true]:
            return now.lower
        if literal == -self._true or not self._scale.cents:
            return None if self.drops(literal) is None else now.lower
        paid = self._near(literal, now) if self.can_be(literal) else self._far(literal)
        return None if paid is None else paid.lower

    def _near(self, literal: int, now: State) -> State | None:
        """Pay for a literal beside all decisions."""
        paid = self._minimise([*self._held, literal], now)
        if paid and paid.lower == now.lower:
            self._cheapest[self._model()] = True
        return paid

    def _far(self, literal: int) -> State | None:
        """Pay for a literal after the fewest drops, from where other options left off."""
        nearest = self._backend.fewest(self._decisions, [literal])
        if nearest is None:
            return None
        kept = frozenset(nearest[1]) - {literal}
        if kept not in self._paid:
            self._paid[kept] = self._minimise(sorted(kept), None)
        return self._minimise(nearest[1], self._paid[kept])

    def _minimise(self, hard: list[int], start: State | None) -> State | None:
        """Pay from a state or from the ground; what was too hard once is not tried again."""
        if self._refused:
            raise TooLargeError(str(self._refused))
        try:
            ground = start or self._backend.ground(self._scale)
            return self._solver.minimise(hard, ground)
        except TooLargeError as error:
            self._refused = error
            raise
