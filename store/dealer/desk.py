"""The dealer's list of orders: tabs, search and clocks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from sqlalchemy import ColumnElement, Select, case, func, or_, select
from sqlalchemy.orm import defer

from store.clock import PARIS
from store.dealer.ownership import laid_before
from store.desk.clocks import Countdown, countdown
from store.desk.search import matching
from store.desk.wording import BADGES, STATES, payment_words, word
from store.extensions import db
from store.lazy import _l
from store.markets import market
from store.models import DealerOffer, Order
from store.orders.lifecycle import State


TABS: Mapping[str, str] = {
    "to_answer": _l("To answer"),
    "in_progress": _l("In progress"),
    "late": _l("Late"),
    "done": _l("Done"),
}
DONE = (State.DELIVERED, State.WITHDRAWN, State.CANCELLED)
A_PAGE = 25


@dataclass(frozen=True, kw_only=True)
class Row:
    """One order of the list. `clock` is None once the dealer has answered."""

    order: Order
    deadline: datetime
    payment: str
    state: str
    badge: str
    clock: Countdown | None


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the list was asked for: a tab, or a search over all of them."""

    tab: str
    words: str = ""
    page: int = 1


@dataclass(frozen=True, kw_only=True)
class Tab:
    """A tab with how many orders it holds."""

    label: str
    url: str
    count: int
    current: bool


def tabs(dealer_id: str, asked: Asked, at: datetime) -> list[Tab]:
    """Return the tabs with their counts, in one query."""
    counts = [func.count(case((_in_tab(key, at), 1))) for key in TABS]
    found = db.session.execute(
        select(*counts).select_from(Order).join(DealerOffer, laid_before(dealer_id))
    ).one()
    return [
        Tab(
            label=label,
            url=url_for("dealer.inbox", tab=key),
            count=count,
            current=key == asked.tab,
        )
        for (key, label), count in zip(TABS.items(), found, strict=True)
    ]


def _in_tab(key: str, at: datetime) -> ColumnElement[bool]:
    today = at.astimezone(PARIS).date()
    wanted: dict[str, ColumnElement[bool]] = {
        "to_answer": Order.state == State.OFFERED,
        "in_progress": Order.state == State.ACCEPTED,
        "late": or_(
            (Order.state == State.OFFERED) & (DealerOffer.deadline_at <= at),
            (Order.state == State.ACCEPTED) & (Order.delivery_by < today),
        ),
        "done": Order.state.in_(DONE),
    }
    return wanted[key]


def rows(dealer_id: str, asked: Asked, at: datetime) -> list[Row]:
    """Return a page of orders: those to answer by their clock, the others the latest first."""
    first_out = case((Order.state == State.OFFERED, DealerOffer.deadline_at))
    query = (
        select(Order, DealerOffer.deadline_at)
        .join(DealerOffer, laid_before(dealer_id))
        .options(defer(Order.deal))
        .order_by(first_out.asc().nulls_last(), Order.signed_at.desc(), Order.id)
        .limit(A_PAGE)
        .offset((asked.page - 1) * A_PAGE)
    )
    found = db.session.execute(_narrowed(query, asked, at))
    return [row(order, deadline, at) for order, deadline in found]


def _narrowed(
    query: Select[Order, datetime], asked: Asked, at: datetime
) -> Select[Order, datetime]:
    if not asked.words:
        return query.where(_in_tab(asked.tab, at))
    return query.where(matching(asked.words))


def row(order: Order, deadline: datetime, at: datetime) -> Row:
    """Return an order as a line of the list."""
    waits = order.state == State.OFFERED
    return Row(
        order=order,
        deadline=deadline,
        payment=payment_words(order.summary),
        state=word(STATES, order.state),
        badge=BADGES.get(order.state, "standard"),
        clock=clock_of(order, deadline, at) if waits else None,
    )


def clock_of(order: Order, deadline: datetime, at: datetime) -> Countdown:
    """Return the clock of an order that is before its dealer."""
    country = market(order.market)
    return countdown(deadline, at, country.dealer_clock_minutes, country.opening())
