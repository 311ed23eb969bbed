"""From a configuration and a customer's wishes to the request of THE price; pure."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from configurator import CarLine, Catalogue, Summary
from store.journeys.deal import Deal, make_deal
from store.journeys.refusals import DealError
from store.journeys.request import (
    CarItem,
    DealRequest,
    Delivery,
    Finance,
    TradeIn,
)
from store.journeys.terms import PUBLIC, Discount, Terms
from store.markets import Energy, Place, TaxedVehicle, market


ENERGIES: dict[str, Energy] = {
    "petrol": "petrol",
    "diesel": "diesel",
    "hybrid": "hev",
    "plugin": "phev",
    "electric": "bev",
}
STOCK_WEEKS = 2


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Everything the price of one car depends on, as values."""

    catalogue: Catalogue
    summary: Summary
    on: date
    place: Place
    dealer_key: str = ""
    dealer_name: str = ""
    delivery: Literal["dealer", "home"] = "dealer"
    delivery_fee_cents: int = 0
    weeks: int = 0
    month: date | None = None
    offers: tuple[Discount, ...] = ()
    terms: Terms = PUBLIC
    trade_in: TradeIn | None = None
    finance: Finance | None = None

    @property
    def delivery_on(self) -> date:
        """The day the car is expected."""
        return self.on + timedelta(weeks=self.weeks)


def price(plan: Plan) -> Deal:
    """Price a plan for the month in which the car is expected to be registered.

    A tax whose rule of that month is not known is in no sum; its line says so.
    """
    return make_deal(deal_request(plan))


def deal_request(plan: Plan) -> DealRequest:
    """Return what `make_deal` is asked for a plan.

    Raises:
        DealError: ``currency_mix``: the price list is not in the market's currency.
    """
    catalogue, summary = plan.catalogue, plan.summary
    if catalogue.currency != market(catalogue.market).currency:
        raise DealError("currency_mix", "The price list is not in the currency of its market.")
    return DealRequest(
        market=catalogue.market,
        brand=catalogue.brand,
        model=catalogue.key,
        catalogue=catalogue.hash,
        edition=catalogue.edition.isoformat(),
        items=tuple(_item(line) for line in summary.lines),
        vehicle=taxed(catalogue, summary),
        place=plan.place,
        delivery=Delivery(
            kind=plan.delivery,
            dealer_key=plan.dealer_key,
            dealer_name=plan.dealer_name,
            region=plan.place.region,
            fee_cents=plan.delivery_fee_cents,
        ),
        ordered_on=plan.on,
        registration_month=plan.month or plan.delivery_on.replace(day=1),
        texts_version=market(catalogue.market).texts_version(plan.on),
        terms=plan.terms,
        offers=plan.offers,
        trade_in=plan.trade_in,
        finance=plan.finance,
    )


def taxed(catalogue: Catalogue, summary: Summary) -> TaxedVehicle:
    """Return what the taxes look at."""
    return TaxedVehicle(
        co2_g=summary.co2_g,
        mass_kg=summary.mass_kg,
        fiscal_cv=summary.fiscal_cv,
        energy=ENERGIES[summary.energy],
        electric_range_km=summary.range_km,
        seats=catalogue.seats,
    )


def _item(line: CarLine) -> CarItem:
    group = line.option.partition(".")[0]
    kinds: dict[str, Literal["car", "accessory"]] = {"version": "car", "accessory": "accessory"}
    return CarItem(
        option=line.option,
        label=line.label,
        cents=line.cents,
        kind=kinds.get(group, "option"),
        reason=line.reason,
        pack=line.pack,
    )


def stock_offer(cents: int, since: date, terms: Terms) -> tuple[Discount, ...]:
    """Return how much less a stock car costs than its price list says, as an offer of its own."""
    if not cents:
        return ()
    return (
        Discount(
            code="stock",
            label={"fr": "Remise véhicule en stock", "en": "Stock car discount"},
            base="all",
            amount_cents=cents,
            starts=since,
            stacks_with=tuple(rule.code for rule in terms.rules),
            source="price of the stock car at its dealer",
        ),
    )
