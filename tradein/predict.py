"""What the market pays, from a model's effects, in plain Python."""

import math
from dataclasses import replace
from datetime import date

from tradein.evidence import Curve
from tradein.facts import Facts
from tradein.features import AXES, KM_UNIT, Specimen, levels, position, slopes, spell
from tradein.model import ValuationModel
from tradein.names import slug


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
    )


def plausible(car: Specimen, model: ValuationModel) -> Specimen:
    """The car with a reading not under the lowest believed: a too good one earns nothing."""
    return replace(car, km=max(car.km, float(model.bucket(car.age).km_low)))


def log_price(car: Specimen, effects: dict[str, float]) -> float:
    """ln(market price in euros). Never rises with age nor with mileage."""
    total = sum(effects.get(name, 0.0) * value for name, value in levels(car))
    return total + sum(_along(car, axis, effects) for axis in AXES)


def _along(car: Specimen, axis: str, effects: dict[str, float]) -> float:
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
