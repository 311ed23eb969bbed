"""Test drives go 90 days after their day, or with the person.

Regulation (EU) 2016/679, article 5(1)(e). The period is the store's own.
"""

from datetime import date, timedelta
from typing import Any, cast

from sqlalchemy import CursorResult, delete, select

from store.extensions import db, transaction
from store.models import DriveRequest


KEPT = timedelta(days=90)


def purge_drives_due(today: date) -> int:
    """Forget the test drives whose time is over; returns how many."""
    with transaction():
        gone = db.session.execute(delete(DriveRequest).where(DriveRequest.day < today - KEPT))
        return cast("CursorResult[Any]", gone).rowcount


def drives_of(email: str) -> list[DriveRequest]:
    """Return the test drives an address asked for, the latest first."""
    wanted = select(DriveRequest).where(DriveRequest.email == email)
    return list(db.session.scalars(wanted.order_by(DriveRequest.created_at.desc())))


def drop_drives_of(email: str) -> None:
    """Forget an address's test drives inside the caller's transaction."""
    db.session.execute(delete(DriveRequest).where(DriveRequest.email == email))
