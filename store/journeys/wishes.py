"""What a customer answered in a step, as the engines want it; pure.

A journey keeps its answers as plain JSON values:

place     {"postcode": "69002", "insee": "69382", "delivery": "dealer" | "home"}
trade_in  {"declined": true}, or {"facts": {…}, "condition": {…}, "valued_on": "2026-11-24"}
          with the fields of `tradein.Facts` and `tradein.Condition` (days as ISO text, damages as
          [{"zone", "kind", "severity"}])
finance   {"product": "cash" | "loan" | "balloon" | "loa" | "lld", "months": 48,
          "km_per_year": 10000, "contribution_cents": 0}
buyer     {"kind": "private" | "business", "civility", "first_name", "last_name", "birth_date",
          "birth_place", "street", "postcode", "commune", "insee", "email", "phone", "company",
          "siren"}
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tradein import Condition, Damage, Facts


PRODUCTS = ("loan", "balloon", "loa", "lld")
EXAMPLE_PRODUCT = "loa"


@dataclass(frozen=True, kw_only=True)
class FinanceWish:
    """How the customer wants to pay; amounts in cents. `chosen` is None until they decided."""

    chosen: str | None = None
    months: int = 48
    km_per_year: int = 10_000
    contribution_cents: int = 0


def finance_wish(answers: Mapping[str, Any]) -> FinanceWish:
    """Read the finance section."""
    if not answers:
        return FinanceWish()
    return FinanceWish(
        chosen=answers.get("product"),
        months=answers.get("months", FinanceWish.months),
        km_per_year=answers.get("km_per_year", FinanceWish.km_per_year),
        contribution_cents=answers.get("contribution_cents", 0),
    )


def trade_in_facts(answers: Mapping[str, Any]) -> Facts:
    """Read the declared facts of the present car."""
    facts = dict(answers["facts"])
    first = date.fromisoformat(facts.pop("first_registration"))
    return Facts(first_registration=first, **facts)


def trade_in_condition(answers: Mapping[str, Any]) -> Condition:
    """Read the declared condition of the present car."""
    condition = dict(answers["condition"])
    damages = tuple(Damage(**damage) for damage in condition.pop("damages", ()))
    return Condition(damages=damages, **condition)
