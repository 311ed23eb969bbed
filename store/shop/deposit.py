"""Paying the deposit on the provider's page, and coming back from it."""

from flask import current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from store import clock
from store.config import Settings
from store.extensions import limiter, one_page
from store.gateways.payments import PaymentError
from store.lazy import _l
from store.locale import choose
from store.markets import market
from store.models import Order
from store.orders.deposits import HELD, awaits_card, deposit_fact, payments_of
from store.orders.lifecycle import State
from store.orders.pay import Urls, open_deposit
from store.orders.settle import settle
from store.security import signed_in
from store.shop.order_ownership import own_order
from store.shop.orders import look_of, pages


MANDATE = _l(
    "Your bank lets a hold go after about seven days. If your order still waits by then, we may "
    "hold the same amount again on the same card; nothing else is ever asked of it."
)
RETRY_AFTER = {"Retry-After": "30"}


@pages.get("/orders/<order_id>/deposit")
@signed_in
def deposit(order_id: str) -> ResponseReturnValue:
    """Say how much is held, why, and that it comes back."""
    order = own_order(order_id)
    return _page(order) if awaits_card(order, clock.now()) else _to_order(order_id)


@pages.post("/orders/<order_id>/deposits")
@limiter.limit("20/15 minutes", key_func=one_page)
@signed_in
def pay(order_id: str) -> ResponseReturnValue:
    """Open the provider's card page; two tabs and a double click get the same one."""
    order = own_order(order_id)
    if not awaits_card(order, clock.now()):
        return _to_order(order_id)
    try:
        payment = open_deposit(order_id, _urls(order), clock.now())
    except PaymentError:
        return _page(own_order(order_id), unreachable=True), 503, RETRY_AFTER
    if payment.state != "open":
        return redirect(url_for("orders.deposit_return", order_id=order_id), 303)
    return redirect(payment.checkout_url, 303)


@pages.get("/orders/<order_id>/deposit/return")
@signed_in
def deposit_return(order_id: str) -> ResponseReturnValue:
    """Believe the provider, not the address that led back here."""
    order = own_order(order_id)
    attempts = payments_of(order.id)
    if not attempts:
        return redirect(url_for("orders.deposit", order_id=order_id), 303)
    try:
        payment = settle(attempts[-1].checkout_id, clock.now())
    except PaymentError:
        return _page(own_order(order_id), unreachable=True), 503, RETRY_AFTER
    if payment.state in HELD:
        flash(_held(own_order(order_id)), "ok")
        return _to_order(order_id)
    flash(_outcome(payment.state), "warn")
    return redirect(url_for("orders.deposit", order_id=order_id), 303)


def _held(order: Order) -> str:
    """Say what follows from the deposit that is held now."""
    if order.state == State.OFFERED:
        return _("Your deposit is held. Your order is before the dealer.")
    return _("Your deposit is held.")


def _outcome(state: str) -> str:
    """Say why nothing was held."""
    if state == "failed":
        return _("The bank refused the card. Nothing was taken; try again or use another card.")
    if state == "expired":
        return _("The card page had expired. Nothing was taken; open a new one.")
    return _("You came back without paying. Nothing was taken; your order is waiting.")


def _to_order(order_id: str) -> ResponseReturnValue:
    return redirect(url_for("orders.show", order_id=order_id), 303)


def _urls(order: Order) -> Urls:
    settings: Settings = current_app.extensions["settings"]
    back = settings.public_url + url_for("orders.deposit_return", order_id=order.id)
    words = _(
        "Deposit for order %(number)s, %(car)s", number=order.number, car=order.summary["car"]
    )
    return Urls(success=back, cancel=back, description=words, mandate=str(MANDATE))


def _page(order: Order, *, unreachable: bool = False) -> str:
    return render_template(
        "shop/order/deposit.html",
        order=order,
        look=look_of(order),
        why=market(order.market).legal("deposit", choose(), clock.today()).text,
        unreachable=unreachable,
        deposit=deposit_fact(order, clock.now()),
        mandate=MANDATE,
    )
