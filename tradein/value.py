"""The valuation of a customer's car: an explained offer, or why a person must look first."""

import math
from collections.abc import Iterator
from datetime import date, timedelta

from tradein.checks import check_condition, check_facts
from tradein.condition import deduct
from tradein.evidence import ModelCard
from tradein.facts import Condition, Facts
from tradein.ledger import Ledger, wording
from tradein.market import Market, appraise
from tradein.model import ValuationModel
from tradein.offer import Interval, Reason, Referral, Valuation
from tradein.rules import MILLE, Rules


def value(
    facts: Facts, condition: Condition, model: ValuationModel, rules: Rules, today: date
) -> Valuation | Referral:
    """Value a car.

    Args:
        facts: The car.
        condition: Its declared state.
        model: The fitted market.
        rules: The country's dated rules.
        today: The day of the offer.

    Raises:
        InvalidFactsError: When a fact or the condition cannot be true.
    """
    check_facts(facts, today)
    check_condition(condition)
    level = model.level(facts)
    if level in ("brand", "unknown"):
        code = "unknown_model" if level == "brand" else "unknown_brand"
        reason = Reason(code=code, text=rules.referrals[code])
        return Referral(reasons=(reason,), model_id=model.model_id, rules_id=rules.rules_id)
    market = appraise(facts, model, today, level)
    ledger = Ledger(rules, wording(facts, condition, rules, market.car.age))
    for code, amount in market.steps:
        ledger.reach(code, amount, always=code in ("age", "km"))
    market_cents = ledger.amount
    deduct(ledger, condition, rules)
    clamp = model.bucket(market.car.age)
    codes = [*_never_firm(facts, condition, rules, (market, (clamp.km_low, clamp.km_high)))]
    card = model.card(facts)
    codes += _unlike(market, card, rules) if card and level != "curve" else ()
    reasons = tuple(Reason(code=code, text=rules.referrals[code]) for code in codes)
    return Valuation(
        offer_cents=ledger.amount,
        gross_cents=ledger.amount + condition.loan_outstanding_cents,
        market_cents=market_cents,
        interval=Interval(low_cents=market.low_cents, high_cents=market.high_cents),
        factors=tuple(ledger.factors),
        level=level,
        firm=not reasons,
        refer_reasons=reasons,
        valid_until=today + timedelta(days=rules.validity.days),
        valid_km=facts.km + rules.validity.km,
        tolerance_cents=rules.validity.tolerance_cents,
        km_used=int(market.car.km),
        km_clamp=(clamp.km_low, clamp.km_high),
        model_id=model.model_id,
        rules_id=rules.rules_id,
    )


def _never_firm(
    facts: Facts, condition: Condition, rules: Rules, seen: tuple[Market, tuple[int, int]]
) -> Iterator[str]:
    """The codes of everything that keeps an offer from being firm."""
    market, (low, high) = seen
    limits, age = rules.never_firm, market.car.age
    found = {
        "wide_interval": math.sinh(market.half_width) * MILLE > limits.half_width_permille,
        "too_old": age > limits.age_years,
        "km_outside": not low <= facts.km <= high,
        "km_per_year": facts.km > limits.km_a_year * max(age, 1.0),
        "km_below_recorded": facts.earlier_km is not None and facts.km < facts.earlier_km,
        "structural_accident": condition.accident == "structural",
        "opposition": condition.opposition,
        "foreign": facts.country != rules.country,
    }
    yield from (code for code, true in found.items() if true)


def _unlike(market: Market, card: ModelCard, rules: Rules) -> Iterator[str]:
    """The codes of what sets the car apart from every sale of its model."""
    if market.car.fuel not in card.fuels:
        yield "fuel_unseen"
    if not card.hp:
        return
    ratio = max(market.car.hp / card.hp, card.hp / market.car.hp)
    if ratio * MILLE > rules.never_firm.power_ratio_permille:
        yield "power_unusual"
