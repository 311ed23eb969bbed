"""The two French taxes on emissions and on mass, for one vehicle on one day.

Sources: CIBS art. L421-58 and following (CO2 by WLTP gram) and L421-71 and following (mass in
running order, field G of the certificate); figures in ``fr/taxes.toml``.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from store.markets.dated import pick
from store.markets.errors import UnknownLaw
from store.markets.law import french_law
from store.markets.rows import AllowanceRow, MassRow
from store.markets.vehicle import ELECTRIC, HYBRID, Energy, Household, TaxedVehicle, needed


__all__ = ["Energy", "Malus", "co2_euros", "malus", "mass_euros"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Malus:
    """Both taxes in cents, and what was taxed after allowances.

    ``plugin``: a plug-in hybrid of that range was exempt from the tax on mass.
    """

    co2_cents: int
    mass_cents: int
    co2_g: int
    mass_kg: int
    reason: Literal["scale", "below", "electric", "disability"]
    cap_cents: int = 0
    plugin: bool = False


def malus(vehicle: TaxedVehicle, on: date, household: Household) -> Malus:
    """Return both taxes of a first registration on a day, the common cap applied.

    Raises:
        UnknownLaw: The scale of that day is not verified (e.g. 2027).
        Invalid: ``co2_missing`` or ``mass_missing``.
    """
    if vehicle.energy in ELECTRIC or household.wheelchair:
        reason: Literal["electric", "disability"] = (
            "electric" if vehicle.energy in ELECTRIC else "disability"
        )
        return Malus(co2_cents=0, mass_cents=0, co2_g=0, mass_kg=0, reason=reason)
    law = french_law()
    scale = pick(law.malus_co2, on, "malus_co2")
    if not scale.verified:
        raise UnknownLaw("malus_co2", on)
    rule = pick(law.allowance, on, "allowance")
    mass_row = pick(law.malus_mass, on, "malus_mass")
    grams = taxed_grams(vehicle, rule, household)
    kilograms = taxed_kilograms(vehicle, rule, household)
    plugin = rule.phev_exempt and _far(vehicle, rule)
    co2 = co2_euros(grams, on)
    mass = 0 if plugin else min(mass_euros(kilograms, mass_row), scale.cap_euros - co2)
    return Malus(
        co2_cents=co2 * 100,
        mass_cents=mass * 100,
        co2_g=grams,
        mass_kg=kilograms,
        reason="scale" if co2 or mass else "below",
        cap_cents=scale.cap_euros * 100,
        plugin=plugin,
    )


def co2_euros(grams: int, on: date) -> int:
    """Return the malus of a whole number of grams in euros; raises UnknownLaw."""
    scale = pick(french_law().malus_co2, on, "malus_co2")
    if scale.euros_by_gram is None:
        raise UnknownLaw("malus_co2", on)
    step = grams - scale.free_below_g
    if step < 0:
        return 0
    return scale.euros_by_gram[step] if step < len(scale.euros_by_gram) else scale.cap_euros


def mass_euros(kilograms: int, row: MassRow) -> int:
    """Return the tax on mass in euros before the cap; a bracket's first kilogram is taxed."""
    euros, above = 0, None
    for bracket in reversed(row.brackets):
        top = kilograms if above is None else min(kilograms, above - 1)
        euros += max(0, top - bracket["from_kg"] + 1) * bracket["euros_per_kg"]
        above = bracket["from_kg"]
    return euros


def taxed_grams(vehicle: TaxedVehicle, rule: AllowanceRow, household: Household) -> int:
    """Return whole grams after the E85 and family allowances; decimals are dropped first."""
    grams = int(needed("co2", vehicle.co2_g))
    if vehicle.energy == "e85" and grams <= rule.e85_up_to_g:
        grams = grams * (100 - rule.e85_percent) // 100
    return max(0, grams - _children(vehicle, rule, household) * rule.child_co2_g)


def taxed_kilograms(vehicle: TaxedVehicle, rule: AllowanceRow, household: Household) -> int:
    """Return kilograms after the hybrid allowance (capped in percent) and the family one."""
    mass, off = int(needed("mass", vehicle.mass_kg)), 0
    if vehicle.energy in HYBRID:
        off = rule.phev_kg if _far(vehicle, rule) else rule.hybrid_kg
    off = min(off, mass * rule.max_percent_of_mass // 100)
    return max(0, mass - off - _children(vehicle, rule, household) * rule.child_kg)


def _far(vehicle: TaxedVehicle, rule: AllowanceRow) -> bool:
    return vehicle.energy == "phev" and vehicle.electric_range_km > rule.phev_range_over_km


def _children(vehicle: TaxedVehicle, rule: AllowanceRow, household: Household) -> int:
    enough = household.children >= rule.children_from and vehicle.seats >= rule.child_seats
    return household.children if enough else 0
