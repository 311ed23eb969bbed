"""The dealer's recheck at handover: the same model, rules and day, the car as it was found.

Up to the tolerance nothing changes, in either direction; beyond it the customer gets another
offer, line by line, and each line that takes something off shows a picture of why.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from tradein.errors import InvalidFactsError
from tradein.facts import Condition, Facts
from tradein.ledger import Factor
from tradein.model import ValuationModel
from tradein.offer import Reason, Referral, Valuation
from tradein.rules import Rules
from tradein.value import value


SEEN = frozenset(
    ["km", "damage", "tyres", "service", "keys", "owners", "accident", "warning_lights"]
)


@dataclass(frozen=True, kw_only=True)
class Declared:
    """What was promised: the car and its state, the offer, and the day it was made."""

    facts: Facts
    condition: Condition
    offer: Valuation
    on: date


@dataclass(frozen=True, kw_only=True)
class Found:
    """What the dealer saw.

    Attributes:
        on: The day of the handover.
        km: The odometer reading.
        condition: The state.
        pictures: By factor code ("damage.roof.dent.1", "tyres"), where its picture is kept.
    """

    on: date
    km: int
    condition: Condition
    pictures: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Line:
    """What one factor adds to the promised offer, or takes off it, and its picture."""

    code: str
    label: Mapping[str, str]
    cents: int
    picture: str = ""


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What the recheck comes to.

    Attributes:
        outcome: "confirmed" at the promised amount, "reoffered" at another, "referred" to a person.
        gross_cents: The amount before the loan; the promised one when referred.
        lines: They sum to the change, to the cent; empty when nothing changes.
        reasons: Why a person must look; empty otherwise.
    """

    outcome: Literal["confirmed", "reoffered", "referred"]
    gross_cents: int
    lines: tuple[Line, ...] = ()
    reasons: tuple[Reason, ...] = ()


def recheck(promise: Declared, found: Found, model: ValuationModel, rules: Rules) -> Verdict:
    """Judge the car as found by the rules it was promised by.

    A handover within the offer's days and kilometres is priced at the promised day and reading.

    Raises:
        InvalidFactsError: When the model or the rules are not those of the promise, a fact cannot
            be true, or a line that takes something off has no picture.
    """
    offer = promise.offer
    if (offer.model_id, offer.rules_id) != (model.model_id, rules.rules_id):
        raise InvalidFactsError("offer", "other-rules", "was made by another model or other rules")
    on = promise.on if found.on <= offer.valid_until else found.on
    km = promise.facts.km if promise.facts.km <= found.km <= offer.valid_km else found.km
    loan = promise.condition.loan_outstanding_cents
    state = replace(found.condition, loan_outstanding_cents=loan)
    again = value(replace(promise.facts, km=km), state, model, rules, on)
    if isinstance(again, Referral):
        return Verdict(outcome="referred", gross_cents=offer.gross_cents, reasons=again.reasons)
    if not again.firm:
        reasons = again.refer_reasons
        return Verdict(outcome="referred", gross_cents=offer.gross_cents, reasons=reasons)
    if abs(again.gross_cents - offer.gross_cents) <= offer.tolerance_cents:
        return Verdict(outcome="confirmed", gross_cents=offer.gross_cents)
    lines = tuple(_lines(offer.factors, again.factors, found.pictures))
    return Verdict(outcome="reoffered", gross_cents=again.gross_cents, lines=lines)


def _lines(
    before: tuple[Factor, ...], after: tuple[Factor, ...], pictures: Mapping[str, str]
) -> list[Line]:
    shown = {factor.code: factor for factor in (*before, *after)}
    change = dict.fromkeys(shown, 0)
    for sign, factors in ((-1, before), (1, after)):
        for factor in factors:
            change[factor.code] += sign * factor.cents
    lines = [
        Line(code=code, label=shown[code].label, cents=cents, picture=pictures.get(code, ""))
        for code, cents in change.items()
        if cents
    ]
    for line in lines:
        if line.cents < 0 and _seen(line.code) and not line.picture:
            raise InvalidFactsError(
                f"pictures.{line.code}", "missing", "takes off without a picture"
            )
    return lines


def _seen(code: str) -> bool:
    """Whether a line follows from what the dealer saw, not from arithmetic on other lines."""
    return code.partition(".")[0] in SEEN
