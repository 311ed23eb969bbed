"""What a journey's basis comes to: the car, its price, the lender's answer; kept in memory.

A kept standing is found by all it was derived from: the basis, the day and the tables of this
installation. What else it reads, the market's dated law, never changes within a process.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from configurator import Catalogue, Engine, Summary, View
from financing import Quote, Refusal
from store.catalogue.shelf import catalogue_of, engine_of, view_of
from store.journeys.appraisal import appraise, firm_trade_in
from store.journeys.basis import Basis
from store.journeys.credit import price_with_credit
from store.journeys.deal import Deal
from store.journeys.offer_rules import applicable
from store.journeys.offers import from_text
from store.journeys.pricing import STOCK_WEEKS, Plan, stock_offer
from store.journeys.quotes import Financed
from store.journeys.tables import Tables
from store.journeys.terms import PUBLIC, terms_on
from store.journeys.wishes import FinanceWish, finance_wish
from store.markets import Invalid, Place, market
from store.memory import remembered
from tradein import Referral, Valuation


KEPT = 256
USUAL_PLACE = ("69002", "69382")  # where prices are shown before the customer says where: Lyon 2e


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A car, priced.

    Attributes:
        view: The engine's exact answer for every option.
        place_known: False while prices are those of the usual place.
        financed: What the lenders are asked about.
        shown: The lender's answer for the chosen product, else for the usual example.
        valuation: Of the present car; None where there is none.
    """

    catalogue: Catalogue
    engine: Engine
    view: View
    summary: Summary
    place: Place
    place_known: bool
    plan: Plan
    deal: Deal
    wish: FinanceWish
    financed: Financed
    shown: Quote | Refusal | None
    valuation: Valuation | Referral | None


@remembered(size=KEPT, depends="the basis, the day and the tables, all in the key")
def standing(basis: Basis, on: date, found: Tables) -> Standing:
    """Derive everything from a basis on a day, once for everybody on the same.

    Raises:
        configurator.ContradictionError: the decisions cannot hold together.
    """
    catalogue, engine = catalogue_of(basis.catalogue_hash), engine_of(basis.catalogue_hash)
    view = view_of(basis.catalogue_hash, basis.decisions)
    summary = catalogue.summarise(view.configuration.options)
    car = json.loads(basis.trade_in)
    valuation = appraise(car, found, on)
    plan = _plan(basis, catalogue, summary, on)
    plan = replace(plan, trade_in=firm_trade_in(car, valuation))
    wish = finance_wish(json.loads(basis.finance))
    deal, financed, shown = price_with_credit(plan, wish, found)
    return Standing(
        catalogue=catalogue,
        engine=engine,
        view=view,
        summary=summary,
        place=plan.place,
        place_known=_home(basis) is not None,
        plan=plan,
        deal=deal,
        wish=wish,
        financed=financed,
        shown=shown,
        valuation=valuation,
    )


def usual_place() -> Place:
    """Return the town whose prices are shown before the customer says where they live."""
    return market("FR").place(*USUAL_PLACE)


def _home(basis: Basis) -> Place | None:
    """Return where the customer lives; None where it is not said, or can no longer be served."""
    kept: Mapping[str, Any] = json.loads(basis.place)
    if not kept:
        return None
    try:
        return market(basis.market).place(kept["postcode"], kept["insee"])
    except Invalid:
        return None


def _plan(basis: Basis, catalogue: Catalogue, summary: Summary, on: date) -> Plan:
    home: Mapping[str, Any] = json.loads(basis.place)
    car, at_home = basis.stock, home.get("delivery") == "home"
    country = market(basis.market)
    terms = terms_on(basis.terms, on, basis.market) if basis.terms else PUBLIC
    return Plan(
        catalogue=catalogue,
        summary=summary,
        on=on,
        place=_home(basis) or usual_place(),
        dealer_key=basis.dealer_key,
        dealer_name=basis.dealer_name,
        delivery="home" if at_home else "dealer",
        delivery_fee_cents=country.delivery_fee_cents if at_home else 0,
        weeks=STOCK_WEEKS if car else summary.lead_weeks,
        offers=stock_offer(car.list_cents - car.price_cents, car.reduced_on, terms)
        if car
        else applicable(from_text(basis.offers), terms, catalogue.key, on),
        terms=terms,
    )
