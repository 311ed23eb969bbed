"""The customer's photos of the present car go with the order, with time, with the person.

Regulation (EU) 2016/679, article 5(1)(e), by the periods of the papers (`papers.toml`): as long as
an order needs them, and where nothing was ordered as long after the last change.
"""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, exists, or_, select

from store.extensions import db
from store.markets import paper_retention
from store.models import CarPicture, Journey, Order
from store.papers.forget import purge


def purge_pictures_due(at: datetime, today: date) -> int:
    """Forget the photos whose time is over, batch by batch; returns how many.

    Raises:
        UnknownLaw: no rule is in force that day.
    """
    rule = paper_retention(today)
    ordered = exists().where(Order.journey_id == Journey.id)
    running = ordered.where(
        or_(Order.ended_at.is_(None), Order.ended_at > at - rule.after_end),
        or_(Order.delivered_at.is_(None), Order.delivered_at > at - rule.after_delivery),
    )
    stale = and_(~ordered, Journey.updated_at <= at - rule.after_end)
    over = or_(and_(ordered, ~running), stale)
    due = select(CarPicture).join(Journey, CarPicture.journey_id == Journey.id).where(over)
    return purge(due, _drop)


def drop_pictures(journeys: ColumnElement[bool]) -> list[str]:
    """Forget the photos of journeys inside the caller's transaction; returns what to `remove`."""
    wanted = select(CarPicture).join(Journey, CarPicture.journey_id == Journey.id)
    return _drop(db.session.scalars(wanted.where(journeys)).all())


def _drop(pictures: Sequence[CarPicture]) -> list[str]:
    for one in pictures:
        db.session.delete(one)
    db.session.flush()
    return [one.name for one in pictures]
