"""What each wheel would do to CO2 and the malus of the present car, in its month."""

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from configurator import Option
from store.journeys.pricing import taxed
from store.journeys.situation import Situation
from store.markets import Place, TaxedVehicle, market
from store.markets.edition import Edition, edition


WHEELS = "wheels"
MALUS = frozenset({"malus_co2", "malus_mass", "ved"})


@dataclass(frozen=True)
class Effect:
    """CO2 with this wheel, and the malus due for it: the sum of that on CO2 and that on mass.

    None: the rule of one of them is not known.
    """

    co2_g: int
    malus_cents: int | None


def wheel_effects(found: Situation) -> dict[str, Effect]:
    """Return the effect of each wheel the version may have; none for a car without exhaust."""
    version = found.summary.version
    group = next((one for one in found.catalogue.groups if one.id == WHEELS), None)
    if group is None or not version.co2_g:
        return {}
    wheels = [option for option in group.options if option.exists_on(version)]
    now = next((wheel for wheel in wheels if wheel.id in found.options), None)
    if now is None:
        return {}
    return {wheel.id: _effect(found, now, wheel) for wheel in wheels}


def _effect(found: Situation, now: Option, wheel: Option) -> Effect:
    car = taxed(found.catalogue, found.summary)
    changed = replace(
        car,
        co2_g=max(0, found.summary.co2_g + wheel.co2_g - now.co2_g),
        mass_kg=found.summary.mass_kg + wheel.mass_kg - now.mass_kg,
    )
    month = found.deal.request.registration_month
    key, on = found.catalogue.market, month.replace(day=1)
    return Effect(int(changed.co2_g or 0), _malus(key, changed, found.place, on, edition()))


@lru_cache(maxsize=2048)
def _malus(key: str, car: TaxedVehicle, place: Place, on: date, _law: Edition) -> int | None:
    due = [
        line for line in market(key).registration_taxes(car, place, on).lines if line.code in MALUS
    ]
    return sum(line.cents for line in due) if all(line.known for line in due) else None
