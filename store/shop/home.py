"""The entrance: three brands, and the home of each."""

from datetime import date

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import get_locale

from store import clock
from store.catalogue.brands import BRANDS
from store.catalogue.shelf import catalogue_of, engine_of
from store.journeys.receipt import receipt
from store.journeys.situation import situation, usual_place
from store.journeys.tables import Tables, tables
from store.markets import market
from store.memory import remembered
from store.shop.budget import Budget, read_budget
from store.shop.filters import Wanted, find
from store.shop.legal_example import legal_example
from store.shop.pages import BRAND, MARKET, shop
from store.shop.showroom import Group, ShownCar, shown_car, showroom, unsaved


CARDS = 3
KEPT = 64
MESSAGES = ("mobility_walk", "mobility_share", "mobility_transit")


@shop.get("/")
def brands() -> ResponseReturnValue:
    """Show the brands, each with its car."""
    on = clock.today()
    sold = [(brand, showroom(on, brand.key)) for brand in BRANDS.values()]
    fronts = [(brand, _front(groups)) for brand, groups in sold if groups]
    return render_template("shop/brands.html", fronts=fronts, place=usual_place())


@shop.get(f"{BRAND}/")
def home(brand: str) -> ResponseReturnValue:
    """Show a brand's home, or that none of its price lists is in force yet."""
    on = clock.today()
    groups = showroom(on, brand)
    if not groups:
        return render_template("shop/nothing.html")
    hero = _front(groups)
    budget = Budget("month").or_usual
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
    asked = read_budget(request.args).or_usual
    found = find(showroom(clock.today(), brand), Wanted(budget=asked))
    return render_template("shop/parts/budget.html", budget=asked, found=found)


def _front(groups: tuple[Group, ...]) -> ShownCar:
    """Return the brand's first car in full dress: its richest version with its first pack."""
    car = groups[0].best
    chosen = (car.version.option, car.colour.id)
    return _dressed(car.catalogue.hash, chosen, car.deal.request.ordered_on, tables())


@remembered(
    size=KEPT, depends="a price list by its hash, the choices, the day, the installation's tables"
)
def _dressed(catalogue_hash: str, chosen: tuple[str, ...], on: date, _tables: Tables) -> ShownCar:
    decisions = dict.fromkeys(chosen, True)
    view = engine_of(catalogue_hash).view(decisions)
    free = (o for o, seen in view.options.items() if _is_pack(o) and seen.state == "selectable")
    packs = dict.fromkeys(list(free)[:1], True)
    brand = catalogue_of(catalogue_hash).brand
    return shown_car(situation(unsaved(catalogue_hash, brand, decisions | packs), on))


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
    return market(MARKET).legal(key, str(get_locale() or "fr"), on).text
