"""The papers an order needs in a market, and how long they are kept: dated data."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from store.markets.dated import Dated, holding, pick_holding, read_rows, read_toml
from store.markets.errors import Invalid, UnknownLaw


@dataclass(frozen=True, kw_only=True, slots=True)
class PaperRule(Dated):
    """One paper: who must bring it, when, its name and the reason it is asked, by language.

    `buyers` are private or business; `when` is always, trade_in or financed.
    """

    key: str
    buyers: list[str]
    when: str
    label: dict[str, str]
    why: dict[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class RetentionRow(Dated):
    """Whole days papers are kept after the end of an order, or after the keys."""

    ended_days: int
    delivered_days: int

    @property
    def after_end(self) -> timedelta:
        """How long after a withdrawal, a cancellation or another end."""
        return timedelta(days=self.ended_days)

    @property
    def after_delivery(self) -> timedelta:
        """How long after the keys were handed over."""
        return timedelta(days=self.delivered_days)


@cache
def paper_rules() -> tuple[PaperRule, ...]:
    """Return every paper ever asked in France, in the order in which they are asked."""
    tables = read_toml("fr", "papers")["paper"]
    rank = {table["key"]: place for place, table in reversed([*enumerate(tables)])}
    rows = read_rows(PaperRule, tables, "papers.toml")
    return tuple(sorted(rows, key=lambda row: rank[row.key]))


def papers_asked(on: date, buyer: str, *, trade_in: bool, financed: bool) -> tuple[PaperRule, ...]:
    """Return the papers an order needs on a day.

    Args:
        on: The day the papers are looked at.
        buyer: private or business.
        trade_in: Whether a car is taken in part exchange.
        financed: Whether a lender pays a part.

    Raises:
        Invalid: ``paper_buyer``, nobody of that kind buys here.
        UnknownLaw: No rule has begun.
    """
    if buyer not in {"private", "business"}:
        raise Invalid("paper_buyer", "A buyer is private or a business.")
    rules = holding(paper_rules(), on)
    if not rules:
        raise UnknownLaw("papers", on)
    asked: Mapping[str, bool] = {"always": True, "trade_in": trade_in, "financed": financed}
    return tuple(rule for rule in rules if buyer in rule.buyers and asked[rule.when])


def paper_label(key: str) -> Mapping[str, str]:
    """Return a paper's latest name by language, also once it is no longer asked.

    Raises:
        Invalid: ``paper_unknown``.
    """
    for rule in reversed(paper_rules()):
        if rule.key == key:
            return rule.label
    raise Invalid("paper_unknown", f"There is no paper named {key}.")


def paper_retention(on: date) -> RetentionRow:
    """Return how long papers are kept by the rule of a day; raises UnknownLaw before the first."""
    return pick_holding(retention_rows(), on, "papers:retention")


@cache
def retention_rows() -> tuple[RetentionRow, ...]:
    """Return every rule of how long papers are kept, oldest first."""
    return read_rows(RetentionRow, read_toml("fr", "papers")["retention"], "papers.toml")
