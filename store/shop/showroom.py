"""The versions on sale as the window shows them: each a real car, in a colour, at its road price.

A shown car is priced as the journey begun from it will be, so both show the same cents. Prices
are pure in the price list and the day, and are kept in memory by both.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from configurator import Catalogue, Option, Summary, Version
from financing import Quote
from store.catalogue.shelf import UnknownCatalogue, active_range, catalogue_of
from store.journeys.deal import Deal
from store.journeys.look import CarLook, car_look
from store.journeys.offers import approved
from store.journeys.situation import Situation, situation
from store.journeys.tables import Tables, tables
from store.markets import market
from store.memory import remembered
from store.models import Journey
from store.shop.colours import shown_colour
from store.shop.pages import MARKET


ENERGIES = ("hybrid", "electric", "plugin", "petrol", "diesel")
KEPT = 256


@dataclass(frozen=True, kw_only=True, eq=False)
class ShownCar:
    """One version in its shown colour, with everything a card says of it; equal to itself alone."""

    catalogue: Catalogue
    summary: Summary
    look: CarLook
    colour: Option
    deal: Deal
    monthly: Quote | None
    co2_class: str | None

    @property
    def version(self) -> Version:
        """The version."""
        return self.summary.version

    @property
    def road_cents(self) -> int:
        """Its price on the road, all included, at the usual place."""
        return self.deal.road_price_cents

    @property
    def monthly_cents(self) -> int | None:
        """A month of the usual example; None where no lender offers it."""
        return self.monthly.monthly_cents if self.monthly else None


@dataclass(frozen=True)
class Group:
    """The versions of one model and energy, the cheapest on the road first."""

    catalogue: Catalogue
    energy: str
    cars: tuple[ShownCar, ...]

    @property
    def first(self) -> ShownCar:
        """The one whose card is shown."""
        return self.cars[0]

    @property
    def best(self) -> ShownCar:
        """The richest one."""
        return self.cars[-1]


def unsaved(catalogue_hash: str, brand: str, decisions: dict[str, bool]) -> Journey:
    """Return a journey that nobody began, to price a car as a journey would."""
    return Journey(
        market=MARKET,
        brand=brand,
        catalogue_hash=catalogue_hash,
        terms="public",
        decisions=decisions,
        place={},
        trade_in={},
        finance={},
        buyer={},
    )


def showroom(on: date, brand: str | None = None) -> tuple[Group, ...]:
    """Return everything on sale on a day, a brand's or all, by model and energy."""
    ranges = active_range(MARKET, on, brand)
    places: dict[str, int] = {}
    found: list[Group] = []
    for catalogue in ranges:
        place = places[catalogue.brand] = places.get(catalogue.brand, -1) + 1
        found += _groups(catalogue.hash, place, on, approved(MARKET, catalogue.brand), tables())
    return tuple(found)


def model_groups(brand: str, slug: str, on: date) -> tuple[Group, ...]:
    """Return one model's versions by energy, in the colours the range shows them in.

    Raises:
        UnknownCatalogue: the brand sells no such model that day.
    """
    found = tuple(group for group in showroom(on, brand) if group.catalogue.slug == slug)
    if not found:
        raise UnknownCatalogue(f"{brand}/{slug}")
    return found


@remembered(
    size=KEPT,
    depends="a price list by its hash, the day, the offers by their text, the tables",
)
def _groups(
    catalogue_hash: str, place: int, on: date, _offers: str, _tables: Tables
) -> tuple[Group, ...]:
    catalogue = catalogue_of(catalogue_hash)
    energies = [one for one in ENERGIES if any(v.energy == one for v in catalogue.versions)]
    return tuple(
        Group(catalogue, energy, _cars(catalogue, energy, 2 * place - rank, on))
        for rank, energy in enumerate(energies)
    )


def _cars(catalogue: Catalogue, energy: str, turn: int, on: date) -> tuple[ShownCar, ...]:
    versions = [version for version in catalogue.versions if version.energy == energy]
    colour = shown_colour(catalogue, versions, turn)
    cars = (_shown(catalogue, version, colour, on) for version in versions)
    return tuple(sorted(cars, key=lambda car: car.road_cents))


def _shown(catalogue: Catalogue, version: Version, colour: Option, on: date) -> ShownCar:
    decisions = {version.option: True, colour.id: True}
    found = situation(unsaved(catalogue.hash, catalogue.brand, decisions), on)
    return shown_car(found, colour)


def shown_car(found: Situation, colour: Option | None = None) -> ShownCar:
    """Return a priced configuration as the window shows it."""
    on, letter = found.deal.request.ordered_on, market(found.catalogue.market).co2_class
    chosen = colour or next(found.catalogue.option(o) for o in found.options if _is_colour(o))
    return ShownCar(
        catalogue=found.catalogue,
        summary=found.summary,
        look=car_look(found.catalogue, found.options),
        colour=chosen,
        deal=found.deal,
        monthly=found.monthly,
        co2_class=letter(found.summary.co2_g, on) if letter else None,
    )


def _is_colour(option: str) -> bool:
    return option.startswith("color.")


def every_car(groups: Iterable[Group]) -> Iterator[ShownCar]:
    """Yield every version of some groups."""
    for group in groups:
        yield from group.cars
