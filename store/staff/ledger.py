"""The staff's list of orders: filters and pages."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import defer, joinedload

from store.clock import PARIS
from store.desk.search import matching
from store.extensions import db
from store.models import Dealer, Order
from store.orders.lifecycle import State


A_PAGE = 50


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What is looked for; an empty text filters nothing.

    `since` and `until` are days of signature or, before that, of the purchase order.
    """

    state: str = ""
    brand: str = ""
    dealer: str = ""
    terms: str = ""
    words: str = ""
    since: date | None = None
    until: date | None = None
    page: int = 1

    def address(self, page: int) -> dict[str, str]:
        """Return the query of another page of the same search."""
        asked = asdict(self) | {"page": page}
        return {name: str(value) for name, value in asked.items() if value}


@dataclass(frozen=True, kw_only=True)
class Found:
    """A page of orders, how many there are in all, and the dealers to choose from."""

    orders: list[Order]
    count: int
    more: bool


def find(filters: Filters) -> Found:
    """Return a page of the orders that pass every filter, the latest first."""
    wanted = _conditions(filters)
    orders = db.session.scalars(
        select(Order)
        .where(*wanted)
        .options(defer(Order.deal), joinedload(Order.dealer))
        .order_by(Order.created_at.desc(), Order.id)
        .limit(A_PAGE)
        .offset((filters.page - 1) * A_PAGE)
    ).all()
    count = db.session.scalar(select(func.count(Order.id)).where(*wanted)) or 0
    return Found(orders=list(orders), count=count, more=filters.page * A_PAGE < count)


def _conditions(filters: Filters) -> list[ColumnElement[bool]]:
    equal = {
        Order.state: filters.state,
        Order.brand: filters.brand,
        Order.dealer_id: filters.dealer,
        Order.terms: filters.terms,
    }
    wanted = [column == value for column, value in equal.items() if value]
    if filters.since:
        wanted.append(Order.created_at >= _start(filters.since))
    if filters.until:
        wanted.append(Order.created_at < _start(filters.until + timedelta(days=1)))
    if filters.words:
        wanted.append(matching(filters.words))
    return wanted


def _start(day: date) -> datetime:
    return datetime.combine(day, time(), PARIS)


def counts() -> Mapping[str, int]:
    """Return how many orders are in each state."""
    counted = select(Order.state, func.count(Order.id).label("orders")).group_by(Order.state)
    found = {row.state: row.orders for row in db.session.execute(counted)}
    return {state.value: found.get(state, 0) for state in State}


def open_dealers(brand: str = "") -> list[Dealer]:
    """Return the dealers that are open, a brand's or all, by name."""
    wanted = [Dealer.closed_at.is_(None), *([Dealer.brand == brand] if brand else [])]
    return list(
        db.session.scalars(select(Dealer).where(*wanted).order_by(Dealer.brand, Dealer.name))
    )
