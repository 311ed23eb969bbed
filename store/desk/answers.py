"""How dealers answer: the figures of the last thirty days."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

from sqlalchemy import select

from store.clock import PARIS
from store.desk.clocks import open_minutes
from store.extensions import db
from store.markets import Opening
from store.models import DealerOffer, Order, OrderEvent
from store.orders.lifecycle import Act


PERIOD = timedelta(days=30)
ANSWERS = ("accepted", "refused", "silent")


@dataclass(frozen=True, kw_only=True)
class Figures:
    """A dealer's answers of a period; None where there is nothing to measure.

    Attributes:
        median_minutes: Opening minutes from offer to the dealer's own answer.
        accepted_percent: Accepted of all that were answered or left to lapse.
        on_time_percent: Handed over no later than first promised, of all handed over.
        passed_on: How many went to another dealer, refused or unanswered.
    """

    median_minutes: int | None
    accepted_percent: int | None
    on_time_percent: int | None
    passed_on: int
    offers: int


@dataclass(frozen=True)
class Answer:
    """One offer that is over."""

    minutes: int
    answer: str


def figures(answers: Iterable[Answer], on_time: Iterable[bool]) -> Figures:
    """Sum a dealer's answers and deliveries up; pure."""
    given, kept = list(answers), list(on_time)
    own = [one.minutes for one in given if one.answer != "silent"]
    accepted = sum(one.answer == "accepted" for one in given)
    return Figures(
        median_minutes=round(median(own)) if own else None,
        accepted_percent=_percent(accepted, len(given)),
        on_time_percent=_percent(sum(kept), len(kept)),
        passed_on=len(given) - accepted,
        offers=len(given),
    )


def _percent(part: int, whole: int) -> int | None:
    return round(100 * part / whole) if whole else None


def answer_figures(
    dealer_ids: Iterable[str], at: datetime, opening: Opening
) -> Mapping[str, Figures]:
    """Return the figures of dealers over the thirty days before a moment, by dealer id."""
    wanted = list(dealer_ids)
    answers = _answers(wanted, at - PERIOD, opening)
    kept = _deliveries(wanted, at - PERIOD)
    return {key: figures(answers[key], kept[key]) for key in wanted}


def _answers(
    dealer_ids: list[str], since: datetime, opening: Opening
) -> defaultdict[str, list[Answer]]:
    found: defaultdict[str, list[Answer]] = defaultdict(list)
    rows = db.session.execute(
        select(
            DealerOffer.dealer_id,
            DealerOffer.offered_at,
            DealerOffer.answered_at,
            DealerOffer.answer,
        ).where(
            DealerOffer.dealer_id.in_(dealer_ids),
            DealerOffer.offered_at >= since,
            DealerOffer.answer.in_(ANSWERS),
        )
    )
    for dealer_id, offered_at, answered_at, answer in rows:
        if answered_at and answer:
            minutes = open_minutes(offered_at, answered_at, opening)
            found[dealer_id].append(Answer(minutes, answer))
    return found


def _deliveries(dealer_ids: list[str], since: datetime) -> defaultdict[str, list[bool]]:
    found: defaultdict[str, list[bool]] = defaultdict(list)
    moved = (OrderEvent.order_id == Order.id) & (OrderEvent.kind == Act.RESCHEDULE)
    rows = db.session.execute(
        select(Order.id, Order.dealer_id, Order.delivered_at, Order.delivery_by, OrderEvent.data)
        .outerjoin(OrderEvent, moved)
        .where(Order.dealer_id.in_(dealer_ids), Order.delivered_at >= since)
        .order_by(OrderEvent.position.desc())
    )
    # Of several moves of an order the first one is read last: what it moved from was promised.
    for dealer_id, delivered_at, delivery_by, move in {row[0]: row[1:] for row in rows}.values():
        promised = date.fromisoformat(move["was"]) if move else delivery_by
        found[dealer_id].append(delivered_at.astimezone(PARIS).date() <= promised)
    return found
