"""The engine: decisions in, exact answers out; it remembers nothing between two questions."""

from typing import Self

from configurator import artefact
from configurator.answers import (
    Explanation,
    Repair,
    View,
)
from configurator.finding import Decisions, Finder
from configurator.lawler import ways
from configurator.repairing import repair_of


class Engine(Finder):
    """Exact answers about one compiled model.

    Attributes:
        model: the clauses, prices and rules.
        note: why a solver answers instead of a circuit; empty where a circuit does.
    """

    @property
    def backend(self) -> str:
        """The method behind it: ``circuit`` or ``sat``."""
        return self._backend.name

    @property
    def nodes(self) -> int:
        """How large the compiled circuit is; 0 for a solver."""
        return self._backend.nodes

    @property
    def options(self) -> tuple[str, ...]:
        """Every option of the model."""
        return self.model.options

    @classmethod
    def load(cls, data: bytes) -> Self:
        """Read a dumped engine.

        Raises:
            EngineFormatError: not an engine of this format.
        """
        return cls(*artefact.load(data))

    def dump(self) -> bytes:
        """Write the compiled engine; ``load`` reads it, and nothing in it is executed."""
        return artefact.dump(self.model, self._backend, self.note)

    def view(self, decisions: Decisions) -> View:
        """Say of every option what state it is in and what it costs to have it.

        Args:
            decisions: option -> wanted (True) or refused (False).

        Raises:
            UnknownOptionError: a decision about no option of this model.
            ContradictionError: the decisions cannot hold together.
        """
        seen = self._backend.look(decisions, self._scale)
        if seen is None:
            raise self._explainer.contradiction(list(self.model.assumptions(decisions)))
        options, now = seen
        return View(options, lambda: now.cents, lambda: self._configuration(now))

    def explain(self, decisions: Decisions, option: str) -> Explanation:
        """Say why an option cannot be had, or, where it is forced, why it cannot be left out.

        Raises:
            UnknownOptionError: no such option.
            NotBlockedError: it is free to be taken or left.
        """
        return self._explainer.explain(decisions, option)

    def repair(self, decisions: Decisions, option: str) -> Repair:
        """Have an option with the fewest decisions given up, and then as cheaply as can be.

        Raises:
            UnknownOptionError: no such option.
            ContradictionError: the decisions clash already, or no car can have the option.
        """
        return self.ways(decisions, option, 1)[0]

    def ways(self, decisions: Decisions, option: str, most: int) -> list[Repair]:
        """Have an option in several ways, the best first; no two give up the same decisions.

        Args:
            decisions: option -> wanted or refused.
            option: the one to have.
            most: how many ways at most.

        Raises:
            UnknownOptionError: no such option.
            ContradictionError: the decisions clash already, or no car can have the option.
        """
        named = self.model.assumptions(decisions)
        wish = self.model.variable(option)
        now = self._configuration(self._now(list(named)))
        found = list(ways(self._backend, list(named), wish, self._scale, most))
        if not found:
            raise self._explainer.contradiction([wish])
        return [repair_of(option, decisions, now, self._configuration(then)) for then in found]
