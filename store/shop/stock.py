"""Cars in stock: found, looked at, and held for the visitor who wants one."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import or_, select

from store import clock
from store.catalogue.brands import BRANDS
from store.catalogue.stock import ORDERS, StockFilter, StockPage, search
from store.extensions import db
from store.journeys.begin import begin_from_stock
from store.journeys.receipt import receipt
from store.journeys.situation import usual_place
from store.models import Journey, StockVehicle
from store.orders.hold import bounds_of, held_until, hold_for
from store.orders.refusals import CarTaken
from store.security import origin
from store.shop.budget import CENTS, read_budget
from store.shop.cards import stock_card
from store.shop.forecourt import StandingCar, neighbours, on_sale, standing
from store.shop.ownership import customer_id, remember, remembered
from store.shop.pages import BRAND, MARKET, shop
from store.shop.showroom import ENERGIES, showroom
from store.typed_numbers import read_count


MOST_PAGES = 999


@shop.get("/stock")
def all_stock() -> ResponseReturnValue:
    """Show the cars in stock of every brand."""
    return _list(None)


@shop.get(f"{BRAND}/stock")
def stock(brand: str) -> ResponseReturnValue:
    """Show a brand's cars in stock."""
    return _list(brand)


def _list(brand: str | None) -> ResponseReturnValue:
    wanted, on = _wanted(brand, request.args), clock.today()
    found: StockPage = search(wanted)
    return render_template(
        "shop/stock.html",
        card=stock_card,
        wanted=wanted,
        found=found,
        budget=read_budget({**request.args, "by": "cash"}),
        cars=[standing(car, on) for car in found.cars],
        models={group.catalogue.slug: group.catalogue.model for group in showroom(on, brand)},
        place=usual_place(),
        here=url_for("shop.stock", brand=brand) if brand else url_for("shop.all_stock"),
    )


def _wanted(brand: str | None, words: Mapping[str, str]) -> StockFilter:
    chosen = brand or words.get("brand")
    euros = read_budget({**words, "by": "cash"}).euros
    energy, order = words.get("energy"), words.get("order", "")
    return StockFilter(
        brand=chosen if chosen in BRANDS else None,
        slug=words.get("model") or None,
        energy=energy if energy in ENERGIES else None,
        budget_cents=None if euros is None else euros * CENTS,
        order=order if order in ORDERS else "price",
        page=max(1, read_count(words.get("page"), MOST_PAGES, 1)),
    )


@shop.get("/stock/<car_id>")
def stock_car(car_id: str) -> ResponseReturnValue:
    """Show one car in stock."""
    car = db.get_or_404(StockVehicle, car_id)
    session["brand"] = car.brand
    shown = standing(car, clock.today())
    lines = receipt(shown.shown.deal)
    return render_template(
        "shop/stock_car.html",
        car=shown,
        free=on_sale(car, clock.now()),
        held_until=held_until(car_id, _mine(car_id), clock.now()),
        minutes=bounds_of(origin()).time // timedelta(minutes=1),
        lines=(*lines.car, *lines.road),
        place=usual_place(),
    )


@shop.post("/stock/<car_id>/journeys")
def take_from_stock(car_id: str) -> ResponseReturnValue:
    """Hold a car for a journey of this visitor; where it is taken, show the nearest others."""
    car = db.get_or_404(StockVehicle, car_id)
    now, known = clock.now(), next(iter(_mine(car_id)), None)
    if known is None and not on_sale(car, now):
        return _taken(car_id)
    journey_id = known or begin_from_stock(car, customer_id(), now)
    try:
        held = hold_for(car_id, journey_id, origin(), now)
    except CarTaken:
        return _taken(car_id)
    if not held:
        flash(_("You may go on with this car. It is not held: who signs first has it."), "info")
    remember(journey_id)
    return redirect(url_for("configure.show", journey_id=journey_id), 303)


def _taken(car_id: str) -> ResponseReturnValue:
    car, on = db.get_or_404(StockVehicle, car_id), clock.today()
    others = [standing(other, on) for other in neighbours(car)]
    shown: StandingCar = standing(car, on)
    return render_template("shop/taken.html", car=shown, others=others, market=MARKET), 409


def _mine(car_id: str) -> Sequence[str]:
    """Return this visitor's journeys for a car, so that a second click is the same journey."""
    own = or_(Journey.id.in_(remembered()), Journey.account_id == (customer_id() or ""))
    wanted = select(Journey.id).where(own, Journey.stock_vehicle_id == car_id)
    return db.session.scalars(wanted.order_by(Journey.updated_at.desc())).all()
