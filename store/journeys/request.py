"""Everything a price depends on, as values: what `make_deal` is asked."""

from dataclasses import dataclass
from datetime import date

from store.journeys.parts import CarItem, Delivery, Finance, FinanceProduct, Service, TradeIn, money
from store.journeys.refusals import DealError
from store.journeys.terms import PUBLIC, Discount, Terms
from store.markets import Household, Place, TaxedVehicle


__all__ = [
    "CarItem",
    "DealRequest",
    "Delivery",
    "Finance",
    "FinanceProduct",
    "Service",
    "TradeIn",
    "Versions",
]
NOBODY_ELSE = Household()


@dataclass(frozen=True, kw_only=True, slots=True)
class Versions:
    """Names of the data a deal was made under; taxes and terms are filled by `make_deal`."""

    catalogue: str
    texts: str
    rates: str = ""
    taxes: str = ""
    terms: str = ""
    trade_in: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class DealRequest:
    """What a price depends on. Amounts in cents, VAT included; days are local days.

    ``registration_month`` is any day of the month: its first day's law is used.
    ``deposit_cents`` None asks the market's usual deposit. ``lowest_public_cents`` is the lowest
    public price of this car in the year (employee sales); None: the list price less the offers.
    """

    market: str = "FR"
    brand: str
    model: str
    catalogue: str
    edition: str
    items: tuple[CarItem, ...]
    vehicle: TaxedVehicle
    place: Place
    delivery: Delivery
    ordered_on: date
    registration_month: date
    texts_version: str
    household: Household = NOBODY_ELSE
    terms: Terms = PUBLIC
    offers: tuple[Discount, ...] = ()
    services: tuple[Service, ...] = ()
    trade_in: TradeIn | None = None
    finance: Finance | None = None
    deposit_cents: int | None = None
    lowest_public_cents: int | None = None

    def __post_init__(self) -> None:
        if sum(item.kind == "car" for item in self.items) != 1:
            raise DealError("car_line", "A deal has exactly one line for the car itself.")
        codes = [item.option for item in self.items] + [one.code for one in self.services]
        if len(codes) != len(set(codes)):
            raise DealError("line_twice", "An option or a service is listed twice.")
        if self.registration_month.replace(day=1) < self.ordered_on.replace(day=1):
            raise DealError("registration_past", "A car is registered after it is ordered.")
        if self.deposit_cents is not None:
            money("deposit", self.deposit_cents)
