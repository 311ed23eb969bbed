"""The rows of the French tax tables; amounts and units as their names say."""

from dataclasses import dataclass

from store.markets.dated import Dated


@dataclass(frozen=True, kw_only=True, slots=True)
class VatRow(Dated):
    """VAT of new cars in an area; ``percent`` is a decimal text."""

    area: str
    percent: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Co2Row(Dated):
    """Malus on CO2: whole euros by gram from ``free_below_g``; None when not verified."""

    free_below_g: int
    cap_euros: int
    euros_by_gram: list[int] | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class MassRow(Dated):
    """Tax on mass: every kilogram from ``from_kg`` on costs ``euros_per_kg``."""

    brackets: list[dict[str, int]]


@dataclass(frozen=True, kw_only=True, slots=True)
class AllowanceRow(Dated):
    """What is taken off grams and kilograms before they are taxed.

    ``phev_exempt``: a plug-in hybrid of more than that range pays no tax on mass at all.
    """

    phev_range_over_km: int
    phev_kg: int
    hybrid_kg: int
    max_percent_of_mass: int
    children_from: int
    child_co2_g: int
    child_kg: int
    child_seats: int
    e85_percent: int
    e85_up_to_g: int
    phev_exempt: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class FixedRow(Dated):
    """Management tax and delivery of the certificate, in cents."""

    fixed_cents: int
    delivery_cents: int


@dataclass(frozen=True, kw_only=True, slots=True)
class RegionalRow(Dated):
    """Price of a fiscal horsepower in a region; the electric exemption may be unknown."""

    region: str
    cents_per_cv: int
    bev_exempt_percent: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class PayrollRow(Dated):
    """Above this discount an employee's whole advantage is taxed."""

    max_discount_percent: int


@dataclass(frozen=True, kw_only=True, slots=True)
class AidRow(Dated):
    """Electric car aid (energy certificates), whole euros by household income."""

    very_modest_euros: int
    modest_euros: int
    other_euros: int
    battery_low_euros: int
    battery_high_euros: int
    price_max_euros: int
    mass_max_kg: int
    contract_min_years: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Co2ClassRow(Dated):
    """Last gram of each class A to F of the CO2 label."""

    last_gram: dict[str, int]
