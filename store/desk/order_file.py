"""An order laid out for a page: everything on it is read from the frozen Deal."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from store.desk.wording import EVENTS, word
from store.formats import day, euros, moment
from store.journeys.deal import Deal
from store.journeys.lines import DealLine
from store.journeys.look import CarLook
from store.journeys.parts import Finance, TradeIn
from store.journeys.receipt import Receipt, ReceiptLine, receipt
from store.journeys.wording import instalments_text
from store.locale import choose
from store.markets import market, paper_label
from store.models import Order, OrderDocument, OrderEvent
from store.orders.deposits import DepositFact, deposit_fact, worded_as
from store.orders.lifecycle import ENDED, Act
from store.orders.part_exchange import part_exchange_of
from store.orders.settlement import at_delivery, stages_of


DETAILS = ("reason", "dealer", "was", "now", "deadline", "paper")
DAYS = frozenset({"was", "now"})
PRINTED = frozenset({"signed", "co_signed", "countersigned", "sealed"})


@dataclass(frozen=True, kw_only=True)
class Happened:
    """One event as the timeline component shows it."""

    date: str
    title: str
    text: str
    state: str = "done"
    moves: tuple[object, ...] = ()


@dataclass(frozen=True, kw_only=True)
class OrderFile:
    """What an order page shows besides the order's own columns.

    Attributes:
        deal: THE price; `receipt` is the same, in the lines people read: without how it is paid
            where the deposit is not held or taken, or the order has ended.
        car: The version with every option, accessory and pack.
        trade_in_words: The conditions of the part exchange as they stood that day.
        trade_in_km: The reading of the odometer up to which its offer counts.
        documents: The signed files, the latest first.
        deposit: What is true of the deposit now.
        due_cents: Left to pay at delivery by what is held or taken; None once the order has ended.
        instalments: The monthly payments as they multiply and sum; empty without.
    """

    order: Order
    deal: Deal
    receipt: tuple[ReceiptLine, ...]
    car: tuple[DealLine, ...]
    look: CarLook
    trade_in: TradeIn | None
    trade_in_words: str
    trade_in_km: int | None
    finance: Finance | None
    documents: tuple[OrderDocument, ...]
    history: tuple[Happened, ...]
    deposit: DepositFact
    due_cents: int | None
    instalments: str


def order_file(order: Order, events: Iterable[OrderEvent], at: datetime) -> OrderFile:
    """Lay an order out as it is now, with those of its events that the reader may see."""
    deal = Deal.from_json(order.deal)
    request, given = deal.request, part_exchange_of(order)
    deposit = deposit_fact(order, at)
    due_cents = at_delivery(deal, given, deposit).due_cents
    conditions = market(order.market).legal("trade_in_conditions", choose(), request.ordered_on)
    return OrderFile(
        order=order,
        deal=deal,
        receipt=_shown(receipt(deal), counts=deposit.counts and order.state not in ENDED),
        car=tuple(row for row in deal.price_lines if row.kind in {"car", "option", "accessory"}),
        look=look_of(order),
        trade_in=request.trade_in,
        trade_in_words=conditions.text if request.trade_in else "",
        trade_in_km=given.declared["valid_km"] if given else None,
        finance=request.finance,
        documents=tuple(one for one in reversed(order.documents) if one.kind in PRINTED),
        history=tuple(_happened(event) for event in events),
        deposit=deposit,
        instalments=instalments_text(stages_of(order, deal), euros),
        due_cents=None if order.state in ENDED else due_cents,
    )


def _shown(made: Receipt, *, counts: bool) -> tuple[ReceiptLine, ...]:
    """Return the price, and how it is paid while that is as it was signed."""
    return made.lines if counts else (*made.car, *made.road)


def look_of(order: Order) -> CarLook:
    """Return the look of the ordered car, as it was frozen with the order."""
    return CarLook(**order.summary["look"])


def seen_by_dealer(order: Order, kinds: Collection[str]) -> list[OrderEvent]:
    """Return the events of these kinds that tell nothing of another dealer."""
    return [
        event
        for event in order.events
        if event.kind in kinds and event.data.get("dealer") in {None, order.dealer.key}
    ]


def _happened(event: OrderEvent) -> Happened:
    details = [name for name in DETAILS if name in event.data]
    if event.kind != Act.RESCHEDULE:  # elsewhere these are a payment's states, which the title says
        details = [name for name in details if name not in DAYS]
    told = [_told(name, str(event.data[name])) for name in details]
    return Happened(
        date=moment(event.at),
        title=word(EVENTS, worded_as(event.kind, event.data)),
        text=" · ".join(filter(None, told)),
    )


def _told(name: str, value: str) -> str:
    if name in DAYS:
        shown = day(datetime.fromisoformat(value).date())
        return _("before: %(day)s", day=shown) if name == "was" else _("now: %(day)s", day=shown)
    if name == "paper":
        return paper_label(value)[choose()]
    if name == "deadline":
        return _("answer before %(moment)s", moment=moment(datetime.fromisoformat(value)))
    return value
