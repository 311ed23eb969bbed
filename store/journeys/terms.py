"""Who buys under which dated conditions, and which discounts those give."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import combinations
from typing import Any, Literal

from store.journeys.discounts import KINDS_OF_BASE, Base, Discount
from store.journeys.refusals import DealError
from store.markets.dated import DATA, Dated, check_rows


__all__ = [
    "KINDS_OF_BASE",
    "PUBLIC",
    "Base",
    "Discount",
    "Terms",
    "TermsKind",
    "chosen_discounts",
    "market_terms",
    "read_terms",
    "rule_codes",
    "terms_faults",
    "terms_on",
]
TermsKind = Literal["public", "employee", "beneficiary", "business", "fleet"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Terms:
    """Dated conditions of one kind of buyer."""

    kind: TermsKind
    key: str
    rules: tuple[Discount, ...] = ()
    holding_months: int = 0
    quota_12_months: int = 0
    demonstration: bool = False
    source: str = ""


PUBLIC = Terms(kind="public", key="public")


def chosen_discounts(
    terms: Terms, offers: Sequence[Discount], model: str, on: date
) -> tuple[Discount, ...]:
    """Return the discounts of a deal: the terms' rules in force, then the named offers.

    Raises:
        DealError: ``offer_not_in_force``, ``offers_overlap`` (the same code twice on a day) or
            ``offers_do_not_stack``.
    """
    for offer in offers:
        if not offer.applies(model, on):
            raise DealError("offer_not_in_force", f"{offer.code} is not in force on {on}.")
    chosen = (*(rule for rule in terms.rules if rule.applies(model, on)), *offers)
    for one, other in combinations(chosen, 2):
        if one.code == other.code:
            raise DealError("offers_overlap", f"{one.code} is given twice.")
        if other.code not in one.stacks_with and one.code not in other.stacks_with:
            raise DealError("offers_do_not_stack", f"{one.code} excludes {other.code}.")
    return chosen


def read_terms(text: str) -> tuple[tuple[date, date | None, Terms], ...]:
    """Read dated terms from TOML: (first day, last day or None, terms)."""
    rows = []
    for table in tomllib.loads(text)["terms"]:
        rules = tuple(_rule(rule) for rule in table.get("rules", ()))
        plain = {k: v for k, v in table.items() if k not in {"from", "until", "rules"}}
        rows.append((table["from"], table.get("until"), Terms(**plain, rules=rules)))
    return tuple(rows)


def rule_codes(country: str) -> tuple[str, ...]:
    """Return the codes of every discount that a market's terms give."""
    found = (one.code for _, _, terms in market_terms(country) for one in terms.rules)
    return tuple(dict.fromkeys(found))


def terms_faults(country: str) -> tuple[str, ...]:
    """Return every gap or overlap between a market's terms, and between rules of one set."""
    rows = [
        (f"terms:{terms.kind}", Dated(starts=starts, until=until, source=terms.source))
        for starts, until, terms in market_terms(country)
    ]
    rows += [
        (f"{terms.key}:{one.code}", Dated(starts=one.starts, until=one.until, source=one.source))
        for _, _, terms in market_terms(country)
        for one in terms.rules
    ]
    names = dict.fromkeys(name for name, _ in rows)
    return tuple(
        fault
        for name in names
        for fault in check_rows([row for other, row in rows if other == name], name)
    )


def _rule(table: Mapping[str, Any]) -> Discount:
    plain = {("starts" if key == "from" else key): value for key, value in table.items()}
    if "percent" in plain:
        plain["percent"] = Decimal(plain["percent"])
    for name in ("models", "stacks_with"):
        plain[name] = tuple(plain.get(name, ()))
    return Discount(**plain)


@cache
def market_terms(country: str) -> tuple[tuple[date, date | None, Terms], ...]:
    """Return every dated set of conditions of a market."""
    return read_terms((DATA / country.lower() / "terms.toml").read_text("utf-8"))


def terms_on(kind: TermsKind, on: date, country: str = "FR") -> Terms:
    """Return the conditions of a kind of buyer on a day; without discounts where none are named."""
    for starts, until, terms in market_terms(country):
        if terms.kind == kind and starts <= on and (until is None or on <= until):
            return terms
    return Terms(kind=kind, key=f"{kind}@none")
