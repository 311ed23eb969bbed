"""Every order: found, read whole, placed where no dealer took it."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import joinedload, selectinload

from esign import EsignError
from store import clock
from store.catalogue.brands import BRANDS
from store.desk.documents import send_document
from store.desk.order_file import PRINTED, order_file
from store.desk.wording import ANSWERS, BADGES, DEPOSITS, STATES, TERMS, payment_words, word
from store.employees.approval import objection
from store.extensions import db
from store.models import DealerOffer, Employee, Order
from store.orders.events import verify_chain
from store.orders.lifecycle import State
from store.orders.place import place
from store.orders.refusals import DealerUnfit
from store.security import staff_only
from store.staff.approving import OBJECTIONS
from store.staff.asking import asked
from store.staff.ledger import counts, find, open_dealers
from store.staff.pages import pages
from store.staff.who import own_account


@pages.get("/")
@staff_only
def home() -> ResponseReturnValue:
    """Lead to the orders."""
    return redirect(url_for("staff.orders"), 303)


@pages.get("/orders")
@staff_only
def orders() -> ResponseReturnValue:
    """Show the orders that pass the filters."""
    filters = asked()
    return render_template(
        "staff/orders.html",
        filters=filters,
        found=find(filters),
        counts=counts(),
        states=STATES,
        terms=TERMS,
        brands=BRANDS,
        brand_names=[(brand.key, brand.name) for brand in BRANDS.values()],
        dealer_names=[(dealer.id, dealer.name) for dealer in open_dealers()],
        badges=BADGES,
        payment_words=payment_words,
    )


@pages.get("/orders/<order_id>")
@staff_only
def order_page(order_id: str) -> ResponseReturnValue:
    """Show an order whole, with all that happened to it."""
    return page(found_order(order_id))


def found_order(order_id: str) -> Order:
    """Return an order; the staff sees every one."""
    order = db.session.get(
        Order,
        order_id,
        options=[
            joinedload(Order.dealer),
            joinedload(Order.account),
            selectinload(Order.offers).joinedload(DealerOffer.dealer),
        ],
    )
    if order is None:
        abort(404)
    return order


def page(order: Order, problem: str = "") -> str:
    """Show an order; `problem` says what was wrong with the last thing asked."""
    employee = db.session.get(Employee, order.employee_id) if order.employee_id else None
    approval = order.state == State.APPROVAL
    reason = objection(order, clock.now()) if approval else None
    return render_template(
        "staff/order.html",
        file=order_file(order, order.events, clock.now()),
        state=word(STATES, order.state),
        badge_state=BADGES.get(order.state, "standard"),
        payment=payment_words(order.summary),
        deposit_words=DEPOSITS,
        terms=word(TERMS, order.terms),
        whole=_chain_holds(order.id),
        employee=employee,
        approval=approval,
        objection=OBJECTIONS[reason] if reason else "",
        answer_words=ANSWERS,
        places=open_dealers(order.brand) if order.state == State.UNPLACED else [],
        problem=problem,
    )


def _chain_holds(order_id: str) -> bool:
    try:
        verify_chain(order_id)
    except EsignError:
        return False
    return True


@pages.post("/orders/<order_id>/placement")
@staff_only
def place_order(order_id: str) -> ResponseReturnValue:
    """Lay an order that no dealer took before a dealer."""
    order = found_order(order_id)
    try:
        place(order.id, request.form.get("dealer", "")[:24], own_account().id, clock.now())
    except DealerUnfit:
        return page(order, _("Choose an open dealer of this brand.")), 422
    flash(_("The order is before the dealer, whose clock runs."), "ok")
    return redirect(url_for("staff.order_page", order_id=order_id), 303)


@pages.get("/orders/<order_id>/documents/<kind>")
@staff_only
def document(order_id: str, kind: str) -> ResponseReturnValue:
    """Download a file of the order."""
    order = found_order(order_id)
    if kind not in PRINTED:
        abort(404)
    return send_document(order, kind)
