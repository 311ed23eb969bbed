"""A frozen Deal derived again from the stored versions it names, to the byte."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from store.catalogue.shelf import catalogue_of
from store.journeys.appraisal import appraise, firm_trade_in
from store.journeys.credit import price_with_credit
from store.journeys.deal import Deal, make_deal
from store.journeys.pricing import STOCK_WEEKS, Plan, deal_request
from store.journeys.tables import Tables
from store.journeys.terms import PUBLIC, Discount, Terms, terms_on
from store.journeys.wishes import FinanceWish
from store.markets import market


SHOWN = 80


@dataclass(frozen=True, kw_only=True)
class Kept:
    """What an order keeps beside its Deal: the declared car, and whether it sold a stock car."""

    deal: Deal
    trade_in: Mapping[str, Any]
    stock: bool
    offers: tuple[Discount, ...] = ()


def derive_again(kept: Kept, found: Tables) -> Deal:
    """Derive an order's Deal from price list, law, terms, valuation and lenders' offers.

    Only what the customer chose is taken from the order itself: the options, the place, the
    dealer, the days, the wish of financing and, for a stock car, its own price.

    Raises:
        UnknownCatalogue: The price list is not stored here.
        UnknownLaw: A table of that day is no longer there.
    """
    plan, asked = _plan(kept, found), kept.deal.request
    cash = make_deal(replace(deal_request(plan), household=asked.household))
    if asked.finance is None:
        return cash
    wish = FinanceWish(
        chosen=asked.finance.product,
        months=asked.finance.months,
        km_per_year=asked.finance.km_per_year or FinanceWish.km_per_year,
        contribution_cents=(
            cash.road_price_cents - cash.trade_in_cents - asked.finance.credit_cents
        ),
    )
    return price_with_credit(plan, wish, found)[0]


def differences(kept: bytes, derived: bytes) -> tuple[str, ...]:
    """Return the JSON paths at which two canonical documents differ, with both values."""
    return tuple(_compared("", json.loads(kept), json.loads(derived)))


def _plan(kept: Kept, found: Tables) -> Plan:
    asked = kept.deal.request
    catalogue, country = catalogue_of(asked.catalogue), market(asked.market)
    summary = catalogue.summarise([item.option for item in asked.items])
    at_home = asked.delivery.kind == "home"
    return Plan(
        catalogue=catalogue,
        summary=summary,
        on=asked.ordered_on,
        place=country.place(asked.place.postcode, asked.place.insee),
        dealer_key=asked.delivery.dealer_key,
        dealer_name=asked.delivery.dealer_name,
        delivery=asked.delivery.kind,
        delivery_fee_cents=country.delivery_fee_cents if at_home else 0,
        weeks=STOCK_WEEKS if kept.stock else summary.lead_weeks,
        month=asked.registration_month,
        offers=kept.offers,
        terms=_terms(asked.terms, kept),
        trade_in=firm_trade_in(kept.trade_in, appraise(kept.trade_in, found, asked.ordered_on)),
    )


def _terms(asked: Terms, kept: Kept) -> Terms:
    if asked.kind == "public":
        return PUBLIC
    return terms_on(asked.kind, kept.deal.request.ordered_on, kept.deal.request.market)


def _compared(path: str, one: Any, other: Any) -> Iterator[str]:  # noqa: ANN401 - any JSON value
    if isinstance(one, dict) and isinstance(other, dict):
        for key in sorted(one.keys() | other.keys()):
            yield from _compared(f"{path}/{key}", one.get(key), other.get(key))
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for number, pair in enumerate(zip(one, other, strict=True)):
            yield from _compared(f"{path}/{number}", *pair)
    elif one != other:
        yield f"{path}: {_short(one)} is now {_short(other)}"


def _short(value: Any) -> str:  # noqa: ANN401 - any JSON value
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) < SHOWN else f"{text[:SHOWN]}…"
