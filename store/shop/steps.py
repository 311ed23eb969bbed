"""The steps of a journey as pages: where one stands, what comes next, and what must come first."""

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from werkzeug.wrappers import Response as BaseResponse

from store import clock
from store.extensions import db
from store.journeys.situation import Situation, situation
from store.journeys.steps import BY_KEY, next_step
from store.lazy import _l
from store.models import Journey, Order
from store.orders.lifecycle import ENDED, State
from store.shop.ownership import own_journey
from store.shop.steps_bar import ENDPOINTS, address, bar, saved_at


pages = Blueprint("journey", __name__)

FIRST = {
    "configure": _l("First choose your car."),
    "where": _l("First tell us where you live: taxes and dealers depend on it."),
    "tradein": _l("First say whether you have a car to trade in."),
    "finance": _l("First choose how you pay."),
    "you": _l("First fill in your details."),
}
LAPSED = _l("The offer for your car has lapsed. First have it valued again.")


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
        lapsed = missing[0] == "tradein" and now.trade_in_lapsed
        flash(str(LAPSED if lapsed else FIRST[missing[0]]), "info")
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


def onward(journey_id: str) -> BaseResponse:
    """Lead to the next open step after a form was taken."""
    return see(url_for("journey.go_on", journey_id=journey_id))


def see(target: str) -> BaseResponse:
    """Lead to another page after a form was taken; htmx leads the whole page there."""
    if wants_part():
        return Response(status=204, headers={"HX-Redirect": target})
    return redirect(target, 303)


def wants_part() -> bool:
    """Tell whether htmx asked, which takes a part of the page, with status 200 even for errors."""
    return request.headers.get("HX-Request") == "true"


def page(template: str, key: str, now: Situation, **context: object) -> str:
    """Render a step's page with the bar of steps."""
    return render_template(
        f"shop/journey/{template}.html",
        key=key,
        now=now,
        journey=now.journey,
        items=tuple(bar(now, key)),
        saved=saved_at(now.journey.updated_at),
        **context,
    )


def refused(body: str) -> ResponseReturnValue:
    """Answer with a form that needs another look."""
    return body, 200 if wants_part() else 422


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
