"""From a request, an offer and the law to a quote or a refusal."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from financing.checks import check_amounts, check_offer, check_rate, check_values
from financing.errors import BadPlan, NoRate
from financing.figures import figures
from financing.intervals import add_months
from financing.law import CreditLaw
from financing.lines import Desk, Line, desk_of, line_of
from financing.offers import Offer
from financing.quotes import Quote
from financing.refusals import Refusal, Refused, refuse
from financing.request import QuoteRequest
from financing.scope import rules_of


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
    found = []
    for offer in offers:
        wish = replace(request, product=offer.product)
        for line, km in _cells(wish, offer, (months, kms), law):
            try:
                found.append(figures(line, km))
            except (Refused, BadPlan, NoRate):
                continue
    return found


def _cells(
    request: QuoteRequest,
    offer: Offer,
    axes: tuple[Sequence[int], Sequence[int]],
    law: CreditLaw,
) -> Iterator[tuple[Line, int]]:
    """The durations and distances on offer; what they share is checked once."""
    months, kms = axes
    months = [duration for duration in months if type(duration) is int and duration in offer.rates]
    if offer.by_distance:
        table = offer.residuals.get(request.vehicle_group)
        kms = [km for km in kms if table and type(km) is int and table.holds(km)]
    if not months or not kms:
        return
    try:
        desk = _desk(replace(request, months=months[0], km_per_year=kms[0]), offer, law)
    except Refused:
        return
    for duration in months:
        line = _line(request, offer, duration, desk)
        if line is not None:
            yield from ((line, km) for km in (kms if offer.by_distance else kms[:1]))


def _line(request: QuoteRequest, offer: Offer, months: int, desk: Desk) -> Line | None:
    try:
        check_rate(offer, months)
        return line_of(request, offer, months, desk)
    except (Refused, BadPlan):
        return None


def _desk(request: QuoteRequest, offer: Offer, law: CreditLaw) -> Desk:
    check_values(request)
    check_offer(request, offer)
    regime = law.regime(request.day)
    check_amounts(request, offer, negative_equity=regime is not None and regime.negative_equity)
    return desk_of(request, offer, rules_of(request, offer, law))


def _answer(request: QuoteRequest, offer: Offer, law: CreditLaw) -> Quote | Refusal:
    try:
        desk = _desk(request, offer, law)
        return figures(line_of(request, offer, request.months, desk), request.km_per_year)
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
