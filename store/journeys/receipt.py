"""A Deal as the lines people read, in order, with their sums: page, PDF, mail and export alike."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from store.journeys.deal import Deal
from store.journeys.lines import DealLine
from store.journeys.wording import Text, wording


Weight = Literal["line", "gain", "sum", "total"]


@dataclass(frozen=True, kw_only=True)
class ReceiptLine:
    """One printed line. `kind` is a plain line, a gain, a sum, or THE total.

    `rule` and `source` say what the line rests on; its note is the calculation. An `unknown` line
    has no amount.
    """

    code: str
    label: Text
    note: Text
    cents: int
    kind: Weight = "line"
    rule: str = ""
    source: str = ""
    unknown: bool = False


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """The three parts of a price: the car, the road, how it is paid."""

    car: tuple[ReceiptLine, ...]
    road: tuple[ReceiptLine, ...]
    payment: tuple[ReceiptLine, ...]

    @property
    def lines(self) -> tuple[ReceiptLine, ...]:
        """Every line, in order."""
        return (*self.car, *self.road, *self.payment)


def receipt(deal: Deal) -> Receipt:
    """Lay a Deal out for reading; every amount is one of the Deal's own.

    What is standard or in a pack is left to the list of equipment: here are the lines that cost,
    and the zero lines a buyer looks for (preparation, taxes, hand-over).
    """
    sold = (row for row in deal.price_lines if row.kind != "tax")
    taxed = (row for row in deal.price_lines if row.kind == "tax")
    say = wording(deal.request.market)
    vat = say("note", "vat_contained", {"vat_cents": deal.vat_cents})
    car, road = say("label", "car_total"), say("label", _road_label(deal))
    return Receipt(
        car=(*_plain(sold), _sum("car_total", car, deal.car_cents, vat)),
        road=(*_plain(taxed), _sum("road_price", road, deal.road_price_cents, {}, "total")),
        payment=(*_payments(deal), _balance(deal)),
    )


def _road_label(deal: Deal) -> str:
    return "road_price_partial" if deal.unknown else "road_price"


def _plain(rows: Iterable[DealLine]) -> Iterator[ReceiptLine]:
    for row in rows:
        if row.cents or row.kind not in {"option", "accessory"}:
            kind: Weight = "gain" if row.kind == "discount" else "line"
            yield _printed(row, row.cents, kind)


def _sum(key: str, label: Text, cents: int, note: Text, kind: Weight = "sum") -> ReceiptLine:
    return ReceiptLine(code=key, label=label, note=note, cents=cents, kind=kind)


def _payments(deal: Deal) -> Iterator[ReceiptLine]:
    """Yield what has been paid or will be by others, as what it takes off the price."""
    for row in deal.payment_lines:
        if row.kind != "balance":
            yield _printed(row, -row.cents)


def _printed(row: DealLine, cents: int, kind: Weight = "line") -> ReceiptLine:
    return ReceiptLine(
        code=row.code,
        label=row.label,
        note=row.note,
        cents=cents,
        kind=kind,
        rule=row.rule,
        source=row.source,
        unknown=row.unknown,
    )


def _balance(deal: Deal) -> ReceiptLine:
    row = next(row for row in deal.payment_lines if row.kind == "balance")
    return ReceiptLine(
        code="due_at_delivery",
        label=row.label,
        note=row.note,
        cents=deal.due_at_delivery_cents,
        kind="sum",
    )
