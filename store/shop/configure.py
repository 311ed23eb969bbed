"""The configurator: every choice answers at once, or with the cheapest swap."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from configurator import ContradictionError, UnknownOptionError
from store import clock
from store.catalogue.shelf import catalogue_of
from store.errors import Page, show as show_error
from store.journeys.choose import FixedCar, choose as take, restore, swap as accept
from store.journeys.look import CarLook, car_look
from store.journeys.situation import Situation, situation
from store.lazy import _l
from store.markets import co2_class
from store.shop.kept import Part, kept
from store.shop.ownership import own_journey
from store.shop.panel import panel
from store.shop.swaps import Swap, offered
from store.shop.undo import NotOurs, change_since, earlier, way_back


BUILT = Page(
    409,
    _l("This car is already built"),
    _l("A car in stock keeps its configuration. Configure another one to choose."),
)
WHOLE, PARTS = "shop/configure/page.html", "shop/configure/fragment.html"
pages = Blueprint("configure", __name__)


@pages.get("/journeys/<journey_id>/configure")
def show(journey_id: str) -> ResponseReturnValue:
    """Show the car and every choice; `swap` names a choice whose swap is being considered."""
    found = situation(own_journey(journey_id), clock.today())
    wanted = request.args.get("swap")
    return _page(found, _swap(found, wanted) if wanted else None, request.args.get("back"))


@pages.post("/journeys/<journey_id>/choices")
def choose(journey_id: str) -> ResponseReturnValue:
    """Take or leave an option."""
    journey = own_journey(journey_id)
    catalogue, before = catalogue_of(journey.catalogue_hash), dict(journey.decisions)
    option, wanted = request.form.get("option", ""), request.form.get("wanted") == "1"
    token = way_back(journey, catalogue, before)
    try:
        clicked = take(journey_id, option, wanted=wanted, at=clock.now())
    except (UnknownOptionError, ContradictionError) as error:
        raise NotFound from error
    if clicked.repair is not None:
        return _answer(journey_id, swap=option)
    return _answer(journey_id, back=token if dict(clicked.decisions) != before else None)


@pages.post("/journeys/<journey_id>/swaps")
def swap(journey_id: str) -> ResponseReturnValue:
    """Accept the swap that makes room for an option."""
    journey = own_journey(journey_id)
    token = way_back(journey, catalogue_of(journey.catalogue_hash), journey.decisions)
    try:
        accept(journey_id, request.form.get("option", ""), clock.now())
    except (UnknownOptionError, ContradictionError) as error:
        raise NotFound from error
    return _answer(journey_id, back=token)


@pages.post("/journeys/<journey_id>/undo")
def undo(journey_id: str) -> ResponseReturnValue:
    """Put the earlier choices back."""
    journey = own_journey(journey_id)
    catalogue = catalogue_of(journey.catalogue_hash)
    try:
        decisions = earlier(journey, catalogue, request.args.get("to", ""))
    except NotOurs as error:
        raise NotFound from error
    restore(journey_id, decisions, clock.now())
    return _answer(journey_id)


@pages.errorhandler(FixedCar)
def refuse(_error: FixedCar) -> ResponseReturnValue:
    """Say that a stock car cannot be changed."""
    return show_error(BUILT)


def _swap(found: Situation, option: str) -> Swap | None:
    if found.journey.stock_vehicle_id:
        raise FixedCar(found.journey.id)
    try:
        return offered(found, option, found.plan.on)
    except (UnknownOptionError, ContradictionError) as error:
        raise NotFound from error


def _answer(
    journey_id: str, swap: str | None = None, back: str | None = None
) -> ResponseReturnValue:
    """Answer a click: its parts of the page for htmx, else the way to the page."""
    if "HX-Request" not in request.headers:
        here = url_for("configure.show", journey_id=journey_id, swap=swap, back=back)
        return redirect(here, 303)
    found = situation(own_journey(journey_id), clock.today())
    return _page(found, _swap(found, swap) if swap else None, back, PARTS)


def _page(
    found: Situation, swap: Swap | None, back: str | None, template: str = WHOLE
) -> ResponseReturnValue:
    look = car_look(found.catalogue, found.options)
    return render_template(
        template,
        found=found,
        look=look,
        board=kept(_board(found, look), found.journey.id),
        swap=swap,
        back=back,
        change=change_since(found, back) if back else None,
    )


def _board(found: Situation, look: CarLook) -> Part:
    """Return the stage and the panel, which depend on choices, town and month alone."""
    journey, asked = found.journey, found.deal.request
    choices = frozenset(journey.decisions.items())
    fixed = journey.stock_vehicle_id is not None
    return Part(
        "shop/configure/board.html",
        (journey.catalogue_hash, choices, found.place, asked.registration_month, fixed),
        lambda: {
            "found": found,
            "look": look,
            "co2_class": co2_class(found.summary.co2_g, found.plan.on),
            "sections": () if fixed else panel(found),
            "fixed": fixed,
        },
    )
