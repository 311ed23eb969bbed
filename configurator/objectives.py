"""What a completion should be best at, beside its price."""

from collections.abc import Mapping, Sequence
from typing import Literal

from configurator.backend import Backend, Completion
from configurator.model import Model
from configurator.scale import Scale


Objective = Literal["price", "lead_time", "popularity"] | Mapping[str, int]


def weights_of(
    model: Model, objective: Literal["popularity"] | Mapping[str, int]
) -> dict[int, int]:
    """Return the weights by variable whose sum is to be smallest.

    Raises:
        UnknownOptionError: a weight for no option of the model.
    """
    if objective == "popularity":
        return {v: -often for v, often in model.popularity.items()}
    return {model.variable(option): weight for option, weight in objective.items()}


def scale_of(model: Model, weights: Mapping[int, int]) -> Scale:
    """Return the scale that puts a sum of weights before the price."""
    factor = 2 * sum(abs(c) for c in model.prices.values()) + 1
    both = {*weights, *model.prices}
    cents = {v: weights.get(v, 0) * factor + model.prices.get(v, 0) for v in both}
    return Scale.of(cents, model.ranks)


def quickest(backend: Backend, model: Model, literals: Sequence[int]) -> Completion | None:
    """Return the completion with the fewest weeks, then the cheapest; None where literals clash.

    Weeks of the base add up, of the extras the most counts: one search for each number of weeks
    the extras may take.
    """
    scale = scale_of(model, model.weeks)
    best: tuple[tuple[int, int], Completion] | None = None
    for most in sorted({0, *model.extra_weeks.values()}):
        held = [-v for v, weeks in model.extra_weeks.items() if weeks > most]
        found = backend.best(literals, held, scale)
        if found is None or found.drops:
            continue
        key = weeks_of(model, found), _cents(model, found)
        if best is None or key < best[0]:
            best = key, found
    return best and best[1]


def weeks_of(model: Model, found: Completion) -> int:
    """Return the weeks to delivery of a completion."""
    true = found.true
    extra = (weeks for v, weeks in model.extra_weeks.items() if true[v])
    return sum(weeks for v, weeks in model.weeks.items() if true[v]) + max(extra, default=0)


def _cents(model: Model, found: Completion) -> int:
    return sum(cents for v, cents in model.prices.items() if found.true[v])
