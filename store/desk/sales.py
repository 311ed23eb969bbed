"""What was sold week by week, where every order stands and what is late: for staff and dealers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, Select, case, func, select

from store.clock import PARIS
from store.extensions import db
from store.models import Order
from store.orders.lifecycle import State


WEEKS = 12
WEEK = timedelta(days=7)
# what no longer is, or not yet, a sale
UNSOLD = (
    State.READY,
    State.CO_SIGNING,
    State.EXPIRED,
    State.DECLINED,
    State.REFUSED_TERMS,
    State.CANCELLED,
    State.WITHDRAWN,
)


@dataclass(frozen=True)
class Sold:
    """How many orders were signed and stand, and their prices on the road, in cents."""

    orders: int = 0
    cents: int = 0

    def __add__(self, other: "Sold") -> "Sold":
        """Return both together."""
        return Sold(self.orders + other.orders, self.cents + other.cents)


@dataclass(frozen=True, kw_only=True)
class Sales:
    """The figures of twelve weeks, this one included, and of today.

    Attributes:
        weeks: each week by its Monday, the latest first.
        brands: the same orders by brand.
        states: all orders by state, whenever they were written.
        late_days: for each car not handed over by its day, how many days it is late.
    """

    weeks: Mapping[date, Sold]
    brands: Mapping[str, Sold]
    states: Mapping[str, int]
    late_days: tuple[int, ...]

    @property
    def total(self) -> Sold:
        """All weeks together."""
        return sum(self.weeks.values(), Sold())


def mondays(today: date) -> tuple[date, ...]:
    """Return the Mondays of the last twelve weeks, this week's first."""
    monday = today - timedelta(days=today.weekday())
    return tuple(monday - WEEK * n for n in range(WEEKS))


def sales(today: date, scope: ColumnElement[bool] | None = None) -> Sales:
    """Return the figures of all orders, or of those in a scope (a dealer's): three queries."""
    within = [] if scope is None else [scope]
    weeks = dict.fromkeys(mondays(today), Sold())
    brands: dict[str, Sold] = {}
    for place, brand, orders, cents in db.session.execute(_signed(tuple(weeks), within)):
        monday, sold = tuple(weeks)[place], Sold(orders, int(cents))
        weeks[monday] += sold
        brands[brand] = brands.get(brand, Sold()) + sold
    counted = select(Order.state, func.count()).where(*within).group_by(Order.state)
    late = select(Order.delivery_by).where(
        Order.state == State.ACCEPTED, Order.delivery_by < today, *within
    )
    return Sales(
        weeks=weeks,
        brands=brands,
        states=dict(db.session.execute(counted).all()),
        late_days=tuple(sorted((today - day).days for day in db.session.scalars(late))),
    )


def _signed(
    weeks: tuple[date, ...], within: list[ColumnElement[bool]]
) -> Select[int, str, int, int]:
    """Return the query of what was signed: place of the week, brand, orders, cents."""
    starts = [datetime.combine(monday, time(), PARIS) for monday in weeks]
    week = case(*((Order.signed_at >= start, n) for n, start in enumerate(starts))).label("week")
    return (
        select(week, Order.brand, func.count(), func.sum(Order.road_price_cents))
        .where(Order.signed_at >= starts[-1], Order.state.not_in(UNSOLD), *within)
        .group_by("week", Order.brand)
    )
