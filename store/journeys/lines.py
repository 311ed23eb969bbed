"""The lines of a deal: what is paid, why, and under which rule, in every language at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from store.journeys.request import DealRequest
from store.journeys.terms import KINDS_OF_BASE, Discount
from store.journeys.wording import Param, Text, wording
from store.markets import TaxLine, is_provisional, market, unknown_table


LineKind = Literal[
    "car",
    "option",
    "accessory",
    "preparation",
    "discount",
    "service",
    "handover",
    "tax",
    "trade_in",
    "loan_payoff",
    "finance",
    "deposit",
    "balance",
]
PAYMENTS = frozenset({"trade_in", "loan_payoff", "finance", "deposit", "balance"})


@dataclass(frozen=True, kw_only=True, slots=True)
class DealLine:
    """One line, zero lines included.

    Price lines (car to tax) sum to the road price; payment lines (trade-in to balance) say how
    that same sum is paid, so they sum to it as well. ``vat_rate`` None: outside VAT; else
    ``net_cents + vat_cents == cents``.
    """

    kind: LineKind
    code: str
    label: Text
    note: Text
    cents: int
    vat_rate: Decimal | None
    net_cents: int
    vat_cents: int
    rule: str
    source: str

    @property
    def is_payment(self) -> bool:
        """Tell whether the line says how the price is paid rather than what it is made of."""
        return self.kind in PAYMENTS

    @property
    def unknown(self) -> bool:
        """Tell whether nobody knows the rule of the line: its amount is in no sum."""
        return self.kind == "tax" and unknown_table(self.rule) is not None

    @property
    def provisional(self) -> bool:
        """Tell whether the rule of the line is the law as it stands and may still change."""
        return self.kind == "tax" and is_provisional(self.rule)


@dataclass(frozen=True, slots=True)
class Why:
    """The rule behind a line and where it is published."""

    rule: str
    source: str


def line(kind: LineKind, code: str, cents: int, words_: tuple[Text, Text], why: Why) -> DealLine:
    """Make a line; its VAT is split later, over all lines together."""
    return DealLine(
        kind=kind,
        code=code,
        label=words_[0],
        note=words_[1],
        cents=cents,
        vat_rate=None,
        net_cents=cents,
        vat_cents=0,
        rule=why.rule,
        source=why.source,
    )


def car_lines(request: DealRequest) -> tuple[DealLine, ...]:
    """Return the car, its options and accessories, then the preparation at nothing."""
    say = wording(request.market)
    labels = {item.option: item.label for item in request.items}
    why = Why(f"catalogue:{request.catalogue}", f"price list {request.edition}")
    made = []
    for item in request.items:
        pack = labels.get(item.pack or "", {"fr": "un pack", "en": "a pack"})
        note = say("note", f"item_{item.reason}", {"pack": pack})
        made.append(line(item.kind, item.option, item.cents, (item.label, note), why))
    text = (say("label", "preparation"), say("note", "preparation"))
    country = market(request.market)
    law = country.legal("preparation", country.languages[0], request.ordered_on)
    included = Why("preparation_included", law.source)
    return (*made, line("preparation", "preparation", 0, text, included))


def discount_lines(
    request: DealRequest, discounts: Sequence[Discount], car: Sequence[DealLine]
) -> tuple[DealLine, ...]:
    """Return one negative line for each discount, each on the undiscounted base."""
    say, made = wording(request.market), []
    for discount in discounts:
        base = sum(row.cents for row in car if row.kind in KINDS_OF_BASE[discount.base])
        if discount.percent is None:
            note = say("note", "discount_amount")
        else:
            params: dict[str, Param] = {"percent": discount.percent, "base_cents": base}
            note = say("note", "discount_percent", params)
        why = Why(f"discount:{discount.code}:{discount.starts}", discount.source)
        text = (discount.label, note)
        made.append(line("discount", discount.code, -discount.cents(base), text, why))
    return tuple(made)


def extra_lines(request: DealRequest) -> tuple[DealLine, ...]:
    """Return the services and the hand-over."""
    say = wording(request.market)
    made = [
        line(
            "service",
            service.code,
            service.cents,
            (service.label, say("note", "service")),
            Why("service" if service.vat else "service:no_vat", service.source),
        )
        for service in request.services
    ]
    delivery = request.delivery
    note = say("note", "handover_fee" if delivery.fee_cents else "handover_free")
    text = (say("label", f"handover_{delivery.kind}"), note)
    why = Why(f"handover:{delivery.kind}:{delivery.dealer_key}", "delivery conditions of the store")
    return (*made, line("handover", delivery.kind, delivery.fee_cents, text, why))


def tax_lines(request: DealRequest, taxes: Iterable[TaxLine]) -> tuple[DealLine, ...]:
    """Return the registration taxes, outside VAT."""
    say = wording(request.market)
    return tuple(
        line(
            "tax",
            tax.code,
            tax.cents,
            (say("label", tax.label), _as_it_stands(say("note", tax.note, tax.params), tax)),
            Why(tax.rule, tax.source),
        )
        for tax in taxes
    )


def _as_it_stands(note: Text, tax: TaxLine) -> Text:
    """Add to a note why its rule may still change."""
    if not tax.status:
        return note
    return {language: f"{words} ({tax.status[language]})" for language, words in note.items()}
