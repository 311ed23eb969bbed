"""Cars in stock as the window shows them, priced as their journey will be."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from store.catalogue.stock import StockFilter, nearest_in_price, search
from store.extensions import db
from store.journeys.situation import situation
from store.journeys.tables import Tables, tables
from store.memory import remembered
from store.models import Reservation, StockVehicle
from store.shop.showroom import ShownCar, shown_car, unsaved


NEIGHBOURS = 3
KEPT = 1024


@dataclass(frozen=True)
class StandingCar:
    """A car at a dealer, and the same car as the window shows one."""

    vehicle: StockVehicle
    shown: ShownCar

    @property
    def reduced(self) -> bool:
        """Whether its price was lowered, so that the one before must be shown."""
        return self.vehicle.prior_cents > self.vehicle.price_cents


@dataclass(frozen=True)
class _Terms:
    """What the price of a stock car depends on."""

    catalogue_hash: str
    brand: str
    options: tuple[str, ...]
    list_cents: int
    price_cents: int
    reduced_on: date


def standing(car: StockVehicle, on: date) -> StandingCar:
    """Return a car in stock, priced on a day."""
    terms = _Terms(
        car.catalogue_hash,
        car.brand,
        tuple(car.options),
        car.list_cents,
        car.price_cents,
        car.reduced_on,
    )
    return StandingCar(car, _priced(terms, on, tables()))


@remembered(size=KEPT, depends="the terms of a car in stock, the day, the installation's tables")
def _priced(terms: _Terms, on: date, _tables: Tables) -> ShownCar:
    journey = unsaved(terms.catalogue_hash, terms.brand, dict.fromkeys(terms.options, True))
    journey.stock_vehicle = StockVehicle(
        list_cents=terms.list_cents, price_cents=terms.price_cents, reduced_on=terms.reduced_on
    )
    return shown_car(situation(journey, on))


def on_sale(car: StockVehicle, at: datetime) -> bool:
    """Say whether a car is neither sold nor held; a hold that ran out holds nothing."""
    held = select(Reservation.id).where(
        Reservation.vehicle_id == car.id,
        Reservation.released_at.is_(None),
        Reservation.expires_at > at,
    )
    return car.sold_at is None and db.session.scalar(held) is None


def neighbours(car: StockVehicle) -> list[StockVehicle]:
    """Return the free cars nearest in price: of the model, else of the brand."""
    same = search(StockFilter(brand=car.brand, slug=car.slug)).cars
    others = same or search(StockFilter(brand=car.brand)).cars
    return nearest_in_price(car, others)[:NEIGHBOURS]
