"""What the State and the region ask for a first registration, line by line, by date."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial

from store.markets.dated import pick
from store.markets.errors import UnknownLaw
from store.markets.law import french_law
from store.markets.malus import Malus, co2_due, mass_due
from store.markets.rows import FixedRow, RegionalRow
from store.markets.tax_line import TaxCode, Taxes, TaxLine, lines_on, rule_of
from store.markets.vehicle import Household, TaxedVehicle, needed


ALONE = Household()
EXEMPTIONS = {"malus_co2": "CIBS art. L421-65", "malus_mass": "CIBS art. L421-76"}


def taxes_in_region(
    vehicle: TaxedVehicle, region: str, on: date, household: Household = ALONE
) -> Taxes:
    """Return the taxes of a first registration in France, all of them known.

    Args:
        vehicle: Its figures as on the certificate of conformity.
        region: INSEE code of the region of the holder's commune.
        on: The day of registration.
        household: Children and disability card of the holder.

    Raises:
        UnknownLaw: A table has no verified row for that day or region.
        Invalid: A figure these taxes need is missing.
    """
    return known_taxes(vehicle, region, on, household).all_known(on)


def known_taxes(
    vehicle: TaxedVehicle, region: str, on: date, household: Household = ALONE
) -> Taxes:
    """Return the same, each tax that has no verified row as a line that is not known.

    Raises:
        Invalid: A figure these taxes need is missing.
    """
    due = _lines(vehicle, region, on, household)
    full = _lines(vehicle, region, on, replace(household, children=0))
    scales = [(one, other) for one, other in zip(full, due, strict=True) if other.known]
    return Taxes(
        lines=due,
        total_cents=sum(line.cents for line in due),
        refund_cents=sum(one.cents - other.cents for one, other in scales),
        version=" ".join(line.rule for line in due),
    )


def _lines(
    vehicle: TaxedVehicle, region: str, on: date, household: Household
) -> tuple[TaxLine, ...]:
    return lines_on(
        on,
        _ends(),
        {
            "malus_co2": lambda day: _co2(co2_due(vehicle, day, household)),
            "malus_mass": lambda day: _mass(mass_due(vehicle, day, household)),
            "regional": partial(_regional, vehicle, region),
            "fixed": partial(_fixed, "fixed"),
            "delivery": partial(_fixed, "delivery"),
        },
    )


def _ends() -> Iterator[date]:
    for rows in french_law().tables().values():
        yield from (row.until for row in rows if row.until)


def _co2(due: Malus) -> TaxLine:
    return _malus_line("malus_co2", due, {"grams": due.taxed, "free_below": due.from_least})


def _mass(due: Malus) -> TaxLine:
    params = {"kilograms": due.taxed, "from_kg": due.from_least, "cap": due.cap_euros}
    return _malus_line("malus_mass", due, params)


def _malus_line(code: TaxCode, due: Malus, params: dict[str, int]) -> TaxLine:
    return TaxLine(
        code=code,
        cents=due.euros * 100,
        label=code,
        note=f"{code}_{due.reason}",
        params=params,
        rule=rule_of(code, due.row) if due.row else f"{code}:{due.reason}",
        source=due.row.source if due.row else EXEMPTIONS[code],
        status=due.row.status if due.row else None,
    )


def _regional(vehicle: TaxedVehicle, region: str, on: date) -> TaxLine:
    row = french_law().regional_on(region, on)
    exempt = _exempt_percent(vehicle, row, on)
    power = int(needed("fiscal_cv", vehicle.fiscal_cv))
    exact = Decimal(power * row.cents_per_cv * (100 - exempt)) / 10_000
    euros = int(exact + Decimal("0.5"))
    return TaxLine(
        code="regional",
        cents=euros * 100,
        label="regional",
        note="regional_exempt" if exempt else "regional_rate",
        params={
            "cv": power,
            "rate_cents": row.cents_per_cv,
            "percent": exempt,
            "region": french_law().names[region],
        },
        rule=rule_of(f"regional:{region}", row),
        source=row.source,
        status=row.status,
    )


def _exempt_percent(vehicle: TaxedVehicle, row: RegionalRow, on: date) -> int:
    if vehicle.energy not in {"bev", "h2"}:
        return 0
    if row.bev_exempt_percent is None:
        raise UnknownLaw(f"regional_exemption:{row.region}", on)
    return row.bev_exempt_percent


def _fixed(code: TaxCode, on: date) -> TaxLine:
    row: FixedRow = pick(french_law().fixed, on, "fixed")
    return TaxLine(
        code=code,
        cents=row.fixed_cents if code == "fixed" else row.delivery_cents,
        label=code,
        note=f"{code}_note",
        params={},
        rule=rule_of(code, row),
        source=row.source,
        status=row.status,
    )
