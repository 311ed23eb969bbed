"""The clauses of a purchase order: law in force on its day, trade-in, finance, versions."""

from collections.abc import Iterator

from babel.dates import format_date
from babel.numbers import format_decimal

from financing import Quote, quote_id
from store.gateways.purchase_order import Clause, FactLine, WithdrawalBlock
from store.journeys.parts import TradeIn
from store.journeys.wording import instalments_text, money_text
from store.orders.paper.context import Paper
from tradein import Valuation


def withdrawal(paper: Paper) -> WithdrawalBlock:
    """Return the right of withdrawal and its model form."""
    intro, *lines = [line for line in paper.law("withdrawal_form").splitlines() if line.strip()]
    return WithdrawalBlock(
        paragraphs=tuple(filter(None, paper.law("withdrawal_right").split("\n"))),
        online_label=paper.law("withdraw_button"),
        online_url=paper.withdraw_url,
        form_intro=intro,
        form_lines=tuple(lines),
    )


def clauses(paper: Paper) -> Iterator[Clause]:
    """Yield the guarantees, the mediator, the data notice and what the price promises."""
    promise = (paper.law("price_guarantee"), *_taxes(paper))
    yield Clause(title=paper.word("price_guarantee"), paragraphs=promise)
    for key in paper.market.order_sections:
        yield Clause(title=paper.word(key), paragraphs=(paper.law(key),))
    if paper.deal.request.terms.holding_months:
        yield Clause(title=paper.word("terms"), paragraphs=(paper.law("holding_period"),))


def _taxes(paper: Paper) -> Iterator[str]:
    """Say for which registration month the taxes were computed, and which are not final."""
    month = format_date(paper.deal.request.registration_month, "MMMM y", locale=paper.language)
    yield paper.word("month", month=month)
    if paper.deal.unknown:
        yield paper.law("unknown_taxes")
    if paper.deal.provisional:
        yield paper.law("provisional_taxes")


def versions(paper: Paper) -> Iterator[FactLine]:
    """Yield the versions of the data the order was made under."""
    made = paper.deal.versions
    for key in ("catalogue", "taxes", "terms", "rates", "texts", "trade_in"):
        if value := getattr(made, key):
            yield FactLine(label=paper.word(key), value=value)


def trade_in(paper: Paper) -> Clause | None:
    """Return the offer for the present car and how it is checked again."""
    given = paper.deal.request.trade_in
    if given is None:
        return None
    amount = money_text(given.offer_cents, paper.language)
    return Clause(
        title=given.label,
        facts=(
            FactLine(label=paper.word("offer"), value=amount),
            FactLine(label=paper.word("valid_until"), value=_validity(paper, given)),
            FactLine(label=paper.word("valuation"), value=f"{given.model_id} {given.rules_id}"),
        ),
        paragraphs=(paper.law("trade_in_conditions"),),
    )


def _validity(paper: Paper, given: TradeIn) -> str:
    """Say until when the offer counts, and up to how many kilometres."""
    offer, day = paper.now.valuation, paper.day(given.valid_until)
    if not isinstance(offer, Valuation):
        return day
    km = format_decimal(offer.valid_km, locale=paper.language)
    return paper.word("valid_km", day=day, km=km)


def finance(paper: Paper) -> Clause | None:
    """Return the financing, its figures and its warning."""
    quoted = paper.now.chosen
    if not isinstance(quoted, Quote):
        return None
    warning = quoted.warning[paper.language] if quoted.warning else ""
    return Clause(
        title=paper.word(quoted.product),
        facts=tuple(_finance_facts(paper, quoted)),
        paragraphs=tuple(filter(None, (warning, paper.law("credit_condition")))),
    )


def _finance_facts(paper: Paper, quoted: Quote) -> Iterator[FactLine]:
    each = instalments_text(quoted.stages, lambda cents: money_text(cents, paper.language))
    yield FactLine(label=paper.word("lender"), value=quoted.lender)
    yield FactLine(label=paper.word("quote"), value=quote_id(quoted))
    yield FactLine(label=paper.word("instalments"), value=each)
    for key in ("credit", "first", "final", "total_due"):
        if cents := getattr(quoted, f"{key}_cents"):
            yield FactLine(label=paper.word(key), value=money_text(cents, paper.language))
    rate = quoted.example.apr_percent
    if rate is not None:
        shown = str(rate).replace(".", ",") if paper.language == "fr" else str(rate)
        yield FactLine(label=paper.word("apr"), value=f"{shown} %")
