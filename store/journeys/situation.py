"""Where a journey stands: everything its pages show, derived from what it holds, never stored."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from typing import Literal

from configurator import Catalogue, Engine, Summary, View
from financing import Quote, Refusal
from store.catalogue.shelf import catalogue_of, engine_of, view_of
from store.journeys.appraisal import appraise, firm_trade_in, trade_in_answer
from store.journeys.deal import Deal
from store.journeys.pricing import STOCK_WEEKS, Plan, Priced, Reduction, price
from store.journeys.quotes import Financed, as_finance, quote_for, quotes
from store.journeys.steps import JourneyFacts
from store.journeys.tables import Tables, tables
from store.journeys.terms import PUBLIC, Terms, TermsKind, terms_on
from store.journeys.wishes import (
    EXAMPLE_PRODUCT,
    PRODUCTS,
    FinanceWish,
    finance_wish,
)
from store.markets import Place, market, place
from store.models import Journey
from tradein import Referral, Valuation


EMPLOYEES: Mapping[str, TermsKind] = {"employee": "employee", "beneficiary": "beneficiary"}
QUOTES_KEPT = 1024
USUAL_PLACE = ("69002", "69382")  # where prices are shown before the customer says where: Lyon 2e


@dataclass(frozen=True, kw_only=True)
class Situation:
    """A journey, priced.

    Attributes:
        view: The engine's exact answer for every option; `options` is the complete car.
        place_known: False while prices are those of the usual place.
        law_unknown: The expected month's tax scale is not published; see `pricing.price`.
        financed: What the lenders are asked about.
        shown: The lender's answer for the chosen product, else for the usual example.
        valuation: Of the present car; None where there is none.
    """

    journey: Journey
    catalogue: Catalogue
    engine: Engine
    view: View
    summary: Summary
    place: Place
    place_known: bool
    plan: Plan
    deal: Deal
    law_unknown: bool
    wish: FinanceWish
    financed: Financed
    shown: Quote | Refusal | None
    valuation: Valuation | Referral | None

    @property
    def facts(self) -> JourneyFacts:
        """What the steps depend on. The e-mail is proved by the code that signs."""
        journey, offer = self.journey, self.valuation
        return JourneyFacts(
            configured=True,
            place_known=self.place_known,
            dealer_chosen=journey.dealer_id is not None,
            trade_in=trade_in_answer(journey, offer),
            trade_in_firm=isinstance(offer, Valuation) and offer.firm,
            finance=_finance_answer(self.wish),
            finance_quoted=isinstance(self.chosen, Quote),
            buyer_complete=bool(journey.buyer),
            email_confirmed=True,
            reviewed=journey.reviewed_sha256 == self.deal.sha256,
            deposit_cents=self.deal.deposit_cents,
        )

    @property
    def options(self) -> tuple[str, ...]:
        """Every option of the complete car."""
        return self.view.configuration.options

    @property
    def weeks(self) -> int:
        """Weeks until delivery."""
        return self.plan.weeks

    @cached_property
    def quotes(self) -> Mapping[str, Quote | Refusal]:
        """Each lender's answer, by product."""
        found = tables()
        return quotes(self.financed, self.wish, found.offers, found.law)

    @property
    def chosen(self) -> Quote | Refusal | None:
        """The lender's answer the customer chose; None for cash or while undecided."""
        return self.shown if self.wish.chosen in PRODUCTS else None

    @property
    def monthly(self) -> Quote | None:
        """The monthly price to show beside the road price."""
        return self.shown if isinstance(self.shown, Quote) else None


def situation(journey: Journey, on: date) -> Situation:
    """Derive everything about a journey on a day.

    Raises:
        UnknownLaw: a tax of the order's own year is not known.
        configurator.ContradictionError: the stored decisions cannot hold together.
    """
    found = tables()
    catalogue, engine = catalogue_of(journey.catalogue_hash), engine_of(journey.catalogue_hash)
    view = view_of(journey.catalogue_hash, frozenset(journey.decisions.items()))
    summary = catalogue.summarise(view.configuration.options)
    valuation = appraise(journey, found, on)
    plan = _plan(journey, catalogue, summary, on)
    plan = replace(plan, trade_in=firm_trade_in(journey, valuation))
    wish = finance_wish(journey.finance)
    priced, financed, shown = _pay(plan, wish, found)
    return Situation(
        journey=journey,
        catalogue=catalogue,
        engine=engine,
        view=view,
        summary=summary,
        place=plan.place,
        place_known=bool(journey.place),
        plan=plan,
        deal=priced.deal,
        law_unknown=priced.law_unknown,
        wish=wish,
        financed=financed,
        shown=shown,
        valuation=valuation,
    )


def _finance_answer(wish: FinanceWish) -> Literal["cash", "credit"] | None:
    if wish.chosen is None:
        return None
    return "cash" if wish.chosen == "cash" else "credit"


def usual_place() -> Place:
    """Return the town whose prices are shown before the customer says where they live."""
    return place(*USUAL_PLACE)


def _plan(journey: Journey, catalogue: Catalogue, summary: Summary, on: date) -> Plan:
    home, dealer, car = journey.place, journey.dealer, journey.stock_vehicle
    at_home = home.get("delivery") == "home"
    return Plan(
        catalogue=catalogue,
        summary=summary,
        on=on,
        place=place(home["postcode"], home["insee"]) if home else usual_place(),
        dealer_key=dealer.key if dealer else "",
        dealer_name=dealer.name if dealer else "",
        delivery="home" if at_home else "dealer",
        delivery_fee_cents=market(journey.market).delivery_fee_cents if at_home else 0,
        weeks=STOCK_WEEKS if car else summary.lead_weeks,
        reduction=Reduction(cents=car.list_cents - car.price_cents, since=car.reduced_on)
        if car
        else None,
        terms=_terms(journey, on),
    )


def _terms(journey: Journey, on: date) -> Terms:
    kind = EMPLOYEES.get(journey.terms)
    if kind is None and journey.buyer.get("kind") == "business":
        kind = "business"
    return terms_on(kind, on) if kind else PUBLIC


def _pay(
    plan: Plan, wish: FinanceWish, found: Tables
) -> tuple[Priced, Financed, Quote | Refusal | None]:
    """Price the car in cash, ask the lender for the product to show, price it again with that."""
    cash = price(plan)
    deal = cash.deal
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
    return cash, what, shown


@lru_cache(maxsize=QUOTES_KEPT)
def _quoted(
    product: str, what: Financed, wish: FinanceWish, found: Tables
) -> Quote | Refusal | None:
    """Ask the lender, once for everybody who asks the same."""
    return quote_for(product, what, wish, found.offers, found.law)


def _residual_group(plan: Plan) -> str:
    electric = plan.summary.energy == "electric"
    return f"{plan.catalogue.key}-electric" if electric else plan.catalogue.key
