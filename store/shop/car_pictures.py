"""Photos of the present car: asked for with the offer, sent then or later, from a phone."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from store import clock
from store.desk.car_pictures import send_picture, views
from store.extensions import limiter
from store.journeys.tables import tables
from store.models import Journey
from store.orders.refusals import NotFound
from store.papers.clean import MOST_BYTES
from store.papers.refusals import PaperRefused
from store.papers.wording import PROBLEMS
from store.part_exchange.own_pictures import keep_own, may_send
from store.shop.ownership import own_journey
from store.shop.steps import order_of, pages


@pages.get("/journeys/<journey_id>/trade-in/pictures")
def car_pictures(journey_id: str) -> str:
    """Show which photos are asked for, and those that came."""
    return _page(own_journey(journey_id))


@pages.post("/journeys/<journey_id>/trade-in/pictures/<view>")
@limiter.limit("60/hour")
def send_car_picture(journey_id: str, view: str) -> ResponseReturnValue:
    """Take the photo of one view; sending another replaces it."""
    sent, journey = request.files.get("photo"), own_journey(journey_id)
    content = sent.read(MOST_BYTES + 1) if sent else b""
    try:
        keep_own(journey.id, view, content, clock.now())
    except PaperRefused as refused:
        return _page(own_journey(journey_id), view, PROBLEMS[refused.reason]), *refused.answer
    flash(_("The photo is here."), "ok")
    return redirect(url_for("journey.car_pictures", journey_id=journey_id, _anchor=view), 303)


@pages.get("/journeys/<journey_id>/trade-in/pictures/<view>")
def car_picture(journey_id: str, view: str) -> ResponseReturnValue:
    """Show the customer a photo, small where the address says so."""
    return send_picture(own_journey(journey_id).id, view, small="small" in request.args)


def _page(journey: Journey, view: str = "", problem: str = "") -> str:
    condition = journey.trade_in.get("condition")
    if condition is None:
        raise NotFound("picture", "no car is described")
    order = order_of(journey)
    return render_template(
        "shop/journey/pictures.html",
        journey=journey,
        views=views(journey.id, condition, tables().rules),
        order=order if order and order.signed_at else None,
        may_send=may_send(journey.id),
        view=view,
        problem=problem,
        most_bytes=MOST_BYTES,
        too_large=PROBLEMS["too_large"],
    )
