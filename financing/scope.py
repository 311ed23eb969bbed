"""Which law holds for a request: regime, scope, usury quarter."""

from financing.law import CreditLaw, Regime
from financing.lines import Rules
from financing.offers import Offer
from financing.refusal_texts import Cents
from financing.refusals import Refused, refuse
from financing.request import QuoteRequest


def rules_of(request: QuoteRequest, offer: Offer, law: CreditLaw) -> Rules:
    """The rules of the day.

    Raises:
        Refused: No law is known for the day, the amount is out of its scope, or the usury
            ceilings of the quarter are not known.
    """
    day = request.day
    regime = law.regime(day)
    if regime is None:
        raise refuse("law_unknown", "quoted_on", limit=day)
    if offer.product not in regime.rated:
        return Rules(regime, rated=False, quarter=None)
    if not regime.min_cents <= request.credit_cents <= regime.max_cents:
        raise _outside(request, regime)
    quarter = law.quarter(day) if regime.usury else None
    if quarter is None and regime.usury:
        raise refuse("usury_unknown", "quoted_on", limit=day)
    return Rules(regime, rated=True, quarter=quarter)


def _outside(request: QuoteRequest, regime: Regime) -> Refused:
    near = min(max(request.credit_cents, regime.min_cents), regime.max_cents)
    contribution = request.price_cents - near
    return refuse(
        "outside_scope",
        "contribution_cents",
        limit=Cents(near),
        nearest={"contribution_cents": contribution} if contribution >= 0 else None,
        low=Cents(regime.min_cents),
        high=Cents(regime.max_cents),
    )
