"""Everything a journey's price rests on, as values that compare.

Two journeys on the same basis cost the same: what is derived from it is derived once for
everybody (`store.journeys.standing`).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from store.journeys.offers import approved
from store.journeys.terms import TermsKind
from store.models import Journey


EMPLOYEES: Mapping[str, TermsKind] = {"employee": "employee", "beneficiary": "beneficiary"}


@dataclass(frozen=True)
class StockPrice:
    """What a stock car costs, in cents: by its price list and now; and since when."""

    list_cents: int
    price_cents: int
    reduced_on: date


@dataclass(frozen=True, kw_only=True)
class Basis:
    """What a journey holds, as far as its price depends on it.

    `place`, `trade_in` and `finance` are the sections of `store.journeys.wishes` as JSON; `terms`
    None are the public ones; the dealer's key and name are empty until one is chosen. `offers` are
    the brand's approved ones as JSON; a stock car has its own reduction instead.
    """

    market: str
    catalogue_hash: str
    decisions: frozenset[tuple[str, bool]]
    terms: TermsKind | None
    place: str
    trade_in: str
    finance: str
    dealer_key: str
    dealer_name: str
    stock: StockPrice | None
    offers: str = "[]"


def basis_of(journey: Journey) -> Basis:
    """Read what a journey's price rests on."""
    dealer, car = journey.dealer, journey.stock_vehicle
    return Basis(
        market=journey.market,
        catalogue_hash=journey.catalogue_hash,
        decisions=frozenset(journey.decisions.items()),
        terms=_terms(journey),
        place=_text(journey.place),
        trade_in=_text(journey.trade_in),
        finance=_text(journey.finance),
        dealer_key=dealer.key if dealer else "",
        dealer_name=dealer.name if dealer else "",
        stock=StockPrice(car.list_cents, car.price_cents, car.reduced_on) if car else None,
        offers="[]" if car else approved(journey.market, journey.brand),
    )


def _text(section: Mapping[str, Any]) -> str:
    return json.dumps(section, sort_keys=True) if section else "{}"


def _terms(journey: Journey) -> TermsKind | None:
    kind = EMPLOYEES.get(journey.terms)
    if kind is None and journey.buyer.get("kind") == "business":
        return "business"
    return kind
