"""What the State and the region ask for a first registration, line by line, by date."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from store.markets.dated import pick
from store.markets.errors import UnknownLaw
from store.markets.geography import Place
from store.markets.law import french_law
from store.markets.malus import Malus, malus
from store.markets.rows import RegionalRow
from store.markets.vehicle import Household, TaxedVehicle


TaxCode = Literal["malus_co2", "malus_mass", "regional", "fixed", "delivery"]
ALONE = Household()


@dataclass(frozen=True, kw_only=True, slots=True)
class TaxLine:
    """One tax, zero lines included, with the key of its text and the figures it is made of.

    ``label`` and ``note`` are keys of ``fr/texts.toml``; ``params`` fill the note. ``rule`` names
    the table and its first day in force, so a stored line can be derived again.
    """

    code: TaxCode
    cents: int
    label: str
    note: str
    params: Mapping[str, int | str]
    rule: str
    source: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Taxes:
    """The lines and their sum; ``version`` names every table used.

    ``refund_cents`` is what the family gets back after having paid it: the total is net of it,
    so the sum due on the registration day is ``total_cents + refund_cents``.
    """

    lines: tuple[TaxLine, ...]
    total_cents: int
    refund_cents: int = 0
    version: str = field(default="")


def registration_taxes(
    vehicle: TaxedVehicle, place: Place, on: date, household: Household = ALONE
) -> Taxes:
    """Return the taxes of a first registration in France.

    Args:
        vehicle: Its figures as on the certificate of conformity.
        place: The commune of the holder; only its region counts.
        on: The day of registration.
        household: Children and disability card of the holder.

    Raises:
        UnknownLaw: A table has no verified row for that day or region.
    """
    return taxes_in_region(vehicle, place.region, on, household)


def taxes_in_region(
    vehicle: TaxedVehicle, region: str, on: date, household: Household = ALONE
) -> Taxes:
    """Return the taxes by INSEE region code; see `registration_taxes`."""
    both = malus(vehicle, on, household)
    full = malus(vehicle, on, Household(wheelchair=household.wheelchair))
    lines = (*_malus_lines(both, on), _regional(vehicle, region, on), *_fixed(on))
    back = full.co2_cents + full.mass_cents - both.co2_cents - both.mass_cents
    return Taxes(
        lines=lines,
        total_cents=sum(line.cents for line in lines),
        refund_cents=back,
        version=" ".join(line.rule for line in lines),
    )


def _malus_lines(due: Malus, on: date) -> tuple[TaxLine, TaxLine]:
    exempt = due.reason in {"electric", "disability"}
    first = None if exempt else pick(french_law().malus_co2, on, "malus_co2")
    second = None if exempt else pick(french_law().malus_mass, on, "malus_mass")
    why = due.reason if exempt else "scale"
    low = first.free_below_g if first else 0
    from_kg = second.brackets[0]["from_kg"] if second else 0
    return (
        TaxLine(
            code="malus_co2",
            cents=due.co2_cents,
            label="malus_co2",
            note=f"malus_co2_{why if due.co2_cents or exempt else 'below'}",
            params={"grams": due.co2_g, "free_below": low, "cap": due.cap_cents // 100},
            rule=f"malus_co2:{first.starts if first else due.reason}",
            source=due.co2_source or "CIBS art. L421-65",
        ),
        TaxLine(
            code="malus_mass",
            cents=due.mass_cents,
            label="malus_mass",
            note=f"malus_mass_{why if due.mass_cents or exempt else 'below'}",
            params={"kilograms": due.mass_kg, "from_kg": from_kg, "cap": due.cap_cents // 100},
            rule=f"malus_mass:{second.starts if second else due.reason}",
            source=due.mass_source or "CIBS art. L421-76",
        ),
    )


def _regional(vehicle: TaxedVehicle, region: str, on: date) -> TaxLine:
    row = french_law().regional_on(region, on)
    exempt = _exempt_percent(vehicle, row, on)
    exact = Decimal((vehicle.fiscal_cv or 0) * row.cents_per_cv * (100 - exempt)) / 10_000
    euros = int(exact + Decimal("0.5"))
    return TaxLine(
        code="regional",
        cents=euros * 100,
        label="regional",
        note="regional_exempt" if exempt else "regional_rate",
        params={
            "cv": vehicle.fiscal_cv or 0,
            "rate_cents": row.cents_per_cv,
            "percent": exempt,
            "region": french_law().names[region],
        },
        rule=f"regional:{region}:{row.starts}",
        source=row.source,
    )


def _exempt_percent(vehicle: TaxedVehicle, row: RegionalRow, on: date) -> int:
    if vehicle.energy not in {"bev", "h2"}:
        return 0
    if row.bev_exempt_percent is None:
        raise UnknownLaw(f"regional_exemption:{row.region}", on)
    return row.bev_exempt_percent


def _fixed(on: date) -> tuple[TaxLine, TaxLine]:
    row = pick(french_law().fixed, on, "fixed")
    code: tuple[tuple[TaxCode, int], ...] = (
        ("fixed", row.fixed_cents),
        ("delivery", row.delivery_cents),
    )
    first, second = (
        TaxLine(
            code=name,
            cents=cents,
            label=name,
            note=f"{name}_note",
            params={},
            rule=f"{name}:{row.starts}",
            source=row.source,
        )
        for name, cents in code
    )
    return first, second
