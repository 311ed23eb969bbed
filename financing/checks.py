"""Whether an offer answers a request at all, before anything is computed."""

from dataclasses import fields
from datetime import date
from decimal import Decimal

from financing.intervals import add_months
from financing.offers import Offer
from financing.plans import MAX_PERCENT, is_percent, round_cents
from financing.refusal_texts import Cents
from financing.refusals import refuse
from financing.request import QuoteRequest


MAX_PRICE_CENTS = 10**11
_YEARS = (1900, 2200)

_OPTIONAL = {"first_due", "quoted_on", "residual_base_cents"}
_KINDS: dict[str, type] = {
    "price_cents": int,
    "contribution_cents": int,
    "months": int,
    "km_per_year": int,
    "residual_base_cents": int,
    "start": date,
    "first_due": date,
    "quoted_on": date,
    "product": str,
    "vehicle_group": str,
    "new_vehicle": bool,
    "insurance": bool,
}


def check_values(request: QuoteRequest) -> None:
    """Every field has its kind and a sane size: no NaN, fraction, text for a number, year 9999.

    Raises:
        Refused: `bad_value`, naming the field.
    """
    for entry in fields(request):
        value = getattr(request, entry.name)
        if value is None and entry.name in _OPTIONAL:
            continue
        if not _fits(_KINDS[entry.name], value):
            raise refuse("bad_value", entry.name)
    if request.price_cents < 1:
        raise refuse("bad_value", "price_cents")
    if request.residual_base_cents is not None and request.residual_base_cents < 1:
        raise refuse("bad_value", "residual_base_cents")


def check_offer(request: QuoteRequest, offer: Offer) -> None:
    """The offer is for this product, day, vehicle, duration, distance and cover.

    Raises:
        Refused: With the nearest value on offer.
    """
    if request.product != offer.product:
        raise refuse("wrong_product", "product", nearest={"product": offer.product})
    if not offer.valid_from <= request.day <= offer.valid_until:
        raise refuse("offer_not_valid", "quoted_on", start=offer.valid_from, end=offer.valid_until)
    if offer.new_only and not request.new_vehicle:
        raise refuse("new_only", "new_vehicle")
    if request.months not in offer.rates:
        near = min(offer.months, key=lambda months: (abs(months - request.months), months))
        raise refuse("months_not_offered", "months", limit=near, nearest={"months": near})
    check_rate(offer, request.months)
    if offer.by_distance:
        _check_vehicle(request, offer)
    _check_wishes(request, offer)


def check_rate(offer: Offer, months: int) -> None:
    """The rate of a duration is one that can be reckoned with; 0 % is.

    Raises:
        Refused: `rate_impossible`.
    """
    for rate in (offer.rates[months], offer.later_percent):
        if not is_percent(rate):
            nearest = Decimal(0 if rate.is_signed() else MAX_PERCENT)
            raise refuse("rate_impossible", "rates", limit=nearest)


def check_amounts(request: QuoteRequest, offer: Offer, *, negative_equity: bool = False) -> None:
    """The contribution and the amount financed lie inside their bounds.

    Args:
        request: The wish.
        offer: The terms.
        negative_equity: Whether the law lets a credit pay what an old loan left.

    Raises:
        Refused: With the nearest contribution.
    """
    at, highest = "contribution_cents", request.price_cents - offer.min_cents
    nearest: dict[str, object] | None = {at: highest} if highest >= 0 else None
    if request.contribution_cents < 0 and not negative_equity:
        raise refuse("contribution_negative", at, limit=0, nearest={at: 0})
    if request.credit_cents <= 0:
        raise refuse(
            "contribution_above_price", at, limit=Cents(request.price_cents), nearest=nearest
        )
    if request.credit_cents < offer.min_cents:
        raise refuse("amount_too_low", at, limit=Cents(offer.min_cents), nearest=nearest)
    if request.credit_cents > offer.max_cents:
        lowest = request.price_cents - offer.max_cents
        raise refuse("amount_too_high", at, limit=Cents(offer.max_cents), nearest={at: lowest})


def first_rental(request: QuoteRequest, offer: Offer) -> int:
    """Cents that the first rental asks for at delivery beyond the contribution."""
    asked = round_cents(request.price_cents * offer.first_rental_percent / Decimal(100))
    return max(0, asked - request.contribution_cents)


def _fits(kind: type, value: object) -> bool:
    if kind is int:
        return type(value) is int and abs(value) <= MAX_PRICE_CENTS
    if kind is date:
        return type(value) is date and _YEARS[0] <= value.year <= _YEARS[1]
    return isinstance(value, kind)


def _check_vehicle(request: QuoteRequest, offer: Offer) -> None:
    table = offer.residuals.get(request.vehicle_group)
    if table is None or not table.valid_from <= request.day <= table.valid_until:
        raise refuse("no_residual_value", "vehicle_group")
    if not table.holds(request.km_per_year):
        low, high = table.km[0], table.km[-1]
        near = low if request.km_per_year < low else high
        raise refuse(
            "km_outside_table",
            "km_per_year",
            limit=near,
            nearest={"km_per_year": near},
            low=low,
            high=high,
        )


def _check_wishes(request: QuoteRequest, offer: Offer) -> None:
    if request.insurance and offer.insurance_percent_month is None:
        raise refuse("insurance_not_offered", "insurance", nearest={"insurance": False})
    day, at = request.first_day, "first_due"
    latest = add_months(request.start, max(1, offer.deferral_months))
    if day <= request.start:
        usual = add_months(request.start, 1)
        raise refuse("first_due_too_early", at, limit=request.start, nearest={at: usual})
    if day > latest:
        raise refuse("first_due_too_late", at, limit=latest, nearest={at: latest})
