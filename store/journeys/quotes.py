"""Every way to pay one price: the lenders' answers, and the one the customer chose; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from financing import (
    CreditLaw,
    Offer,
    Quote,
    QuoteRequest,
    Refusal,
    quote,
    quote_grid,
    quote_id,
    round_percent,
)
from store.journeys.request import Finance
from store.journeys.wishes import PRODUCTS, FinanceWish


@dataclass(frozen=True, kw_only=True)
class Financed:
    """What is to be paid for: amounts in cents, days, and which residual table it follows."""

    road_price_cents: int
    list_price_cents: int
    trade_in_cents: int
    brand: str
    group: str
    on: date
    delivery_on: date
    new_vehicle: bool = True


def quotes(
    what: Financed, wish: FinanceWish, offers: tuple[Offer, ...], law: CreditLaw
) -> Mapping[str, Quote | Refusal]:
    """Return the answer for each product the brand's lenders offer that day."""
    answers = {product: quote_for(product, what, wish, offers, law) for product in PRODUCTS}
    return {product: answer for product, answer in answers.items() if answer is not None}


def quote_for(
    product: str, what: Financed, wish: FinanceWish, offers: tuple[Offer, ...], law: CreditLaw
) -> Quote | Refusal | None:
    """Return the answer for one product, None where no lender of the brand offers it that day."""
    offer = _offer(what, product, offers)
    return quote(_request(what, wish, offer), offer, law) if offer else None


def monthly_grid(
    what: Financed,
    wish: FinanceWish,
    offers: tuple[Offer, ...],
    law: CreditLaw,
    axes: tuple[Sequence[int], Sequence[int]],
) -> Mapping[str, Mapping[tuple[int, int], int]]:
    """Return the payment a month in cents by product and by (months, km a year).

    What a lender refuses is left out; `axes` are the months and the kilometres of the sliders.
    """
    months, kms = axes
    grid: dict[str, dict[tuple[int, int], int]] = {}
    for product in PRODUCTS:
        offer = _offer(what, product, offers)
        if offer is None:
            continue
        cells = grid.setdefault(product, {})
        for found in quote_grid(_request(what, wish, offer), [offer], months, kms, law):
            driven = kms if found.km_per_year is None else (found.km_per_year,)
            cells |= {(found.months, km): found.monthly_cents for km in driven}
    return grid


def _offer(what: Financed, product: str, offers: tuple[Offer, ...]) -> Offer | None:
    return next(
        (
            offer
            for offer in offers
            if offer.brand == what.brand
            and offer.product == product
            and offer.valid_from <= what.on <= offer.valid_until
        ),
        None,
    )


def _request(what: Financed, wish: FinanceWish, offer: Offer) -> QuoteRequest:
    return QuoteRequest(
        product=offer.product,
        price_cents=what.road_price_cents,
        contribution_cents=what.trade_in_cents + wish.contribution_cents,
        months=wish.months,
        km_per_year=wish.km_per_year,
        start=what.delivery_on,
        first_due=None,
        vehicle_group=what.group,
        new_vehicle=what.new_vehicle,
        quoted_on=what.on,
        residual_base_cents=what.list_price_cents,
    )


def as_finance(quoted: Quote) -> Finance:
    """Return a quote as the Deal keeps it: the lender pays all but the contribution."""
    rate = quoted.apr_percent
    return Finance(
        product=quoted.product,
        lender=quoted.lender,
        offer_key=quoted.offer_key,
        law_key=quoted.law_key,
        months=quoted.months,
        monthly_cents=quoted.monthly_cents,
        credit_cents=quoted.price_cents - quoted.contribution_cents,
        total_due_cents=quoted.total_due_cents,
        first_cents=quoted.first_cents,
        final_cents=quoted.final_cents,
        apr=None if rate is None else round_percent(rate, 2),
        km_per_year=quoted.km_per_year or 0,
        valid_until=quoted.valid_until,
        quote_id=quote_id(quoted),
    )
