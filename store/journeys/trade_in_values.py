"""The trade-in step's answers and figures: what is kept, how the offer is laid out; pure."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from typing import Any

from tradein import Condition, Factor, Facts, Rules, Valuation, ValuationModel, value


MONTH = timedelta(days=30)
MORE_KM = 1_000
VIEWS = ("front", "rear", "cabin", "odometer")


@dataclass(frozen=True, kw_only=True)
class TwoParts:
    """The factors of an offer in two parts: from new to the market value, then to the offer."""

    market: tuple[Factor, ...]
    offer: tuple[Factor, ...]


@dataclass(frozen=True)
class Tried:
    """What one other answer would change: a code of WHAT_IF and signed cents."""

    code: str
    cents: int


def kept_answers(facts: Facts, condition: Condition, on: date) -> dict[str, Any]:
    """Return what a journey keeps of a declared car (see `store.journeys.wishes`)."""
    day = facts.first_registration.isoformat()
    return {
        "facts": {**asdict(facts), "first_registration": day},
        "condition": {**asdict(condition), "damages": [asdict(one) for one in condition.damages]},
        "valued_on": on.isoformat(),
    }


def set_aside(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answers of someone who goes on without a trade-in; the car is not forgotten."""
    car = answers if answers.get("facts") else answers.get("aside")
    return {"declined": True, "aside": dict(car)} if car else {"declined": True}


def declared(answers: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the declared car, kept or set aside; empty where there is none."""
    if answers.get("facts"):
        return answers
    aside: Mapping[str, Any] = answers.get("aside", {})
    return aside


def asked_pictures(condition: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the views of the car that are photographed: four, and one for each damage declared.

    A damage's view is the code of its line in the offer ("damage.roof.dent.1").
    """
    damages = (
        f"damage.{one['zone']}.{one['kind']}.{one['severity']}"
        for one in condition.get("damages", ())
    )
    return (*VIEWS, *dict.fromkeys(damages))


def two_parts(offer: Valuation) -> TwoParts:
    """Split the factors where the costs of taking the car begin: at the margin."""
    codes = [factor.code for factor in offer.factors]
    cut = codes.index("margin") if "margin" in codes else len(codes)
    return TwoParts(market=offer.factors[:cut], offer=offer.factors[cut:])


def what_if(
    facts: Facts, condition: Condition, model: ValuationModel, rules: Rules, on: date
) -> Iterator[Tried]:
    """Yield what a few other answers would make of the offer, where they change it."""
    now = value(facts, condition, model, rules, on)
    for code, (other, state, day) in _others(facts, condition, on).items():
        then = value(other, state, model, rules, day)
        if isinstance(now, Valuation) and isinstance(then, Valuation):
            change = then.offer_cents - now.offer_cents
            if change:
                yield Tried(code, change)


def _others(
    facts: Facts, condition: Condition, on: date
) -> dict[str, tuple[Facts, Condition, date]]:
    return {
        "more_km": (replace(facts, km=facts.km + MORE_KM), condition, on),
        "month": (facts, condition, on + MONTH),
        "book_partial": (facts, replace(condition, service_history="partial"), on),
        "book_full": (facts, replace(condition, service_history="full"), on),
        "tyres_worn": (facts, replace(condition, tyres="worn"), on),
        "tyres_good": (facts, replace(condition, tyres="good"), on),
    }
