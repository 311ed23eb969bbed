"""The customer's present car within a journey: valued, and what of it enters the price."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Literal

from store.journeys.request import TradeIn
from store.journeys.tables import Tables
from store.journeys.wishes import trade_in_condition, trade_in_facts
from tradein import Referral, Valuation, value


def appraise(answers: Mapping[str, Any], found: Tables, on: date) -> Valuation | Referral | None:
    """Value the declared car as on the day it was declared; past its validity nothing is firm.

    A lapsed offer is shown as it was, and enters no price: only the customer asks for another.
    """
    if not answers.get("facts"):
        return None
    facts, condition = trade_in_facts(answers), trade_in_condition(answers)
    offer = value(
        facts, condition, found.model, found.rules, date.fromisoformat(answers["valued_on"])
    )
    if isinstance(offer, Valuation) and offer.valid_until < on:
        return replace(offer, firm=False)
    return offer


def has_lapsed(offer: Valuation | Referral | None, on: date) -> bool:
    """Tell whether an offer was firm and its days are over."""
    return isinstance(offer, Valuation) and not offer.refer_reasons and offer.valid_until < on


def firm_trade_in(answers: Mapping[str, Any], offer: Valuation | Referral | None) -> TradeIn | None:
    """Return what enters the price: a firm offer, its loan to be paid off."""
    if not isinstance(offer, Valuation) or not offer.firm:
        return None
    facts = trade_in_facts(answers)
    loan = trade_in_condition(answers).loan_outstanding_cents
    if offer.gross_cents < 0:
        return None
    return TradeIn(
        offer_cents=offer.gross_cents,
        loan_payoff_cents=loan,
        label=" ".join(filter(None, (facts.brand, facts.model, facts.plate))),
        valid_until=offer.valid_until,
        model_id=offer.model_id,
        rules_id=offer.rules_id,
    )


def trade_in_answer(
    answers: Mapping[str, Any], offer: Valuation | Referral | None
) -> Literal["none", "wanted"] | None:
    """Say what the customer wants; a car that a person must see first leaves the order as it is.

    A lapsed offer is still wanted: the step waits until the car is valued again.
    """
    if isinstance(offer, Valuation) and not offer.refer_reasons:
        return "wanted"
    return "none" if offer or answers.get("declined") else None
