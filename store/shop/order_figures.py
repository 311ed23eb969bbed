"""The figures of an order beside its timeline: each is one of the frozen Deal's own."""

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from store.formats import day_long, euros, number
from store.journeys.deal import Deal
from store.models import Order, PartExchange, Payment
from store.orders.settlement import at_delivery
from tradein import Stage


Row = tuple[str, str] | tuple[str, str, str]


@dataclass(frozen=True)
class Figures:
    """Rows of a list: label and value."""

    rows: tuple[Row, ...]


def figures(order: Order, payment: Payment | None, trade_in: PartExchange | None = None) -> Figures:
    """Return what was ordered, what is paid, what is left."""
    deal = Deal.from_json(order.deal)
    counts = at_delivery(deal, trade_in)
    rows: list[Row] = [
        (_("Car"), order.summary["car"]),
        (_road_label(deal), euros(deal.road_price_cents)),
        (_deposit_label(payment), euros(deal.deposit_cents)),
    ]
    if deal.request.trade_in:
        rows.append((_("Trade-in"), euros(counts.trade_in_cents)))
        rows += _validity(trade_in)
    if deal.financed_cents:
        rows.append((_("Paid by the lender"), euros(deal.financed_cents)))
        months = _(
            "%(amount)s for %(months)s months", amount=euros(deal.monthly_cents), months=deal.months
        )
        rows.append((_("A month"), months))
    rows.append((_("Left at delivery"), euros(counts.due_cents), "strong"))
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


def _deposit_label(payment: Payment | None) -> str:
    if payment is None:
        return _("Deposit")
    return _("Deposit, taken") if payment.state == "captured" else _("Deposit, held on your card")
