"""What an order waits for now, and what comes after, by its state."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from flask_babel import format_date, gettext as _

from esign import Role
from store.formats import euros, moment
from store.models import Order
from store.orders.codes import masked
from store.orders.invite import co_sign_until
from store.orders.lifecycle import State
from store.orders.placing import open_offer
from store.orders.signatories import signatory
from store.orders.withdraw import withdrawal_deadline


@dataclass(frozen=True, kw_only=True)
class Coming:
    """One thing to come; `now` marks the one the order waits for."""

    date: str
    title: str
    text: str = ""
    now: bool = False


def ahead(order: Order, at: datetime) -> tuple[Coming, ...]:
    """Return the present and what follows; nothing for an order that ended."""
    steps = AHEAD.get(State(order.state), ())
    coming = tuple(step(order) for step in steps)
    if order.state == State.DELIVERED and _over(order, at):
        return ()
    return tuple(replace(one, now=index == 0) for index, one in enumerate(coming))


def short_day(value: date) -> str:
    """Return a day without its year, for a narrow column: 21 nov."""
    words: str = format_date(value, "d MMM")
    return words


def _over(order: Order, at: datetime) -> bool:
    last = withdrawal_deadline(order)
    return last is not None and at >= last


def _co_signature(order: Order) -> Coming:
    who, until = signatory(order, Role.CO_BUYER), moment(co_sign_until(order))
    return Coming(
        date=_("now"),
        title=_("%(name)s signs", name=who.name),
        text=_(
            "The link went to %(where)s and works until %(moment)s.",
            where=masked(who.email),
            moment=until,
        ),
    )


def _deposit(order: Order) -> Coming:
    return Coming(
        date=_("now"),
        title=_("Deposit of %(amount)s", amount=euros(order.deposit_cents)),
        text=_("Once it is held on your card the order leaves for the dealer."),
    )


def _card_again(order: Order) -> Coming:
    return Coming(
        date=_("now"),
        title=_("Your card again, for %(amount)s", amount=euros(order.deposit_cents)),
        text=_("Once it is held the order goes on where it stood, at the same price."),
    )


def _approval(_order: Order) -> Coming:
    return Coming(
        date=_("now"),
        title=_("A second person checks your terms"),
        text=_("Usually within a working day."),
    )


def _placing(order: Order) -> Coming:
    if order.stock_vehicle_id:
        return Coming(
            date=_("now"),
            title=_("We look for a way with you"),
            text=_(
                "The car stands at a dealer that has not accepted. You hear from us today or on the"
                " next working day, and you may cancel at any time."
            ),
        )
    return Coming(
        date=_("now"),
        title=_("We are looking for a dealer"),
        text=_("We call the dealers near you. You hear from us today or on the next working day."),
    )


def _answer(order: Order) -> Coming:
    offer = open_offer(order)
    title = _("%(dealer)s answers", dealer=order.dealer.name)
    if offer is None:
        return Coming(date=_("within 2 working hours"), title=title)
    until = _("by %(moment)s", moment=moment(offer.deadline_at))
    if order.stock_vehicle_id:
        text = _("The car stands at that dealer alone. Without an answer we call you.")
    else:
        text = _("Without an answer we ask another dealer, at the same price.")
    return Coming(date=until, title=title, text=text)


def _preparation(order: Order) -> Coming:
    return Coming(
        date=_("now"),
        title=_("Your car is being prepared"),
        text=_("%(dealer)s writes the day here as soon as it changes.", dealer=order.dealer.name),
    )


def _appointment(order: Order) -> Coming:
    return Coming(
        date=_("a few days before"),
        title=_("Proof of insurance and an appointment"),
        text=_(
            "%(dealer)s calls you: %(phone)s.", dealer=order.dealer.name, phone=order.dealer.phone
        ),
    )


def _keys(order: Order) -> Coming:
    until = _("by %(day)s", day=short_day(order.delivery_by))
    return Coming(date=until, title=_("Your keys, then 14 days to change your mind"))


def _reflection(order: Order) -> Coming:
    last = withdrawal_deadline(order)
    return Coming(
        date=_("until %(moment)s", moment=moment(last)) if last else "",
        title=_("You may still change your mind"),
        text=_("Until then you can withdraw from the contract without giving a reason."),
    )


AHEAD: dict[State, tuple[Callable[[Order], Coming], ...]] = {
    State.CO_SIGNING: (_co_signature, _deposit, _answer, _keys),
    State.SIGNED: (_deposit, _answer, _keys),
    State.APPROVAL: (_approval, _answer, _keys),
    State.UNPLACED: (_placing, _keys),
    State.UNSECURED: (_card_again, _answer, _keys),
    State.OFFERED: (_answer, _appointment, _keys),
    State.ACCEPTED: (_preparation, _appointment, _keys),
    State.DELIVERED: (_reflection,),
}
