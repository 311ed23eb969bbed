"""What happened to an order and what comes, in the customer's words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from store.formats import day, moment
from store.models import Order, OrderEvent
from store.orders.deposits import worded_as
from store.orders.reschedule import Move, delivery_moves
from store.shop.ahead import ahead, short_day
from store.shop.happened import TOLD


@dataclass(frozen=True, kw_only=True)
class Moved:
    """One change of the delivery day, in words."""

    day: str
    reason: str
    old: str
    new: str


@dataclass(frozen=True, kw_only=True)
class Item:
    """One entry. `state` is done, now or ahead."""

    date: str
    title: str
    text: str = ""
    state: str = "done"
    moves: tuple[Moved, ...] = ()


def timeline(order: Order, at: datetime) -> list[Item]:
    """Return what happened, the present, and what comes."""
    happened = [item for event in order.events for item in _past(order, event)]
    moves = tuple(_moved(move) for move in reversed(delivery_moves(order)))
    coming = [
        Item(
            date=one.date,
            title=one.title,
            text=one.text,
            state="now" if one.now else "ahead",
            moves=moves if one.now else (),
        )
        for one in ahead(order, at)
    ]
    return [*happened, *coming]


def _past(order: Order, event: OrderEvent) -> Iterator[Item]:
    told = TOLD.get(worded_as(event.kind, event.data))
    if told is not None:
        title, text = told(order, event)
        yield Item(date=moment(event.at), title=title, text=text)


def _moved(move: Move) -> Moved:
    return Moved(
        day=short_day(move.at.date()), reason=move.reason, old=day(move.was), new=day(move.now)
    )
