"""What a first registration costs in the United Kingdom: first-year duty and the fee."""

from datetime import date
from functools import partial

from store.markets.dated import pick, pick_holding
from store.markets.errors import Invalid
from store.markets.gb.law import british_law
from store.markets.tax_line import Taxes, TaxLine, lines_on, rule_of
from store.markets.vehicle import ELECTRIC, Household, TaxedVehicle, needed


NATIONS = {"ENG": "England", "SCT": "Scotland", "WLS": "Wales", "NIR": "Northern Ireland"}
NOBODY = Household()


def taxes_in_nation(
    vehicle: TaxedVehicle, region: str, on: date, _household: Household = NOBODY
) -> Taxes:
    """Return the taxes of a first registration, all of them known.

    Raises:
        UnknownLaw: The rates of that day are not known.
        Invalid: ``region_unknown`` or ``co2_missing``.
    """
    return known_taxes(vehicle, region, on).all_known(on)


def known_taxes(
    vehicle: TaxedVehicle, region: str, on: date, _household: Household = NOBODY
) -> Taxes:
    """Return the taxes of a first registration, as far as known; the same in all four nations.

    New diesel cars meet RDE2, so no diesel pays the rates of those that do not.

    Raises:
        Invalid: ``region_unknown`` or ``co2_missing``.
    """
    if region not in NATIONS:
        raise Invalid("region_unknown", "This region is unknown.")
    tables = british_law().tables().values()
    lines = lines_on(
        on,
        (row.until for rows in tables for row in rows if row.until),
        {
            "ved": partial(_ved, vehicle),
            "first_registration": _fee,
            "supplement": partial(_supplement, vehicle),
        },
    )
    return Taxes(
        lines=lines,
        total_cents=sum(line.cents for line in lines),
        version=" ".join(line.rule for line in lines),
    )


def vat_percent(_region: str, on: date) -> str:
    """Return the VAT of a new car; raises UnknownLaw."""
    return pick_holding(british_law().vat, on, "vat").percent


def _ved(vehicle: TaxedVehicle, on: date) -> TaxLine:
    row = pick(british_law().ved, on, "ved")
    grams = 0 if vehicle.energy in ELECTRIC else int(needed("co2", vehicle.co2_g))
    band = next(band for band in row.bands if grams <= band.get("up_to_g", grams))
    return TaxLine(
        code="ved",
        cents=band["pence"],
        label="ved",
        note="ved_band" if "up_to_g" in band else "ved_top",
        params={
            "grams": grams,
            "up_to": band.get("up_to_g", grams),
            "standard_cents": row.standard_pence,
        },
        rule=rule_of("ved", row),
        source=row.source,
        status=row.status,
    )


def _fee(on: date) -> TaxLine:
    row = pick(british_law().registration_fee, on, "registration_fee")
    return TaxLine(
        code="first_registration",
        cents=row.pence,
        label="first_registration",
        note="first_registration",
        params={},
        rule=rule_of("registration_fee", row),
        source=row.source,
        status=row.status,
    )


def _supplement(vehicle: TaxedVehicle, on: date) -> TaxLine:
    """Return the note on later years; nothing of it is due at registration."""
    row = pick(british_law().supplement, on, "supplement")
    electric = vehicle.energy in ELECTRIC
    return TaxLine(
        code="supplement",
        cents=0,
        label="supplement",
        note="supplement",
        params={
            "year_cents": row.pence,
            "above_cents": row.electric_price_pence if electric else row.price_pence,
        },
        rule=rule_of("supplement", row),
        source=row.source,
        status=row.status,
    )
