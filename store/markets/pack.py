"""The face of a country pack: everything that differs from country to country."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol

from store.markets.aid import AidEstimate
from store.markets.dated import Dated
from store.markets.geography import Place
from store.markets.hours import Opening
from store.markets.rows import PayrollRow
from store.markets.tax_line import Taxes
from store.markets.texts import LegalText, Seller
from store.markets.vehicle import Household, TaxedVehicle


SellerMode = Literal["dealer", "agent", "manufacturer"]


class Region(Protocol):
    """How the taxes of a place's region are asked for."""

    def __call__(
        self, vehicle: TaxedVehicle, region: str, on: date, household: Household = ..., /
    ) -> Taxes:
        """Return the lines; raises UnknownLaw, Invalid."""


@dataclass(frozen=True, kw_only=True)
class Figures:
    """A market's own figures: amounts in minor units, days, minutes (``<xx>/market.toml``)."""

    deposit_cents: int
    price_guarantee_months: int
    withdrawal_days: int
    least_age: int
    dealer_clock_minutes: int
    delivery_fee_cents: int


@dataclass(frozen=True, kw_only=True)
class Market(Figures):
    """A country in which the store sells.

    Attributes:
        key: ISO 3166 code.
        currency: ISO 4217 code.
        languages: The default first; its texts prevail.
        timezone: IANA name.
        seller_mode: Who is the seller in the contract.
        order_sections: Sections of the purchase order, in order.
        taxes_in_region: The taxes, all known; raises UnknownLaw.
        known_taxes: The same, an unknown tax as a line without an amount.
        unknown_taxes_ordered: Whether a car may be ordered while a tax on it is not published.
        regions: Names by code of the places whose taxes or VAT may differ.
        tables: Every dated table by name, for checks and for showing.
        employee_limit: Above which discount an employee's advantage is pay; None: no such rule.
        plate, vin, company, vat_number, phone: Return the official writing; raise Invalid.
        ev_aid_estimate, co2_class: None where the country has none.
    """

    key: str
    currency: str
    languages: tuple[str, ...]
    timezone: str
    seller_mode: SellerMode
    order_sections: tuple[str, ...]
    unknown_taxes_ordered: bool
    regions: Mapping[str, str]
    taxes_in_region: Region
    known_taxes: Region
    vat_percent: Callable[[str, date], str]
    tables: Callable[[], Mapping[str, Sequence[Dated]]]
    known_until: Callable[[], date]
    employee_limit: Callable[[date], PayrollRow] | None
    places: Callable[[str], tuple[Place, ...]]
    place: Callable[[str, str], Place]
    legal: Callable[[str, str, date], LegalText]
    legal_keys: Callable[[], tuple[str, ...]]
    texts_version: Callable[[date], str]
    seller: Callable[[str], Seller]
    opening: Callable[[], Opening]
    public_holidays: Callable[[int], tuple[tuple[date, str], ...]]
    plate: Callable[[str], str]
    vin: Callable[[str], str]
    company: Callable[[str], str]
    vat_number: Callable[[str], str]
    phone: Callable[[str], str]
    ev_aid_estimate: Callable[..., AidEstimate] | None
    co2_class: Callable[..., str] | None

    def registration_taxes(
        self, vehicle: TaxedVehicle, place: Place, on: date, household: Household | None = None
    ) -> Taxes:
        """Return the taxes of a first registration by the holder's place, as far as known."""
        return self.known_taxes(vehicle, place.region, on, household or Household())
