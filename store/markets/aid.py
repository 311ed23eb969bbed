"""The electric car aid, always an estimate, and the CO2 class beside a car."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from store.markets.dated import pick, pick_holding
from store.markets.law import french_law
from store.markets.rows import AidRow
from store.markets.vehicle import MOST_CO2, TaxedVehicle, within


IncomeBand = Literal["very_modest", "modest", "other"]


@dataclass(frozen=True, kw_only=True, slots=True)
class AidEstimate:
    """A range in cents, never deducted from the order: each energy supplier sets its own.

    ``refused`` holds the codes of the conditions not met (then both amounts are 0); ``to_check``
    those nobody here can verify.
    """

    low_cents: int
    high_cents: int
    refused: tuple[str, ...]
    to_check: tuple[str, ...]
    source: str


def ev_aid_estimate(
    vehicle: TaxedVehicle,
    price_cents: int,
    income: IncomeBand,
    on: date,
    *,
    natural_person: bool = True,
) -> AidEstimate:
    """Estimate the aid for a new electric car ordered on a day.

    Args:
        vehicle: The car; only a battery electric one is aided.
        price_cents: The car with its options, VAT included, discounts deducted.
        income: The household's income band.
        on: The day of the order.
        natural_person: False for a company.

    Raises:
        UnknownLaw: The amounts of that day are not known.
    """
    row = pick(french_law().ev_aid, on, "ev_aid")
    refused = _refused(row, vehicle, price_cents, natural_person=natural_person)
    euros = {
        "very_modest": row.very_modest_euros,
        "modest": row.modest_euros,
        "other": row.other_euros,
    }[income]
    return AidEstimate(
        low_cents=0 if refused else euros * 100,
        high_cents=0 if refused else (euros + row.battery_high_euros) * 100,
        refused=refused,
        to_check=("environmental_score", "supplier", "contract_two_years", "battery_origin"),
        source=row.source,
    )


def _refused(
    row: AidRow, vehicle: TaxedVehicle, price_cents: int, *, natural_person: bool
) -> tuple[str, ...]:
    conditions = {
        "electric_only": vehicle.energy == "bev",
        "price_too_high": price_cents <= row.price_max_euros * 100,
        "too_heavy": (vehicle.mass_kg or 0) <= row.mass_max_kg,
        "natural_person": natural_person,
    }
    return tuple(code for code, met in conditions.items() if not met)


def co2_class(grams: int | Decimal, on: date) -> str:
    """Return the letter A to G of the CO2 label for WLTP g/km; raises Invalid, UnknownLaw."""
    within("co2", grams, 0, MOST_CO2)
    row = pick_holding(french_law().co2_class, on, "co2_class")
    for letter, last in sorted(row.last_gram.items()):
        if int(grams) <= last:
            return letter
    return "G"
