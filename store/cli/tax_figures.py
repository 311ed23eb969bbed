"""What an operator typed about a car, read strictly: every doubt is a typed error."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from store.markets import Household, Invalid, Market, TaxedVehicle, Taxes, taxed_energy
from store.typed_numbers import NotANumberError, read_plain


UNKNOWN_REGION = "This region is unknown."


@dataclass(frozen=True, kw_only=True)
class Typed:
    """The texts of the options; None: not given."""

    on: str
    region: str | None
    postcode: str | None
    co2: str | None
    mass: str | None
    cv: str | None
    energy: str | None
    range: str
    seats: str
    children: str
    wheelchair: bool


def taxes_of(typed: Typed, country: Market) -> tuple[str, date, Taxes]:
    """Return the region, the day and the taxes.

    Raises:
        Invalid: A figure cannot be right; ``code`` names it.
        UnknownLaw: A table has no verified row for that day.
    """
    on, region = _day(typed.on), _region(typed, country)
    far = _whole("electric_range", typed.range) or 0
    energy = (typed.energy or ("phev" if far else "petrol")).lower()
    vehicle = TaxedVehicle(
        co2_g=_number("co2", typed.co2),
        mass_kg=_whole("mass", typed.mass),
        fiscal_cv=_whole("fiscal_cv", typed.cv),
        energy=taxed_energy(energy),
        electric_range_km=far,
        seats=_whole("seats", typed.seats) or 0,
    )
    home = Household(children=_whole("children", typed.children) or 0, wheelchair=typed.wheelchair)
    return region, on, country.taxes_in_region(vehicle, region, on, home)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Invalid("date_form", "Write a day as 2026-12-01.") from error


def _region(typed: Typed, country: Market) -> str:
    if typed.postcode:
        return country.places(typed.postcode)[0].region
    code = (typed.region or "").strip().upper()
    if not code:
        raise Invalid("region_missing", "A region or a postcode is needed.")
    code = code.zfill(2) if code.isdigit() else code
    if code not in country.regions:
        raise Invalid("region_unknown", UNKNOWN_REGION)
    return code


def _number(code: str, text: str | None) -> Decimal | None:
    if text is None:
        return None
    try:
        return read_plain(text)
    except NotANumberError as error:
        raise Invalid(f"{code}_form", "This is not a number.") from error


def _whole(code: str, text: str | None) -> int | None:
    value = _number(code, text)
    if value is None:
        return None
    if value != value.to_integral_value() or value > 10**6:
        raise Invalid(f"{code}_range", "This is not a number.")
    return int(value)
