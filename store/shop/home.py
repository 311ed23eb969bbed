"""The entrance: three brands, and the home of each."""

from datetime import date

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import get_locale

from store import clock
from store.catalogue.brands import BRANDS
from store.catalogue.shelf import engine_of
from store.journeys.receipt import receipt
from store.journeys.situation import situation, usual_place
from store.markets import legal, market
from store.shop.budget import Budget, read_budget
from store.shop.filters import Wanted, find
from store.shop.legal_example import legal_example
from store.shop.pages import BRAND, MARKET, shop
from store.shop.showroom import Group, ShownCar, shown_car, showroom, unsaved


CARDS = 3
MESSAGES = ("mobility_walk", "mobility_share", "mobility_transit")


@shop.get("/")
def brands() -> ResponseReturnValue:
    """Show the brands, each with its car."""
    on = clock.today()
    fronts = [(brand, _front(showroom(on, brand.key))) for brand in BRANDS.values()]
    return render_template("shop/brands.html", fronts=fronts, place=usual_place())


@shop.get(f"{BRAND}/")
def home(brand: str) -> ResponseReturnValue:
    """Show a brand's home."""
    on = clock.today()
    groups = showroom(on, brand)
    hero = _front(groups)
    budget = Budget("month", Budget("month").scale.usual)
    return render_template(
        "shop/home.html",
        hero=hero,
        lines=(*receipt(hero.deal).car, *receipt(hero.deal).road),
        place=usual_place(),
        on=on,
        example=legal_example(hero.monthly) if hero.monthly else "",
        message=_mobility(on),
        budget=budget,
        found=find(groups, Wanted(budget=budget)),
        cards=_cards(groups, hero),
        models=len({group.catalogue.key for group in groups}),
        country=market(MARKET),
    )


@shop.get(f"{BRAND}/budget")
def budget(brand: str) -> ResponseReturnValue:
    """Answer a move of the home's budget slider with what it finds."""
    asked = read_budget(request.args)
    found = find(showroom(clock.today(), brand), Wanted(budget=asked))
    return render_template("shop/parts/budget.html", budget=asked, found=found)


def _front(groups: tuple[Group, ...]) -> ShownCar:
    """Return the brand's first car in full dress: its richest version with its first pack."""
    car = groups[0].best
    decisions = {car.version.option: True, car.colour.id: True}
    view = engine_of(car.catalogue.hash).view(decisions)
    free = (o for o, seen in view.options.items() if _is_pack(o) and seen.state == "selectable")
    pack = next(free, None)
    dressed = decisions | ({pack: True} if pack else {})
    on = car.deal.request.ordered_on
    return shown_car(situation(unsaved(car.catalogue.hash, car.catalogue.brand, dressed), on))


def _is_pack(option: str) -> bool:
    return option.startswith("pack.")


def _cards(groups: tuple[Group, ...], hero: ShownCar) -> list[ShownCar]:
    """Return other cars than the hero's, every model once before any comes again."""
    others = [group for group in groups if group is not groups[0]]
    seen = [hero.catalogue.key]
    ordered = sorted(others, key=lambda group: _turn(seen, group.catalogue.key))
    return [group.best for group in ordered][:CARDS]


def _turn(seen: list[str], key: str) -> int:
    seen.append(key)
    return seen.count(key)


def _mobility(on: date) -> str:
    """Return one of the messages that every advertisement for a car must carry, in turn."""
    key = MESSAGES[on.toordinal() % len(MESSAGES)]
    return legal(key, str(get_locale() or "fr"), on).text
