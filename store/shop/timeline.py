"""What happened to an order and what comes, in the customer's words."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from store.formats import day, euros, moment
from store.models import Order, OrderEvent
from store.orders.reschedule import Move, delivery_moves
from store.shop.ahead import ahead, short_day


@dataclass(frozen=True, kw_only=True)
class Moved:
    """One change of the delivery day, in words."""

    day: str
    reason: str
    old: str
    new: str


@dataclass(frozen=True, kw_only=True)
class Item:
    """One entry. `state` is done, now or ahead."""

    date: str
    title: str
    text: str = ""
    state: str = "done"
    moves: tuple[Moved, ...] = ()


Words = tuple[str, str]


def timeline(order: Order, at: datetime) -> list[Item]:
    """Return what happened, the present, and what comes."""
    happened = [item for event in order.events for item in _past(order, event)]
    moves = tuple(_moved(move) for move in reversed(delivery_moves(order.id)))
    coming = [
        Item(
            date=one.date,
            title=one.title,
            text=one.text,
            state="now" if one.now else "ahead",
            moves=moves if one.now else (),
        )
        for one in ahead(order, at)
    ]
    return [*happened, *coming]


def _past(order: Order, event: OrderEvent) -> Iterator[Item]:
    told = TOLD.get(event.kind)
    if told is not None:
        title, text = told(order, event)
        yield Item(date=moment(event.at), title=title, text=text)


def _moved(move: Move) -> Moved:
    return Moved(
        day=short_day(move.at.date()), reason=move.reason, old=day(move.was), new=day(move.now)
    )


def _dealer(order: Order, event: OrderEvent) -> str:
    """Name the dealer an event speaks of."""
    names = {offer.dealer.key: offer.dealer.name for offer in order.offers}
    return names.get(event.data.get("dealer", ""), order.dealer.name)


def _signed(_order: Order, _event: OrderEvent) -> Words:
    return _("Order signed"), _("The purchase order is sealed and a copy is in your mail.")


def _held(order: Order, _event: OrderEvent) -> Words:
    title = _("Deposit of %(amount)s held", amount=euros(order.deposit_cents))
    return title, _("Taken when the dealer accepts; refundable.")


def _submitted(_order: Order, _event: OrderEvent) -> Words:
    return _("Your terms are being checked"), _("A second person looks at every employee sale.")


def _approved(_order: Order, _event: OrderEvent) -> Words:
    return _("Your terms are approved"), ""


def _rejected(_order: Order, event: OrderEvent) -> Words:
    return _("Your terms were not approved"), event.data["reason"]


def _offered(order: Order, event: OrderEvent) -> Words:
    until = moment(datetime.fromisoformat(event.data["deadline"]))
    title = _("Sent to %(dealer)s", dealer=_dealer(order, event))
    return title, _("Answer expected by %(moment)s at the latest.", moment=until)


def _refused(order: Order, event: OrderEvent) -> Words:
    title = _("%(dealer)s could not take your order", dealer=_dealer(order, event))
    reason = _("Reason given: %(reason)s.", reason=event.data["reason"].rstrip("."))
    return title, f"{reason} {_('Price and terms stay the same.')}"


def _lapsed(order: Order, event: OrderEvent) -> Words:
    title = _("%(dealer)s did not answer in time", dealer=_dealer(order, event))
    return title, _("The order moved on by itself. Price and terms stay the same.")


def _accepted(order: Order, event: OrderEvent) -> Words:
    title = _("Accepted by %(dealer)s", dealer=_dealer(order, event))
    return title, _("Your contact: %(phone)s.", phone=order.dealer.phone)


def _countersigned(order: Order, _event: OrderEvent) -> Words:
    title = _("Signed by %(dealer)s too", dealer=order.dealer.name)
    return title, _("The purchase order with both signatures is below.")


def _taken(order: Order, _event: OrderEvent) -> Words:
    return _("Deposit of %(amount)s taken", amount=euros(order.deposit_cents)), ""


def _returned(order: Order, _event: OrderEvent) -> Words:
    return _("Deposit of %(amount)s given back", amount=euros(order.deposit_cents)), ""


def _delivered(order: Order, _event: OrderEvent) -> Words:
    return _("The keys are yours"), _("Handed over by %(dealer)s.", dealer=order.dealer.name)


def _withdrawn(_order: Order, _event: OrderEvent) -> Words:
    return _("You withdrew from the contract"), _(
        "It cost you nothing. The confirmation is in your mail."
    )


def _cancelled(_order: Order, _event: OrderEvent) -> Words:
    return _("Order cancelled"), ""


def _expired(_order: Order, _event: OrderEvent) -> Words:
    return _("The order expired"), _("It was not completed within seven days. Nothing is owed.")


TOLD: dict[str, Callable[[Order, OrderEvent], Words]] = {
    "sign": _signed,
    "hold": _held,
    "submit": _submitted,
    "approve": _approved,
    "reject": _rejected,
    "offer": _offered,
    "place": _offered,
    "refuse": _refused,
    "lapse": _lapsed,
    "accept": _accepted,
    "countersign": _countersigned,
    "capture_deposit": _taken,
    "return_deposit": _returned,
    "deliver": _delivered,
    "withdraw": _withdrawn,
    "cancel": _cancelled,
    "expire": _expired,
}
