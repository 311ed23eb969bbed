"""From a request, an offer and the law to a quote or a refusal."""

from collections.abc import Sequence
from dataclasses import replace

from financing.checks import check_amounts, check_offer, check_values
from financing.errors import BadPlan, NoRate
from financing.figures import Rules, figures
from financing.intervals import add_months
from financing.law import CreditLaw
from financing.offers import Offer
from financing.quotes import Quote
from financing.refusal_texts import Cents
from financing.refusals import Refusal, Refused, refuse
from financing.request import QuoteRequest
from financing.terms import settle


def quote(request: QuoteRequest, offer: Offer, law: CreditLaw) -> Quote | Refusal:
    """Quote one request under one offer.

    Args:
        request: The wish; any value is allowed in it, a wrong one is refused.
        offer: The lender's terms.
        law: The country's credit law; a day it does not know is refused.

    Returns:
        The quote, or the refusal with the nearest value that would be quoted.
    """
    answer = _answer(request, offer, law)
    if isinstance(answer, Refusal) and answer.code == "usury_exceeded":
        return replace(answer, nearest=_other_duration(request, offer, law))
    return answer


def quote_grid(
    request: QuoteRequest,
    offers: Sequence[Offer],
    months: Sequence[int],
    kms: Sequence[int],
    law: CreditLaw,
) -> list[Quote]:
    """Quote every duration and distance under every offer, in that order.

    Each offer is asked for its own product; one that does not depend on the distance is quoted
    once a duration. Combinations that are refused are left out: `quote` gives the reason of each.
    """
    wishes = (
        (replace(request, product=offer.product, months=duration, km_per_year=km), offer)
        for offer in offers
        for duration in months
        for km in (kms if offer.by_distance else kms[:1])
    )
    answers = (quote(wish, offer, law) for wish, offer in wishes)
    return [answer for answer in answers if isinstance(answer, Quote)]


def _answer(request: QuoteRequest, offer: Offer, law: CreditLaw) -> Quote | Refusal:
    try:
        check_values(request)
        check_offer(request, offer)
        check_amounts(request, offer)
        rules = _rules(request, offer, law)
        return figures(settle(request, offer), rules)
    except Refused as refused:
        return refused.refusal
    except (BadPlan, NoRate):
        return _unbalanced(request).refusal


def _unbalanced(request: QuoteRequest) -> Refused:
    """The refusal of a plan whose rows do not close, most often for interest of a late start."""
    usual = add_months(request.start, 1)
    if request.first_day > usual:
        return refuse("first_due_too_late", "first_due", limit=usual, nearest={"first_due": usual})
    return refuse("plan_impossible", "contribution_cents")


def _other_duration(
    request: QuoteRequest, offer: Offer, law: CreditLaw
) -> dict[str, object] | None:
    """The nearest duration whose APR stays under the ceiling, or None."""
    for months in sorted(offer.months, key=lambda months: abs(months - request.months)):
        if isinstance(_answer(replace(request, months=months), offer, law), Quote):
            return {"months": months}
    return None


def _rules(request: QuoteRequest, offer: Offer, law: CreditLaw) -> Rules:
    day = request.day
    regime = law.regime(day)
    if regime is None:
        raise refuse("law_unknown", "quoted_on", limit=day)
    if offer.product not in regime.rated:
        return Rules(regime, None)
    if not regime.min_cents <= request.credit_cents <= regime.max_cents:
        near = min(max(request.credit_cents, regime.min_cents), regime.max_cents)
        contribution = request.price_cents - near
        raise refuse(
            "outside_scope",
            "contribution_cents",
            limit=Cents(near),
            nearest={"contribution_cents": contribution} if contribution >= 0 else None,
            low=Cents(regime.min_cents),
            high=Cents(regime.max_cents),
        )
    quarter = law.quarter(day)
    if quarter is None:
        raise refuse("usury_unknown", "quoted_on", limit=day)
    return Rules(regime, quarter)
