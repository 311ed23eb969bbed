"""The two French taxes on emissions and on mass, for one vehicle on one day.

Sources: CIBS art. L421-58 and following (CO2 by WLTP gram) and L421-71 and following (mass in
running order, field G of the certificate); figures in ``fr/taxes.toml``.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from store.markets.dated import Dated, pick
from store.markets.errors import UnknownLaw
from store.markets.law import french_law
from store.markets.rows import AllowanceRow, Co2Row, MassRow
from store.markets.vehicle import ELECTRIC, HYBRID, Household, TaxedVehicle, needed


Reason = Literal["scale", "below", "capped", "electric", "disability", "plugin"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Malus:
    """One of the two taxes in whole euros, and what was taxed after allowances.

    Attributes:
        taxed: Grams or kilograms.
        from_least: The first gram or kilogram that is taxed.
        row: The scale; None where the car is exempt by law on every day.
    """

    euros: int
    reason: Reason
    taxed: int = 0
    from_least: int = 0
    cap_euros: int = 0
    row: Dated | None = None


def co2_due(vehicle: TaxedVehicle, on: date, household: Household) -> Malus:
    """Return the tax on emissions of a first registration.

    Raises:
        UnknownLaw: The scale, or an allowance this car has, is not verified for that day.
        Invalid: ``co2_missing``.
    """
    if exempt := _exempt(vehicle, household):
        return Malus(euros=0, reason=exempt)
    scale = _scale(on)
    grams = taxed_grams(vehicle, on, household)
    euros = co2_euros(grams, on)
    return Malus(
        euros=euros,
        reason="scale" if euros else "below",
        taxed=grams,
        from_least=scale.free_below_g,
        cap_euros=scale.cap_euros,
        row=scale,
    )


def mass_due(vehicle: TaxedVehicle, on: date, household: Household) -> Malus:
    """Return the tax on mass of a first registration, the cap common to both applied.

    Raises:
        UnknownLaw: A scale, or an allowance this car has, is not verified for that day.
        Invalid: ``mass_missing`` or ``co2_missing``.
    """
    if exempt := _exempt(vehicle, household):
        return Malus(euros=0, reason=exempt)
    row = pick(french_law().malus_mass, on, "malus_mass")
    co2, first = co2_due(vehicle, on, household), row.brackets[0]["from_kg"]
    kilograms = taxed_kilograms(vehicle, on, household, first)
    due = min(mass_euros(kilograms, row), co2.cap_euros - co2.euros)
    plugin = _without_mass(vehicle, on)
    free: Reason = "plugin" if plugin else "capped" if kilograms >= first else "below"
    return Malus(
        euros=0 if plugin else due,
        reason="scale" if due and not plugin else free,
        taxed=kilograms,
        from_least=first,
        cap_euros=co2.cap_euros,
        row=row,
    )


def _exempt(
    vehicle: TaxedVehicle, household: Household
) -> Literal["electric", "disability"] | None:
    if vehicle.energy in ELECTRIC:
        return "electric"
    return "disability" if household.wheelchair else None


def _scale(on: date) -> Co2Row:
    scale = pick(french_law().malus_co2, on, "malus_co2")
    if scale.euros_by_gram is None:
        raise UnknownLaw("malus_co2", on)
    return scale


def _allowance(on: date) -> AllowanceRow | None:
    return next((row for row in french_law().allowance if row.in_force(on)), None)


def co2_euros(grams: int, on: date) -> int:
    """Return the malus of a whole number of grams in euros; raises UnknownLaw."""
    scale = _scale(on)
    by_gram = scale.euros_by_gram or []
    step = grams - scale.free_below_g
    if step < 0:
        return 0
    return by_gram[step] if step < len(by_gram) else scale.cap_euros


def mass_euros(kilograms: int, row: MassRow) -> int:
    """Return the tax on mass in euros before the cap; a bracket's first kilogram is taxed."""
    euros, above = 0, None
    for bracket in reversed(row.brackets):
        top = kilograms if above is None else min(kilograms, above - 1)
        euros += max(0, top - bracket["from_kg"] + 1) * bracket["euros_per_kg"]
        above = bracket["from_kg"]
    return euros


def taxed_grams(vehicle: TaxedVehicle, on: date, household: Household) -> int:
    """Return whole grams after the E85 and family allowances; decimals are dropped first.

    A car that has no allowance is taxed on a day whose allowances are not known, too; raises
    UnknownLaw for others.
    """
    grams, rule = int(needed("co2", vehicle.co2_g)), _allowance(on)
    if rule is None:
        if household.children or vehicle.energy == "e85":
            raise UnknownLaw("allowance", on)
        return grams
    if vehicle.energy == "e85" and grams <= rule.e85_up_to_g:
        grams = grams * (100 - rule.e85_percent) // 100
    return max(0, grams - _children(vehicle, rule, household) * rule.child_co2_g)


def taxed_kilograms(vehicle: TaxedVehicle, on: date, household: Household, first: int) -> int:
    """Return kilograms after the hybrid allowance (capped in percent) and the family one.

    A car lighter than the ``first`` kilogram taxed, or without an allowance, is taxed on a day
    whose allowances are not known, too; raises UnknownLaw for others.
    """
    mass, off, rule = int(needed("mass", vehicle.mass_kg)), 0, _allowance(on)
    if rule is None:
        if mass >= first and (household.children or vehicle.energy in HYBRID):
            raise UnknownLaw("allowance", on)
        return mass
    if vehicle.energy in HYBRID:
        off = rule.phev_kg if _far(vehicle, rule) else rule.hybrid_kg
    off = min(off, mass * rule.max_percent_of_mass // 100)
    return max(0, mass - off - _children(vehicle, rule, household) * rule.child_kg)


def _without_mass(vehicle: TaxedVehicle, on: date) -> bool:
    rule = _allowance(on)
    return rule is not None and rule.phev_exempt and _far(vehicle, rule)


def _far(vehicle: TaxedVehicle, rule: AllowanceRow) -> bool:
    return vehicle.energy == "phev" and vehicle.electric_range_km > rule.phev_range_over_km


def _children(vehicle: TaxedVehicle, rule: AllowanceRow, household: Household) -> int:
    enough = household.children >= rule.children_from and vehicle.seats >= rule.child_seats
    return household.children if enough else 0
