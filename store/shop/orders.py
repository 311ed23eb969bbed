"""The customer's order: its timeline, and cancelling it before a dealer has accepted."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from store import clock
from store.journeys.look import CarLook
from store.locale import choose
from store.markets import market
from store.models import Order
from store.orders.cancel import cancel
from store.orders.deposits import deposit_fact
from store.orders.evidence import latest_evidence
from store.orders.lifecycle import ENDED, Act, State, may
from store.orders.part_exchange import part_exchange_of
from store.orders.withdraw import may_withdraw
from store.papers.folder import standing
from store.security import signed_in
from store.shop.order_figures import figures
from store.shop.order_ownership import buyer_of, own_order
from store.shop.progress import track
from store.shop.timeline import timeline


pages = Blueprint("orders", __name__)


@pages.get("/orders/<order_id>")
@signed_in
def show(order_id: str) -> ResponseReturnValue:
    """Show where an order stands, what happened and what comes."""
    order, at = own_order(order_id), clock.now()
    trade_in, deposit = part_exchange_of(order), deposit_fact(order, at)
    if order.state == State.READY:
        return redirect(url_for("orders.signature", order_id=order.id), 303)
    return render_template(
        "shop/order/show.html",
        order=order,
        state=State(order.state),
        look=look_of(order),
        figures=figures(order, deposit, trade_in),
        deposit=deposit,
        track=track(State(order.state)),
        timeline=timeline(order, at),
        ended=order.state in ENDED,
        proof=latest_evidence(order.id),
        papers=standing(order, clock.today()) if order.state not in ENDED else None,
        may_cancel=may(State(order.state), Act.CANCEL),
        may_withdraw=may_withdraw(order, at),
        trade_in=trade_in,
        withdraw_words=market(order.market).legal("withdraw_button", choose(), clock.today()).text,
    )


@pages.get("/orders/<order_id>/cancellation")
@signed_in
def cancellation(order_id: str) -> ResponseReturnValue:
    """Ask once before an order is cancelled."""
    order = own_order(order_id)
    if not may(State(order.state), Act.CANCEL):
        return redirect(url_for("orders.show", order_id=order.id), 303)
    return render_template("shop/order/cancellation.html", order=order)


@pages.post("/orders/<order_id>/cancellation")
@signed_in
def cancel_order(order_id: str) -> ResponseReturnValue:
    """Cancel; a second click finds it cancelled."""
    order = own_order(order_id)
    cancel(order.id, buyer_of(order), clock.now())
    flash(_("Your order is cancelled. Nothing is owed."), "ok")
    return redirect(url_for("orders.show", order_id=order_id), 303)


def look_of(order: Order) -> CarLook:
    """Return the look of the ordered car, as it was frozen with the order."""
    return CarLook(**order.summary["look"])
