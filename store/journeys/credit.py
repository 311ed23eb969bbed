"""The price of a plan with the lender's answer in it."""

from dataclasses import replace

from financing import Quote, Refusal
from store.journeys.deal import Deal
from store.journeys.pricing import Plan, price
from store.journeys.quotes import Financed, as_finance, quote_for
from store.journeys.tables import Tables
from store.journeys.wishes import EXAMPLE_PRODUCT, PRODUCTS, FinanceWish
from store.memory import remembered


QUOTES_KEPT = 1024


def price_with_credit(
    plan: Plan, wish: FinanceWish, found: Tables
) -> tuple[Deal, Financed, Quote | Refusal | None]:
    """Price the car in cash, ask the lender for the product to show, price it again with that.

    Returns:
        The price, what the lender was asked about, and the lender's answer for the product the
        customer chose, else for the usual example.
    """
    deal = price(plan)
    what = Financed(
        road_price_cents=deal.road_price_cents,
        list_price_cents=plan.summary.price_cents,
        trade_in_cents=deal.trade_in_cents,
        brand=plan.catalogue.brand,
        group=_residual_group(plan),
        on=plan.on,
        delivery_on=plan.delivery_on,
    )
    credit = wish.chosen in PRODUCTS
    product = wish.chosen if wish.chosen and credit else EXAMPLE_PRODUCT
    shown = _quoted(product, what, wish, found)
    if credit and isinstance(shown, Quote):
        return price(replace(plan, finance=as_finance(shown))), what, shown
    return deal, what, shown


@remembered(size=QUOTES_KEPT, depends="all that the lender is asked, and the tables")
def _quoted(
    product: str, what: Financed, wish: FinanceWish, found: Tables
) -> Quote | Refusal | None:
    """Ask the lender, once for everybody who asks the same."""
    return quote_for(product, what, wish, found.offers, found.law)


def _residual_group(plan: Plan) -> str:
    electric = plan.summary.energy == "electric"
    return f"{plan.catalogue.key}-electric" if electric else plan.catalogue.key
