"""The journeys of a person: those begun before signing in become theirs."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from store.extensions import db
from store.journeys.answer import adopt
from store.models import Journey


def take_over(journey_ids: Sequence[str], account_id: str, at: datetime) -> None:
    """Give the journeys of a browser that belong to nobody to the person who signed in."""
    free = db.session.scalars(
        select(Journey.id).where(Journey.id.in_(journey_ids), Journey.account_id.is_(None))
    ).all()
    for journey_id in free:
        adopt(journey_id, account_id, at)


def journeys_of(account_id: str) -> list[Journey]:
    """Return a person's journeys, the latest first."""
    return list(
        db.session.scalars(
            select(Journey)
            .where(Journey.account_id == account_id)
            .order_by(Journey.updated_at.desc())
        )
    )
