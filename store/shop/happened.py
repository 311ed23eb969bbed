"""Each kind of event of an order in the customer's words; a kind that is not here is not shown."""

from collections.abc import Callable
from datetime import datetime

from flask_babel import gettext as _

from esign import Role
from store.formats import euros, moment
from store.models import Order, OrderEvent
from store.orders.signatories import signatory


Words = tuple[str, str]


def _dealer(order: Order, event: OrderEvent) -> str:
    """Name the dealer an event speaks of."""
    names = {offer.dealer.key: offer.dealer.name for offer in order.offers}
    return names.get(event.data.get("dealer", ""), order.dealer.name)


def _signed(_order: Order, _event: OrderEvent) -> Words:
    return _("Order signed"), _("The purchase order is sealed and a copy is in your mail.")


def _co_signed(order: Order, _event: OrderEvent) -> Words:
    who = signatory(order, Role.CO_BUYER)
    return _("Signed by %(name)s too", name=who.name), _("A copy is in your mail.")


def _declined(order: Order, _event: OrderEvent) -> Words:
    who = signatory(order, Role.CO_BUYER)
    return _("%(name)s does not sign", name=who.name), _("Nothing was taken and nothing is owed.")


def _held(order: Order, _event: OrderEvent) -> Words:
    title = _("Deposit of %(amount)s held", amount=euros(order.deposit_cents))
    return title, _("It leaves your account only once the dealer accepts; refundable.")


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
    return title, _("The order left that dealer by itself. Price and terms stay the same.")


def _accepted(order: Order, event: OrderEvent) -> Words:
    title = _("Accepted by %(dealer)s", dealer=_dealer(order, event))
    return title, _("Your contact: %(phone)s.", phone=order.dealer.phone)


def _countersigned(order: Order, _event: OrderEvent) -> Words:
    title = _("Signed by %(dealer)s too", dealer=order.dealer.name)
    return title, _("The purchase order with both signatures is below.")


def _taken(order: Order, _event: OrderEvent) -> Words:
    return _("Deposit of %(amount)s taken", amount=euros(order.deposit_cents)), ""


def _released(order: Order, _event: OrderEvent) -> Words:
    return _("Deposit of %(amount)s released", amount=euros(order.deposit_cents)), ""


def _refunded(order: Order, _event: OrderEvent) -> Words:
    return _("Deposit of %(amount)s refunded", amount=euros(order.deposit_cents)), ""


def _hold_lost(_order: Order, _event: OrderEvent) -> Words:
    return _("The hold on your card has ended"), _("Nothing was taken. Your order waits for you.")


def _held_anew(order: Order, _event: OrderEvent) -> Words:
    title = _("Deposit of %(amount)s held anew", amount=euros(order.deposit_cents))
    return title, _("The first hold is let go; nothing was taken.")


def _asked_for(_order: Order, _event: OrderEvent) -> Words:
    return _("Your bank asks for you"), _("To hold the deposit longer it wants your card again.")


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


def _trade_in_confirmed(_order: Order, _event: OrderEvent) -> Words:
    text = _("The dealer saw your car. The promised amount stands.")
    return _("Your trade-in is confirmed"), text


def _trade_in_reoffered(_order: Order, event: OrderEvent) -> Words:
    amount = euros(event.data["gross_cents"])
    return _("Another amount for your car"), _(
        "%(amount)s, line by line on the page of your trade-in.", amount=amount
    )


def _trade_in_accepted(_order: Order, _event: OrderEvent) -> Words:
    return _("You took the new amount"), _("It counts at delivery.")


def _trade_in_kept(_order: Order, _event: OrderEvent) -> Words:
    return _("You keep your car"), _("The order goes on without it.")


TOLD: dict[str, Callable[[Order, OrderEvent], Words]] = {
    "sign": _signed,
    "co_sign": _co_signed,
    "decline": _declined,
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
    "trade_in_confirm": _trade_in_confirmed,
    "trade_in_reoffer": _trade_in_reoffered,
    "trade_in_accept": _trade_in_accepted,
    "trade_in_withdraw": _trade_in_kept,
    "deposit_captured": _taken,
    "deposit_released": _released,
    "deposit_refunded": _refunded,
    "lose_hold": _hold_lost,
    "renew_hold": _held_anew,
    "renewal_refused": _asked_for,
    "deliver": _delivered,
    "withdraw": _withdrawn,
    "cancel": _cancelled,
    "expire": _expired,
}
