"""The car in stock that comes nearest to a configuration and is ready sooner."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from configurator import Catalogue, Stock, StockCar, StockMatch, Version, rank_stock
from store.catalogue.shelf import catalogue_of
from store.catalogue.stock import free_cars
from store.extensions import db
from store.journeys.basis import StockPrice, basis_of
from store.journeys.compare import road_difference_cents
from store.journeys.look import CarLook, car_look
from store.journeys.pricing import STOCK_WEEKS
from store.journeys.situation import Situation
from store.journeys.standing import standing
from store.journeys.tables import tables
from store.memory import remembered
from store.models import StockVehicle
from store.shop.forecourt import on_sale
from store.shop.wording import option_words


KEPT = 32
TRIED = 3  # the table is a minute old: one of the nearest may have gone since
MOST_APART = 8  # choices; a car further away is another car
Words = dict[str, str]


@dataclass(frozen=True, kw_only=True)
class Nearby:
    """A car in stock beside the configured one: what it has `more` and `less`, cost and weeks.

    `difference_cents` is its price on the road less that of the configured car.
    """

    car: StockVehicle
    version: Version
    look: CarLook
    same_version: bool
    same_colour: bool
    more: tuple[Words, ...]
    less: tuple[Words, ...]
    difference_cents: int
    weeks: int
    weeks_instead: int


def nearby(found: Situation, at: datetime) -> Nearby | None:
    """Return the nearest car with the same engine that is ready sooner; None without one."""
    if found.journey.stock_vehicle_id or found.weeks <= STOCK_WEEKS:
        return None
    minute = at.replace(second=0, microsecond=0)
    table = _table(db.engine.url.render_as_string(), found.catalogue.hash, minute)
    decisions = found.journey.decisions
    for match in rank_stock(found.engine, decisions, table, TRIED) if table.cars else ():
        car = db.session.get(StockVehicle, match.car.id)
        if car and _near(found, match) and on_sale(car, at):
            return _beside(found, match, car)
    return None


@remembered(size=KEPT, depends="the database, a price list by its hash, the minute")
def _table(_database: str, catalogue_hash: str, _minute: datetime) -> Stock:
    """Return the free cars of a catalogue's model, read once a minute."""
    catalogue = catalogue_of(catalogue_hash)
    rows = free_cars(catalogue.brand, catalogue.slug)
    cars = (StockCar(car, options, cents, STOCK_WEEKS) for car, options, cents in rows)
    known = set(catalogue.option_ids)
    return Stock.of(catalogue.option_ids, [car for car in cars if known.issuperset(car.options)])


def _near(found: Situation, match: StockMatch) -> bool:
    mine, its = found.summary.version, _version(found.catalogue, match.car.options)
    return _engine(mine) == _engine(its) and len(_named(match.missing + match.extra)) <= MOST_APART


def _beside(found: Situation, match: StockMatch, car: StockVehicle) -> Nearby:
    basis = replace(
        basis_of(found.journey),
        decisions=frozenset((option, True) for option in car.options),
        stock=StockPrice(car.list_cents, car.price_cents, car.reduced_on),
        offers="[]",
    )
    there = standing(basis, found.plan.on, tables())
    return Nearby(
        car=car,
        version=there.summary.version,
        look=car_look(found.catalogue, match.car.options),
        same_version=there.summary.version.id == found.summary.version.id,
        same_colour=any(option.startswith("color.") for option in match.same),
        more=tuple(option_words(found.catalogue, option) for option in _named(match.extra)),
        less=tuple(option_words(found.catalogue, option) for option in _named(match.missing)),
        difference_cents=road_difference_cents(found.deal, there.deal),
        weeks=there.plan.weeks,
        weeks_instead=found.weeks,
    )


def _version(catalogue: Catalogue, options: Collection[str]) -> Version:
    return next(one for one in catalogue.versions if one.option in options)


def _engine(version: Version) -> tuple[str, int, str]:
    return version.energy, version.power_kw, version.gearbox


def _named(options: Iterable[str]) -> list[str]:
    """Return the choices among some options that are named, version and colour being said apart."""
    return [option for option in options if not option.startswith(("version.", "color."))]
