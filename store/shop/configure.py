"""The configurator: every choice answers at once, or with the cheapest swap."""

from collections.abc import Mapping
from dataclasses import replace

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from configurator import ContradictionError, UnknownOptionError
from store import clock
from store.catalogue.shelf import catalogue_of
from store.errors import Page, show as show_error
from store.journeys.choose import (
    FixedCar,
    Taken,
    UnknownWay,
    choose as take,
    restore,
    swap as accept,
)
from store.journeys.situation import Situation, situation
from store.lazy import _l
from store.shop.configure_parts import bar, board, toast
from store.shop.nearby import nearby
from store.shop.ownership import only_mine, own_journey
from store.shop.swaps import Swap, offered
from store.shop.undo import NotOurs, change, change_since, earlier, way_back
from store.typed_numbers import read_count


BUILT = Page(
    409,
    _l("This car is already built"),
    _l("A car in stock keeps its configuration. Configure another one to choose."),
)
MOST_WAYS = 99
pages = Blueprint("configure", __name__)


@pages.get("/journeys/<journey_id>/configure")
def show(journey_id: str) -> ResponseReturnValue:
    """Show the car and every choice; `swap` and `way` name a swap that is being considered."""
    found = situation(own_journey(journey_id), clock.today())
    wanted, back = request.args.get("swap"), request.args.get("back")
    return render_template(
        "shop/configure/page.html",
        found=found,
        board=board(found),
        bar=bar(found, oob=False),
        toast=toast(found, change_since(found, back) if back else None, back),
        swap=_swap(found, wanted, _way(request.args)) if wanted else None,
        nearby=nearby(found, clock.now()),
    )


@pages.get("/journeys/<journey_id>/nearby")
def near(journey_id: str) -> ResponseReturnValue:
    """Show the car in stock that comes nearest, as a part of the page."""
    found = situation(own_journey(journey_id), clock.today())
    return render_template("shop/configure/nearby.html", nearby=nearby(found, clock.now()))


@pages.post("/journeys/<journey_id>/choices")
def choose(journey_id: str) -> ResponseReturnValue:
    """Take or leave an option."""
    only_mine(journey_id)
    option, wanted = request.form.get("option", ""), request.form.get("wanted") == "1"
    try:
        taken = take(journey_id, option, wanted=wanted, at=clock.now())
    except (UnknownOptionError, ContradictionError) as error:
        raise NotFound from error
    return _answer(taken, swap=option if taken.repair else None)


@pages.post("/journeys/<journey_id>/swaps")
def swap(journey_id: str) -> ResponseReturnValue:
    """Accept the swap that makes room for an option."""
    only_mine(journey_id)
    try:
        option, way = request.form.get("option", ""), _way(request.form)
        taken = accept(journey_id, option, way, clock.now())
    except (UnknownOptionError, UnknownWay, ContradictionError) as error:
        raise NotFound from error
    return _answer(taken)


@pages.post("/journeys/<journey_id>/undo")
def undo(journey_id: str) -> ResponseReturnValue:
    """Put the earlier choices back."""
    journey = own_journey(journey_id)
    catalogue = catalogue_of(journey.catalogue_hash)
    try:
        decisions = earlier(journey, catalogue, request.args.get("to", ""))
    except NotOurs as error:
        raise NotFound from error
    taken = restore(journey_id, decisions, clock.now())
    return _answer(replace(taken, before=taken.journey.decisions))


def _way(sent: Mapping[str, str]) -> int:
    return read_count(sent.get("way", "0"), MOST_WAYS, otherwise=MOST_WAYS)


@pages.errorhandler(FixedCar)
def refuse(error: FixedCar) -> ResponseReturnValue:
    """Say that a stock car cannot be changed, in its brand's dress."""
    own_journey(str(error))
    return show_error(BUILT)


def _swap(found: Situation, option: str, way: int = 0) -> Swap | None:
    if found.journey.stock_vehicle_id:
        raise FixedCar(found.journey.id)
    try:
        return offered(found, option, way, found.plan.on)
    except (UnknownOptionError, UnknownWay, ContradictionError) as error:
        raise NotFound from error


def _answer(taken: Taken, swap: str | None = None) -> ResponseReturnValue:
    """Answer a click: its parts of the page for htmx, else the way to the page."""
    journey = taken.journey
    done = change(taken.before, journey.decisions)
    back = way_back(journey, catalogue_of(journey.catalogue_hash), taken.before) if done else None
    if "HX-Request" not in request.headers:
        here = url_for("configure.show", journey_id=journey.id, swap=swap, back=back)
        return redirect(here, 303)
    found = situation(journey, clock.today())
    return render_template(
        "shop/configure/fragment.html",
        found=found,
        board=board(found),
        bar=bar(found, oob=True),
        toast=toast(found, done, back),
        swap=_swap(found, swap) if swap else None,
    )
