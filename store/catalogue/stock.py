"""Cars that stand at a dealer: found by filters, priced as they are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Select, func, select

from store.extensions import db
from store.models import Dealer, Reservation, StockVehicle


PAGE = 24
ORDERS = {
    "price": StockVehicle.price_cents,
    "newest": StockVehicle.arrived_on.desc(),
    "saving": (StockVehicle.price_cents - StockVehicle.list_cents),
}


@dataclass(frozen=True, kw_only=True)
class StockFilter:
    """What a visitor looks for; None means any. `budget_cents` is a cash price."""

    brand: str | None = None
    slug: str | None = None
    energy: str | None = None
    region: str | None = None
    budget_cents: int | None = None
    order: str = "price"
    page: int = 1

    @property
    def in_force(self) -> int:
        """How many of the filters of the list were chosen; its brand is its address."""
        return sum(one is not None for one in (self.slug, self.energy, self.budget_cents))


@dataclass(frozen=True)
class StockPage:
    """One page of results, the count of all, and how many each model and energy would give."""

    cars: tuple[StockVehicle, ...]
    total: int
    pages: int
    models: Mapping[str, int]
    energies: Mapping[str, int]


def search(wanted: StockFilter) -> StockPage:
    """Return the unsold, unreserved cars that fit."""
    total = db.session.scalar(select(func.count()).select_from(_found(wanted).subquery())) or 0
    rows = db.session.scalars(
        _found(wanted)
        .order_by(ORDERS.get(wanted.order, ORDERS["price"]), StockVehicle.id)
        .limit(PAGE)
        .offset((max(wanted.page, 1) - 1) * PAGE)
    )
    return StockPage(
        tuple(rows),
        total,
        -(-total // PAGE),
        _counts(wanted, StockVehicle.slug.key),
        _counts(wanted, StockVehicle.energy.key),
    )


def free_cars(brand: str, slug: str) -> list[tuple[str, list[str], int]]:
    """Return (id, options, price in cents) of every unsold, unreserved car of a model."""
    found = _found(StockFilter(brand=brand, slug=slug)).with_only_columns(
        StockVehicle.id, StockVehicle.options, StockVehicle.price_cents
    )
    return [(car, options, cents) for car, options, cents in db.session.execute(found)]


def nearest_in_price(car: StockVehicle, others: Iterable[StockVehicle]) -> list[StockVehicle]:
    """Return other cars, the nearest in price first."""
    free = [one for one in others if one.id != car.id]
    return sorted(free, key=lambda one: abs(one.price_cents - car.price_cents))


def _found(wanted: StockFilter) -> Select[StockVehicle]:
    held = select(Reservation.vehicle_id).where(Reservation.released_at.is_(None))
    query = select(StockVehicle).where(StockVehicle.sold_at.is_(None), StockVehicle.id.not_in(held))
    for column, value in (
        (StockVehicle.brand, wanted.brand),
        (StockVehicle.slug, wanted.slug),
        (StockVehicle.energy, wanted.energy),
    ):
        if value:
            query = query.where(column == value)
    if wanted.budget_cents:
        query = query.where(StockVehicle.price_cents <= wanted.budget_cents)
    if wanted.region:
        query = query.join(Dealer).where(Dealer.region == wanted.region)
    return query


def _counts(wanted: StockFilter, column: str) -> Mapping[str, int]:
    found = _found(wanted).subquery()
    rows = db.session.execute(select(found.c[column], func.count()).group_by(found.c[column]))
    return {str(value): count for value, count in rows}
