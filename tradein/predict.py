"""What the market pays, from a model's effects and its trees, in plain Python."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from tradein.evidence import Curve
from tradein.facts import FUELS, GEARBOXES, Facts
from tradein.features import (
    AXES,
    KM_UNIT,
    Effect,
    levels,
    position,
    slopes,
)
from tradein.model import ValuationModel
from tradein.names import slug
from tradein.specimen import Specimen, spell


DAYS_A_YEAR = 365.25


def specimen(facts: Facts, model: ValuationModel, today: date) -> Specimen:
    """The car as the model sees it on that day.

    A plug-in hybrid is read as a hybrid where the data did not tell them apart.
    """
    card, fuel = model.card(facts), facts.fuel
    if fuel == "phev" and (card is None or fuel not in card.fuels):
        fuel = "hybrid"
    spelling = spell(facts.brand, facts.model, facts.version)
    return Specimen(
        spelling=spelling,
        fuel=fuel,
        gearbox=facts.gearbox,
        body=slug(facts.body),
        hp=float(facts.power_hp),
        age=(today - facts.first_registration).days / DAYS_A_YEAR,
        km=float(facts.km),
        size=str(facts.power_hp),
    )


def plausible(car: Specimen, model: ValuationModel) -> Specimen:
    """The car with a reading not under the lowest believed: a too good one earns nothing."""
    return replace(car, km=max(car.km, float(model.bucket(car.age).km_low)))


def log_market(car: Specimen, model: ValuationModel) -> float:
    """ln(market price), trees included. Never rises with age nor with mileage."""
    return log_price(car, model.effects) + fine_tuning(car, model)


def fine_tuning(car: Specimen, model: ValuationModel) -> float:
    """What the trees add to ln(price); 0 for a model without trees."""
    forest = model.forest
    return forest.correct(traits_of(car, model.effects, forest.features)) if forest else 0.0


def traits_of(car: Specimen, effects: Mapping[str, float], names: Sequence[str]) -> list[float]:
    """The values the trees ask for, by their names; a measure not known is the usual one.

    "rank" is how dear the car's model is by its name alone. Of the effects no more is shown to the
    trees: what a fit of other sales says of a version or of an age is not the same number.
    """
    names_of_car = f"brand|{car.spelling.brand}", f"family|{car.relatives}", f"model|{car.key}"
    found = {
        "rank": sum(effects.get(name, 0.0) for name in names_of_car),
        "age": car.age,
        "km": car.km,
        "power": car.power,
        "fuel": float(FUELS.index(car.fuel)),
        "gearbox": float(GEARBOXES.index(car.gearbox)),
        **dict(car.measures),
    }
    worn = set(car.traits)
    return [found[name] if name in found else float(name in worn) for name in names]


def log_price(car: Specimen, effects: Mapping[str, float]) -> float:
    """ln(market price) by the effects alone. Never rises with age nor with mileage."""
    return _sum(levels(car), effects) + sum(_along(car, axis, effects) for axis in AXES)


def _sum(parts: Iterable[Effect], effects: Mapping[str, float]) -> float:
    return sum(effects.get(name, 0.0) * value for name, value in parts)


def _along(car: Specimen, axis: str, effects: Mapping[str, float]) -> float:
    """The fall along an axis; a slope that would rise is held level."""
    place, knots = position(car, axis), AXES[axis]
    groups = list(slopes(car, axis))
    slope, total = 0.0, 0.0
    for number, knot in enumerate(knots):
        if place <= knot:
            break
        slope += sum(effects.get(f"{name}^{number}", 0.0) * weight for name, weight, _ in groups)
        after = knots[number + 1] if number + 1 < len(knots) else math.inf
        total += min(0.0, slope) * (min(place, after) - knot)
    return total


def log_share(car: Specimen, curve: Curve) -> float:
    """ln(share of the new price kept), by age and mileage alone."""
    return curve.intercept + curve.age * car.age + curve.mileage * car.km / KM_UNIT
