"""The figures of an order beside its timeline: each is one of the frozen Deal's own."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from store.formats import day_long, euros, number
from store.journeys.deal import Deal
from store.lazy import _l
from store.models import Order, PartExchange
from store.orders.deposits import DepositFact, Standing
from store.orders.lifecycle import ENDED
from store.orders.settlement import at_delivery, stages_of
from store.shop.wording import instalments
from tradein import Stage


DEPOSITS: Mapping[Standing, str] = {
    Standing.AWAITED: _l("Deposit, to be paid"),
    Standing.HELD: _l("Deposit, held on your card"),
    Standing.TAKEN: _l("Deposit, taken"),
    Standing.LOST: _l("Deposit, no longer held"),
    Standing.RELEASED: _l("Deposit, released"),
    Standing.REFUNDED: _l("Deposit, refunded"),
    Standing.UNPAID: _l("Deposit, not paid"),
    Standing.ENDING: _l("Deposit, on its way back to you"),
}
Row = tuple[str, str] | tuple[str, str, str]


@dataclass(frozen=True)
class Figures:
    """Rows of a list: label and value."""

    rows: tuple[Row, ...]


def figures(order: Order, deposit: DepositFact, trade_in: PartExchange | None = None) -> Figures:
    """Return what was ordered, what is paid, what is left; of an order that ended, nothing is."""
    deal = Deal.from_json(order.deal)
    counts = at_delivery(deal, trade_in, deposit)
    rows: list[Row] = [
        (_("Car"), order.summary["car"]),
        (_road_label(deal), euros(deal.road_price_cents)),
    ]
    if deposit.standing is not Standing.NONE:
        rows.append((str(DEPOSITS[deposit.standing]), euros(deposit.cents)))
    if order.state in ENDED:
        return Figures(tuple(rows))
    if deal.request.trade_in:
        rows.append((_("Trade-in"), euros(counts.trade_in_cents)))
        rows += _validity(trade_in)
    if deal.financed_cents:
        rows.append((_("Paid by the lender"), euros(deal.financed_cents)))
        rows.append((_("Monthly payments"), instalments(stages_of(order, deal))))
    left = _("Left at delivery") if deposit.counts else _("Left to pay, the deposit included")
    rows.append((left, euros(counts.due_cents), "strong"))
    return Figures(tuple(rows))


def _road_label(deal: Deal) -> str:
    return _("Price without the unpublished taxes") if deal.unknown else _("Price on the road")


def _validity(trade_in: PartExchange | None) -> list[Row]:
    """Say how long an offer counts that the dealer has not looked at yet."""
    if trade_in is None or trade_in.stage not in {Stage.ESTIMATE, Stage.FIRM}:
        return []
    until, km = date.fromisoformat(trade_in.declared["valid_until"]), trade_in.declared["valid_km"]
    words = _("%(day)s, up to %(km)s km", day=day_long(until), km=number(km))
    return [(_("Trade-in offer, until"), words)]
