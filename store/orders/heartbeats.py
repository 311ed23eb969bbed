"""Which processes of the store are alive, and duties done once a day, by rows they date."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, update

from store.extensions import db, transaction
from store.models import Heartbeat
from store.orders.once import insert_once


FORGOTTEN_AFTER = timedelta(days=7)  # a machine that was taken away is asked for no longer


def beat(name: str, kind: str, at: datetime) -> None:
    """Date a process; `kind` is what it is asked for by, e.g. "worker"."""
    with transaction():
        if not insert_once(Heartbeat, name=name, kind=kind, beat_at=at):
            db.session.execute(update(Heartbeat).where(Heartbeat.name == name).values(beat_at=at))
        old = Heartbeat.beat_at < at - FORGOTTEN_AFTER
        db.session.execute(delete(Heartbeat).where(Heartbeat.kind == kind, old))


def last_beats() -> Mapping[str, datetime]:
    """Return when each kind of process last showed itself."""
    found = select(Heartbeat.kind, func.max(Heartbeat.beat_at)).group_by(Heartbeat.kind)
    return {row[0]: row[1] for row in db.session.execute(found)}


def claim(name: str, since: datetime, at: datetime) -> bool:
    """Claim a duty that is due since a moment; exactly one of many workers gets it."""
    with transaction():
        if insert_once(Heartbeat, name=name, kind="duty", beat_at=at):
            return True
        due = update(Heartbeat).where(Heartbeat.name == name, Heartbeat.beat_at < since)
        return (
            db.session.execute(due.values(beat_at=at).returning(Heartbeat.name)).first() is not None
        )
