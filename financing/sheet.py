"""The pre-contract information sheet of a credit (SECCI, in France FIPEN) as data to be printed.

Its parts follow the form of directive 2008/48/EC, Annex II (France: R. 312-2). Wording to be
confirmed by counsel.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from financing.quotes import Quote
from financing.refusal_texts import Cents, Value, both
from financing.refusals import Refusal, refuse
from financing.settlement import SettlementCaps
from financing.sheet_words import KINDS, LABELS, SENTENCES, TITLES


Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the sheet, by language."""

    label: Words = field(hash=False)
    value: Words = field(hash=False)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the sheet, by language."""

    title: Words = field(hash=False)
    facts: tuple[Fact, ...]


def information_sheet(
    quoted: Quote, intermediary: str, caps: SettlementCaps | None = None
) -> tuple[Part, ...] | Refusal:
    """The sheet of a quoted credit.

    Args:
        quoted: The credit.
        intermediary: Who arranges it: the seller's name and address.
        caps: What repaying early may cost, where it is not French law.

    Returns:
        Its parts in the order of the form; a refusal for what is no credit by the law of the day.
    """
    if quoted.apr_percent is None:
        return refuse("no_credit", "product").refusal
    parts = {
        "parties": [_line("lender", quoted.lender), _line("intermediary", intermediary)],
        "features": [*_features(quoted)],
        "costs": [*_costs(quoted)],
        "rights": [*_rights(quoted, caps or SettlementCaps())],
    }
    return tuple(Part(TITLES[key], tuple(facts)) for key, facts in parts.items())


def _features(quoted: Quote) -> Iterator[Fact]:
    yield Fact(LABELS["kind"], KINDS[quoted.product])
    yield _line("price", Cents(quoted.price_cents))
    if quoted.contribution_cents > 0:
        yield _line("contribution", Cents(quoted.contribution_cents))
    yield _line("credit", Cents(quoted.credit_cents))
    yield _said("drawdown", "drawdown", quoted.start)
    yield _said("duration", "months", quoted.months)
    if quoted.first_cents:
        yield _line("first", Cents(quoted.first_cents))
    for count, cents in quoted.stages:
        yield _said("payments", "payments", count, Cents(cents))
    if quoted.final_cents:
        yield _said("final", "final", Cents(quoted.final_cents), quoted.schedule[-1].due)
    yield _line("total", Cents(quoted.total_due_cents))


def _costs(quoted: Quote) -> Iterator[Fact]:
    yield _said("rate", "percent", quoted.nominal_percent)
    yield _said("apr", "percent", quoted.example.apr_percent)
    yield _line("cost", Cents(quoted.cost_cents))
    yield _line("fees", Cents(quoted.fees_cents))
    cover = quoted.insurance
    if cover is None:
        yield _said("insurance", "no_cover")
    else:
        key = "compulsory" if cover.compulsory else "optional"
        yield _said("insurance", key, Cents(cover.monthly_cents), Cents(cover.total_cents))
    yield _said("late", "late")


def _rights(quoted: Quote, caps: SettlementCaps) -> Iterator[Fact]:
    yield _said("withdrawal", "withdrawal", quoted.withdrawal_days)
    figures = (Cents(caps.free_up_to_cents), caps.percent, caps.last_year_percent)
    yield _said("early", "early", *figures)
    yield _said("register", "register")
    yield _said("draft", "draft")
    yield _line("valid", quoted.valid_until)


def _line(label: str, value: Value) -> Fact:
    return Fact(LABELS[label], both("{0}", "{0}", value))


def _said(label: str, sentence: str, *values: Value) -> Fact:
    words = SENTENCES[sentence]
    return Fact(LABELS[label], both(words["fr"], words["en"], *values))
