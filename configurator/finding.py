"""Whole configurations of a compiled model: the best, the next best, how many, how dear."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from configurator.answers import Configuration
from configurator.backend import Backend, Completion
from configurator.explaining import Explainer
from configurator.lawler import cheapest_models
from configurator.model import Model
from configurator.objectives import Objective, quickest, scale_of, weights_of
from configurator.scale import Scale


Decisions = Mapping[str, bool]


class Finder:
    """Finds completions of decisions.

    Attributes:
        model: the clauses, prices and rules.
        note: why a solver answers instead of a circuit; empty where a circuit does.
    """

    def __init__(self, model: Model, backend: Backend, note: str = "") -> None:
        self.model, self._backend, self.note = model, backend, note
        self._scale = Scale.of(model.prices, model.ranks)

    @cached_property
    def _explainer(self) -> Explainer:
        return Explainer(self.model)

    @cached_property
    def _upside_down(self) -> Scale:
        return Scale.of({v: -c for v, c in self.model.prices.items()}, {})

    def alternatives(self, decisions: Decisions, most: int) -> list[Configuration]:
        """Return the cheapest different configurations, the cheapest first.

        Args:
            decisions: option -> wanted or refused; all are kept.
            most: how many configurations at most.

        Raises:
            ContradictionError: the decisions cannot hold together.
        """
        literals = list(self.model.assumptions(decisions))
        self._now(literals)
        free = range(1, len(self.model.options) + 1)
        found = cheapest_models(self._backend, literals, free, self._scale, most)
        return [self._configuration(one) for one in found]

    def complete(self, decisions: Decisions, objective: Objective = "price") -> Configuration:
        """Complete the decisions as cheaply as can be.

        Args:
            decisions: option -> wanted or refused.
            objective: ``"price"``; ``"lead_time"``, the fewest weeks to delivery; ``"popularity"``,
                the most chosen options in all; or weights by option whose sum is made smallest.
                Each is followed by the price.

        Raises:
            ContradictionError: the decisions cannot hold together.
        """
        literals = list(self.model.assumptions(decisions))
        now = self._now(literals)
        if objective == "price":
            return self._configuration(now)
        if objective == "lead_time":
            return self._configuration(quickest(self._backend, self.model, literals) or now)
        weights = weights_of(self.model, objective)
        return self._configuration(self._now(literals, scale_of(self.model, weights)))

    def price_range(self, decisions: Decisions) -> tuple[int, int]:
        """Return the lowest and the highest price of a completion, in cents.

        Raises:
            ContradictionError: the decisions cannot hold together.
        """
        literals = list(self.model.assumptions(decisions))
        return self._now(literals).cents, -self._now(literals, self._upside_down).cents

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
