"""From the model as new to this car: the steps of the market value, each one thing changed."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from tradein.evidence import ModelCard
from tradein.facts import Facts
from tradein.model import Level, ValuationModel
from tradein.predict import (
    fine_tuning,
    log_price,
    log_share,
    plausible,
    specimen,
)
from tradein.specimen import Specimen


CENTS = 100


@dataclass(frozen=True, kw_only=True)
class Market:
    """What the market pays for a car of this kind without fault.

    Attributes:
        steps: (factor code, running amount in cents); the last amount is the market value.
        low_cents: Lower end of the 80 % interval, not over the market value.
        high_cents: Upper end, not under it.
        half_width: Of ln(price).
        car: As the model sees it, with a believable reading.
    """

    steps: tuple[tuple[str, int], ...]
    low_cents: int
    high_cents: int
    half_width: float
    car: Specimen


def appraise(facts: Facts, model: ValuationModel, today: date, level: Level) -> Market:
    """Price a car at level "version", "model" or "curve"."""
    car = plausible(specimen(facts, model, today), model)
    card = model.card(facts)
    logs = _from_new_price(facts, car, model) if level == "curve" else _from_card(car, card, model)
    steps = [(code, math.log(CENTS) + value) for code, value in logs]
    if level != "curve":
        steps.append(("fine_tuning", steps[-1][1] + fine_tuning(car, model)))
    steps.append(("index", steps[-1][1] + model.log_index(today, car.age)))
    width = model.half_width(facts, car.age)
    final = steps[-1][1]
    amounts = tuple((code, round(math.exp(value))) for code, value in steps)
    return Market(
        steps=amounts,
        low_cents=min(amounts[-1][1], math.floor(math.exp(final - width))),
        high_cents=max(amounts[-1][1], math.ceil(math.exp(final + width))),
        half_width=width,
        car=car,
    )


def _from_card(
    car: Specimen, card: ModelCard | None, model: ValuationModel
) -> Iterator[tuple[str, float]]:
    """From the model's typical example as new, one attribute at a time."""
    typical = card or ModelCard(
        name="", count=0, local=0, listed=False, hp=car.hp, fuel=car.fuel, gearbox=car.gearbox
    )
    plain = replace(car.spelling, words=())
    changes: tuple[tuple[str, dict[str, Any]], ...] = (
        ("car", {"spelling": plain, "fuel": typical.fuel, "gearbox": typical.gearbox}),
        ("fuel", {"fuel": car.fuel}),
        ("gearbox", {"gearbox": car.gearbox}),
        ("power", {"hp": car.hp, "size": car.size}),
        ("version", {"spelling": car.spelling}),
        ("age", {"age": car.age}),
        ("km", {"km": car.km}),
    )
    step = replace(car, hp=typical.hp, size=f"{typical.hp:.0f}", age=0.0, km=0.0)
    for code, change in changes:
        step = replace(step, **change)
        yield code, log_price(step, model.effects)


def _from_new_price(
    facts: Facts, car: Specimen, model: ValuationModel
) -> Iterator[tuple[str, float]]:
    """From the price when new, by the share that age and mileage leave."""
    if facts.new_price_cents is None or model.curve is None:
        return
    new = math.log(facts.new_price_cents / CENTS)
    yield "new_price", new
    yield "age", new + log_share(replace(car, km=0.0), model.curve)
    yield "km", new + log_share(car, model.curve)
