"""What the State and the region ask for a first registration, line by line, by date."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from store.markets.dated import Dated, pick
from store.markets.errors import UnknownLaw
from store.markets.law import french_law
from store.markets.malus import Malus, malus
from store.markets.rows import RegionalRow
from store.markets.tax_line import TaxCode, Taxes, TaxLine
from store.markets.vehicle import Household, TaxedVehicle, needed


ALONE = Household()
EXEMPTIONS = {"malus_co2": "CIBS art. L421-65", "malus_mass": "CIBS art. L421-76"}


def taxes_in_region(
    vehicle: TaxedVehicle, region: str, on: date, household: Household = ALONE
) -> Taxes:
    """Return the taxes of a first registration in France.

    Args:
        vehicle: Its figures as on the certificate of conformity.
        region: INSEE code of the region of the holder's commune.
        on: The day of registration.
        household: Children and disability card of the holder.

    Raises:
        UnknownLaw: A table has no verified row for that day or region.
        Invalid: A figure these taxes need is missing.
    """
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
    scale = None if exempt else pick(french_law().malus_co2, on, "malus_co2")
    weights = None if exempt else pick(french_law().malus_mass, on, "malus_mass")
    co2 = {"grams": due.co2_g, "free_below": scale.free_below_g if scale else 0}
    mass = {
        "kilograms": due.mass_kg,
        "from_kg": weights.brackets[0]["from_kg"] if weights else 0,
        "cap": due.cap_cents // 100,
    }
    return (
        _malus_line("malus_co2", due.co2_cents, due.reason, scale, co2),
        _malus_line(
            "malus_mass", due.mass_cents, "plugin" if due.plugin else due.reason, weights, mass
        ),
    )


def _malus_line(
    code: TaxCode, cents: int, reason: str, row: Dated | None, params: Mapping[str, int]
) -> TaxLine:
    free = "capped" if params.get("kilograms", 0) >= params.get("from_kg", 1) else "below"
    why = reason if row is None or reason == "plugin" else "scale" if cents else free
    return TaxLine(
        code=code,
        cents=cents,
        label=code,
        note=f"{code}_{why}",
        params=params,
        rule=f"{code}:{row.starts if row else reason}",
        source=row.source if row else EXEMPTIONS[code],
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
