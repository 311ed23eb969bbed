"""Cards of cars in lists, rendered once a process: every visitor reads the same."""

from flask import request
from flask_babel import get_locale
from markupsafe import Markup

from store.shop.forecourt import StandingCar
from store.shop.kept import Part, piece
from store.shop.showroom import ShownCar


def range_card(car: ShownCar) -> Markup:
    """Return the card of a version, with a box to compare it."""
    part = Part("shop/parts/range_card.html", (car, request.script_root), lambda: {"car": car})
    return piece(part, str(get_locale()))


def stock_card(car: StandingCar) -> Markup:
    """Return the card of a car in stock."""
    vehicle = car.vehicle
    words = (vehicle.id, vehicle.dealer.name, vehicle.demonstrator, vehicle.km, car.reduced)
    prices = (vehicle.price_cents, vehicle.prior_cents, vehicle.reduced_on)
    key = (car.shown, *words, *prices, request.script_root)
    return piece(Part("shop/parts/stock_card.html", key, lambda: {"car": car}), str(get_locale()))
