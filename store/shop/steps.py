"""The steps of a journey as pages: where one stands, what comes next, and what must come first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from babel.dates import format_time
from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _, lazy_gettext as _l
from markupsafe import Markup
from sqlalchemy import select
from werkzeug.wrappers import Response

from store import clock
from store.clock import PARIS
from store.extensions import db
from store.journeys.situation import Situation, situation
from store.journeys.steps import BY_KEY, StepView, next_step, progress
from store.models import Account, Journey, Order
from store.orders.lifecycle import ENDED, State
from store.security import account
from store.shop.ownership import own_journey


pages = Blueprint("journey", __name__)

LABELS = {
    "configure": _l("Configure"),
    "where": _l("Delivery"),
    "tradein": _l("Trade-in"),
    "finance": _l("Financing"),
    "you": _l("Your details"),
    "review": _l("Summary"),
    "sign": _l("Signature"),
    "deposit": _l("Deposit"),
}
ENDPOINTS = {
    "configure": "configure.show",
    "where": "journey.where",
    "tradein": "journey.trade_in",
    "finance": "journey.finance",
    "you": "journey.you",
    "review": "journey.review",
}
FIRST = {
    "configure": _l("First choose your car."),
    "where": _l("First tell us where you live: taxes and dealers depend on it."),
    "tradein": _l("First say whether you have a car to trade in."),
    "finance": _l("First choose how you pay."),
    "you": _l("First fill in your details."),
}


@dataclass(frozen=True)
class StepItem:
    """A step as the bar shows it."""

    label: str
    state: str
    url: str | None


def here(journey_id: str, key: str) -> Situation:
    """Return where this visitor's journey stands, or lead to what must be done before a step.

    A signed order is behind all steps: its own page is the place.
    """
    journey = own_journey(journey_id)
    order = order_of(journey)
    if order is not None and order.state != State.READY:
        abort(see(order_address(order)))
    now = situation(journey, clock.today())
    missing = BY_KEY[key].needs(now.facts)
    if missing:
        flash(str(FIRST[missing[0]]), "info")
        abort(see(address(missing[0], journey_id)))
    return now


def order_of(journey: Journey) -> Order | None:
    """Return the order a journey has become, unless it has ended."""
    return db.session.scalar(
        select(Order).where(Order.journey_id == journey.id, Order.state.not_in(ENDED))
    )


def order_address(order: Order) -> str:
    """Return where an order goes on: the signature while it is ready, else its own page."""
    page = f"{request.script_root}/orders/{order.id}"
    return f"{page}/signature" if order.state == State.READY else page


def address(key: str, journey_id: str) -> str:
    """Return the address of a step's page."""
    return url_for(ENDPOINTS[key], journey_id=journey_id)


def onward(journey_id: str) -> Response:
    """Lead to the next open step after a form was taken."""
    return see(url_for("journey.go_on", journey_id=journey_id))


def see(target: str) -> Response:
    """Lead to another page after a form was taken."""
    return redirect(target, 303)


def customer() -> Account | None:
    """Return the customer who is signed in; a dealer or a member of the staff is a visitor here."""
    person = account()
    return person if person and person.role == "customer" else None


def wants_part() -> bool:
    """Tell whether htmx asked, which takes a part of the page, with status 200 even for errors."""
    return request.headers.get("HX-Request") == "true"


def page(template: str, key: str, now: Situation, **context: Any) -> str:  # noqa: ANN401  a template's own names
    """Render a step's page with the bar of steps."""
    return render_template(
        f"shop/journey/{template}.html",
        key=key,
        now=now,
        journey=now.journey,
        items=[_item(view, key, now) for view in progress(now.facts)],
        saved=saved_at(now.journey.updated_at),
        **context,
    )


def refused(body: str) -> ResponseReturnValue:
    """Answer with a form that needs another look."""
    return body, 200 if wants_part() else 422


def saved_at(moment: datetime) -> str:
    """Return the time of the last change: "14:32"."""
    return format_time(moment.astimezone(PARIS), "HH:mm", locale="fr")


def _item(view: StepView, key: str, now: Situation) -> StepItem:
    state = "current" if view.key == key else "open" if view.state == "current" else view.state
    linked = view.key in ENDPOINTS and state != "blocked"
    return StepItem(_label(view), state, address(view.key, now.journey.id) if linked else None)


def _label(view: StepView) -> str:
    """Return a step's name; readers of a blocked one hear what must be done first."""
    label = str(LABELS[view.key])
    if view.state != "blocked":
        return label
    needed = ", ".join(str(LABELS[step]) for step in view.needs if step in LABELS)
    return Markup('{}<span class="unseen"> ({})</span>').format(label, _("after: %(n)s", n=needed))


@pages.get("/journeys/<journey_id>")
def go_on(journey_id: str) -> ResponseReturnValue:
    """Lead to the next open step."""
    journey = own_journey(journey_id)
    order = order_of(journey)
    if order is not None and order.state != State.READY:
        return see(order_address(order))
    now = situation(journey, clock.today())
    step = next_step(now.facts)
    if step is not None and step.key in ENDPOINTS:
        return see(address(step.key, journey_id))
    return see(order_address(order) if order else address("review", journey_id))
