"""Every order: found, read whole, placed where no dealer took it."""

from datetime import date

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from esign import EsignError
from store import clock
from store.catalogue.brands import BRANDS
from store.desk.documents import send_document
from store.desk.order_file import order_file
from store.desk.wording import ANSWERS, BADGES, STATES, TERMS, payment_words, word
from store.employees.approval import objection
from store.extensions import db
from store.models import Employee, Order
from store.orders.events import verify_chain
from store.orders.lifecycle import State
from store.orders.place import place
from store.orders.queue import wake
from store.orders.refusals import DealerUnfit
from store.security import staff_only
from store.staff.approving import OBJECTIONS
from store.staff.ledger import Filters, counts, find, open_dealers
from store.staff.pages import pages
from store.staff.who import own_account


MOST_SIGNS = 60


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


def asked() -> Filters:
    """Read the filters from the address; what is no filter filters nothing."""
    args = request.args
    return Filters(
        state=_known(args.get("state"), STATES),
        brand=_known(args.get("brand"), BRANDS),
        dealer=args.get("dealer", "")[:24],
        terms=_known(args.get("terms"), TERMS),
        words=args.get("words", "").strip()[:MOST_SIGNS],
        since=args.get("since", None, date.fromisoformat),
        until=args.get("until", None, date.fromisoformat),
        page=max(1, min(args.get("page", 1, int), 10_000)),
    )


def _known(value: str | None, table: object) -> str:
    return value if value and value in table else ""  # type: ignore[operator]  # a mapping


@pages.get("/orders/<order_id>")
@staff_only
def order_page(order_id: str) -> ResponseReturnValue:
    """Show an order whole, with all that happened to it."""
    return page(found_order(order_id))


def found_order(order_id: str) -> Order:
    """Return an order; the staff sees every one."""
    order = db.session.get(Order, order_id)
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
        file=order_file(order, order.events),
        state=word(STATES, order.state),
        badge_state=BADGES.get(order.state, "standard"),
        payment=payment_words(order.summary),
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
    wake()
    flash(_("The order is before the dealer, whose clock runs."), "ok")
    return redirect(url_for("staff.order_page", order_id=order_id), 303)


@pages.get("/orders/<order_id>/documents/<kind>")
@staff_only
def document(order_id: str, kind: str) -> ResponseReturnValue:
    """Download a file of the order."""
    order = found_order(order_id)
    if kind not in {"signed", "countersigned"}:
        abort(404)
    return send_document(order, kind)
