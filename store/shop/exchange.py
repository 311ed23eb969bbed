"""The car given in exchange, on the customer's order: promised, found, answered."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from store import clock
from store.desk.exchange import exchange_file
from store.journeys.trade_in_values import asked_pictures
from store.models import Order
from store.orders.exchange_pictures import pictures_of
from store.orders.part_exchange import part_exchange_of
from store.orders.refusals import NotFound
from store.orders.valuation_tables import kept_tables
from store.part_exchange.decide import decide
from store.security import signed_in
from store.shop.order_ownership import own_order
from store.shop.orders import pages


@pages.get("/orders/<order_id>/trade-in")
@signed_in
def trade_in(order_id: str) -> ResponseReturnValue:
    """Show what was promised, what the dealer found, and the choice it leaves."""
    order = own_order(order_id)
    row = part_exchange_of(order)
    if row is None or order.signed_at is None:
        raise NotFound("part exchange", "the order has none")
    rules = kept_tables(row.declared)[1]
    file, sent = exchange_file(order, row, rules), pictures_of(order.journey_id)
    asked = asked_pictures(row.declared["condition"])
    return render_template(
        "shop/order/trade_in.html",
        order=order,
        file=file,
        to_send=len([view for view in asked if view not in sent]),
        late=file.valid_until < clock.today(),
    )


@pages.post("/orders/<order_id>/trade-in/acceptance")
@signed_in
def accept_amount(order_id: str) -> ResponseReturnValue:
    """Take the other amount; a second click finds it taken."""
    order = own_order(order_id)
    decide(order.id, order.account_id, "accepted", clock.now())
    flash(_("Noted. The new amount counts at delivery; the confirmation is in your mail."), "ok")
    return _back(order)


@pages.post("/orders/<order_id>/trade-in/keeping")
@signed_in
def keep_car(order_id: str) -> ResponseReturnValue:
    """Keep the car; the order goes on without it."""
    order = own_order(order_id)
    decide(order.id, order.account_id, "kept", clock.now())
    flash(_("Noted. You keep your car, and your order goes on without it."), "ok")
    return _back(order)


def _back(order: Order) -> ResponseReturnValue:
    return redirect(url_for("orders.trade_in", order_id=order.id), 303)
