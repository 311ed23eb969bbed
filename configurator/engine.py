"""The engine: decisions in, exact answers out; it remembers nothing between two questions."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Literal, Self

from configurator import artefact
from configurator.answers import (
    Configuration,
    Explanation,
    Repair,
    View,
)
from configurator.backend import Backend, Completion
from configurator.explaining import Explainer
from configurator.model import Model
from configurator.scale import Scale


Decisions = Mapping[str, bool]
Objective = Literal["price"] | Mapping[str, int]


class Engine:
    """Exact answers about one compiled model.

    Attributes:
        model: the clauses, prices and rules.
    """

    def __init__(self, model: Model, backend: Backend) -> None:
        self.model, self._backend = model, backend
        self._scale = Scale.of(model.prices, model.ranks)

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

    @cached_property
    def _explainer(self) -> Explainer:
        return Explainer(self.model)

    @classmethod
    def load(cls, data: bytes) -> Self:
        """Read a dumped engine.

        Raises:
            EngineFormatError: not an engine of this format.
        """
        return cls(*artefact.load(data))

    def dump(self) -> bytes:
        """Write the compiled engine; ``load`` reads it, and nothing in it is executed."""
        return artefact.dump(self.model, self._backend)

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
        named = self.model.assumptions(decisions)
        wish = self.model.variable(option)
        now = self._configuration(self._now(list(named)))
        then = self._backend.best(list(named), [wish], self._scale)
        if then is None:
            raise self._explainer.contradiction([wish])
        after = self._configuration(then)
        dropped = [o for literal, o in named.items() if then.true[abs(literal)] != (literal > 0)]
        kept = {o: value for o, value in decisions.items() if o not in dropped}
        return Repair(
            option=option,
            decisions=kept | {option: True},
            drops=tuple(dropped),
            adds=tuple(o for o in after.options if o not in now.options),
            leaves=tuple(o for o in now.options if o not in after.options),
            price_delta_cents=after.price_cents - now.price_cents,
            configuration=after,
        )

    def complete(self, decisions: Decisions, objective: Objective = "price") -> Configuration:
        """Complete the decisions as cheaply as can be.

        Args:
            decisions: option -> wanted or refused.
            objective: ``"price"``, or weights by option whose sum is made smallest, then the
                price (negative weights for popularity).

        Raises:
            ContradictionError: the decisions cannot hold together.
        """
        literals = list(self.model.assumptions(decisions))
        if objective == "price":
            return self._configuration(self._now(literals))
        weights = {self.model.variable(o): w for o, w in objective.items()}
        factor = 2 * self._scale.bound + 1
        cents = {
            v: weights.get(v, 0) * factor + self.model.prices.get(v, 0)
            for v in {*weights, *self.model.prices}
        }
        return self._configuration(self._now(literals, Scale.of(cents, self.model.ranks)))

    def price_range(self, decisions: Decisions) -> tuple[int, int]:
        """Return the lowest and the highest price of a completion, in cents.

        Raises:
            ContradictionError: the decisions cannot hold together.
        """
        literals = list(self.model.assumptions(decisions))
        upside_down = Scale.of({v: -c for v, c in self.model.prices.items()}, {})
        return self._now(literals).cents, -self._now(literals, upside_down).cents

    def count(self, decisions: Decisions) -> int:
        """Count the configurations that keep the decisions, exactly.

        Raises:
            TooLargeError: only a compiled circuit counts, and this model was too large for one.
        """
        return self._backend.count(list(self.model.assumptions(decisions)))

    def nearest(self, decisions: Decisions) -> tuple[tuple[str, ...], Configuration]:
        """Return the fewest decisions to give up so that the rest holds, and what then is best.

        Raises:
            ContradictionError: the model has no configuration at all.
        """
        named = self.model.assumptions(decisions)
        best = self._backend.best(list(named), (), self._scale)
        if best is None:
            raise self._explainer.contradiction([])
        gone = (o for literal, o in named.items() if best.true[abs(literal)] != (literal > 0))
        return tuple(gone), self._configuration(best)

    def _now(self, literals: Sequence[int], scale: Scale | None = None) -> Completion:
        best = self._backend.best(literals, (), scale or self._scale)
        if best is None or best.drops:
            raise self._explainer.contradiction(literals)
        return best

    def _configuration(self, completion: Completion) -> Configuration:
        on = (o for v, o in enumerate(self.model.options, start=1) if completion.true[v])
        cents = sum(c for v, c in self.model.prices.items() if completion.true[v])
        return Configuration(tuple(on), cents)
