"""Withdrawing from the contract: "renoncer au contrat ici".

Directive (EU) 2023/2673 (article 11a of 2011/83/EU; Code de la consommation L221-21): a function
that is always at hand, a statement naming the consumer and the contract, and one confirmation.
Every amount is shown before it.
"""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from store import clock
from store.accounts.orders import order_numbered, orders_of
from store.extensions import limiter
from store.locale import choose
from store.markets import market
from store.models import Order
from store.orders.lifecycle import State, WrongState
from store.orders.refusals import TooLate
from store.orders.withdraw import (
    may_withdraw,
    withdraw,
    withdrawal_amounts,
    withdrawal_deadline,
)
from store.security import account, signed_in
from store.shop.forms.signature import ContractForm, WithdrawalForm
from store.shop.order_ownership import own_order
from store.shop.orders import pages


@pages.get("/orders/<order_id>/withdrawal")
@signed_in
def withdrawal(order_id: str) -> ResponseReturnValue:
    """Show every amount, and the statement to confirm."""
    order = own_order(order_id)
    if not may_withdraw(order, clock.now()):
        return _impossible(order)
    return _page(order, WithdrawalForm({"name": order.summary["buyer"]}))


@pages.post("/orders/<order_id>/withdrawal")
@signed_in
def confirm(order_id: str) -> ResponseReturnValue:
    """Withdraw; a second click finds it done."""
    order, form = own_order(order_id), WithdrawalForm()
    if order.state == State.WITHDRAWN:
        return redirect(url_for("orders.show", order_id=order_id), 303)
    if not form.validate():
        return _page(order, form), 422
    try:
        withdraw(order.id, order.account_id, clock.now())
    except (TooLate, WrongState):
        return _impossible(own_order(order_id))
    flash(_("You withdrew from the contract. The confirmation is on its way to you."), "ok")
    return redirect(url_for("orders.show", order_id=order_id), 303)


@pages.get("/withdraw")
def withdraw_entry() -> ResponseReturnValue:
    """Lead to the right contract: the function at the foot of every page."""
    person = account()
    orders = orders_of(person.id) if person else []
    open_orders = [one for one in orders if may_withdraw(one, clock.now())]
    return render_template("shop/order/withdraw.html", form=ContractForm(), orders=open_orders)


@pages.post("/withdraw")
@limiter.limit("20/15 minutes")
def find_contract() -> ResponseReturnValue:
    """Go on to the contract of a number; who is not signed in proves the address first."""
    form = ContractForm()
    if not form.validate():
        return render_template("shop/order/withdraw.html", form=form, orders=[]), 422
    number = (form.number.data or "").strip()
    return redirect(url_for("orders.contract", number=number), 303)


@pages.get("/withdraw/<number>")
@signed_in
def contract(number: str) -> ResponseReturnValue:
    """Lead from an order's number to its withdrawal, for its buyer alone."""
    person = account() or abort(404)
    order = order_numbered(number, person.id)
    if order is not None:
        return redirect(url_for("orders.withdrawal", order_id=order.id), 303)
    form = ContractForm({"number": number})
    form.refuse("number", _("You have no order of this number. Look at the letters we sent you."))
    return render_template("shop/order/withdraw.html", form=form, orders=[]), 404


def _impossible(order: Order) -> ResponseReturnValue:
    """Say why there is nothing to withdraw from."""
    page = "shop/order/no_withdrawal.html"
    return render_template(page, order=order, last=withdrawal_deadline(order)), 409


def _page(order: Order, form: WithdrawalForm) -> str:
    return render_template(
        "shop/order/withdrawal.html",
        order=order,
        form=form,
        amounts=withdrawal_amounts(order, clock.now()),
        right=market(order.market)
        .legal("withdrawal_right", choose(), clock.today())
        .text.split("\n"),
    )
