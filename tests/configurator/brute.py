"""What an engine must answer, by looking at every assignment."""

from collections.abc import Mapping
from itertools import product

from configurator import Engine, Model


def configurations(model: Model) -> list[frozenset[str]]:
    """Every configuration of a model without hidden variables."""
    size = len(model.options)
    return [
        frozenset(o for o, v in zip(model.options, values, strict=True) if v)
        for values in product((False, True), repeat=size)
        if all(any(values[abs(x) - 1] == (x > 0) for x in clause) for clause in model.clauses)
    ]


def broken(decisions: Mapping[str, bool], configuration: frozenset[str]) -> int:
    """How many decisions a configuration breaks."""
    return sum((option in configuration) != value for option, value in decisions.items())


def nearest(
    cars: Mapping[frozenset[str], int], decisions: Mapping[str, bool], option: str
) -> tuple[int, int] | None:
    """The fewest drops and then the lowest price with which an option can be had."""
    having = ((broken(decisions, car), price) for car, price in cars.items() if option in car)
    return min(having, default=None)


def state(cars: Mapping[frozenset[str], int], decisions: Mapping[str, bool], option: str) -> str:
    """The state an option must have."""
    if option in decisions:
        return "chosen" if decisions[option] else "excluded"
    left = [car for car in cars if broken(decisions, car) == 0]
    having = sum(option in car for car in left)
    if not having:
        return "blocked"
    return "forced" if having == len(left) else "selectable"


def check_view(
    engine: Engine, cars: Mapping[frozenset[str], int], decisions: Mapping[str, bool]
) -> None:
    """Compare a whole view, the range and the count with the enumeration."""
    left = [price for car, price in cars.items() if broken(decisions, car) == 0]
    view = engine.view(decisions)
    assert view.price_cents == min(left)
    assert cars[frozenset(view.configuration.options)] == min(left)
    assert engine.price_range(decisions) == (min(left), max(left))
    for option, seen in view.options.items():
        near = nearest(cars, decisions, option)
        assert seen.state == state(cars, decisions, option)
        assert seen.drops == (None if near is None else near[0])
        assert seen.price_delta_cents == (None if near is None else near[1] - min(left))
