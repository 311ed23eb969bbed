"""Delivering what is owed: leases, tries, waits, and at last a dead letter."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, cast

import structlog
from sqlalchemy import ColumnElement, Row, Table, or_, select, update

from store.extensions import db, transaction
from store.models import OutboxMessage
from store.orders.outbox import SECRETS, Owed


MOST_TRIES = 12
LEASE = timedelta(minutes=5)
FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(hours=6)
ERROR_SIGNS = 500
OUTBOX = cast("Table", OutboxMessage.__table__)  # rows are leased and dated without objects

Handlers = Mapping[str, Callable[[Owed, datetime], None]]
log = structlog.get_logger("volant")


def lease_due(at: datetime, limit: int) -> list[Owed]:
    """Lease up to `limit` due rows for this worker, oldest first, in a transaction of its own."""
    with transaction():
        rows = db.session.execute(
            select(OUTBOX)
            .where(_pending(), OUTBOX.c.due_at <= at, _free(at))
            .order_by(OUTBOX.c.due_at, OUTBOX.c.created_at)
            .limit(limit)
            .with_for_update(skip_locked=True)
        ).all()
        if rows:
            taken = update(OUTBOX).where(OUTBOX.c.id.in_([row.id for row in rows]))
            db.session.execute(
                taken.values(leased_until=at + LEASE, attempts=OUTBOX.c.attempts + 1)
            )
    return [_owed(row, at + LEASE) for row in rows]


def deliver_due(handlers: Handlers, at: datetime, limit: int = 50) -> int:
    """Deliver what is due; one failure never stops the others.

    Args:
        handlers: How each kind is delivered.
        at: This moment; leases and waits count from it.
        limit: The most rows to take.

    Returns:
        How many rows were taken, delivered or not.
    """
    leased = lease_due(at, limit)
    for owed in leased:
        try:
            handlers[owed.kind](owed, at)
        except Exception as error:  # noqa: BLE001  whatever a system outside does, the row is kept
            db.session.rollback()
            _failed(owed, error, at)
        else:
            _delivered(owed, at)
    return len(leased)


def wait_after(attempts: int) -> timedelta:
    """Return how long to wait after so many failures: 5 s, 10 s, 20 s … at most 6 hours."""
    return min(FIRST_WAIT * (1 << (attempts - 1)), LONGEST_WAIT)


def _owed(row: Row[Any], lease: datetime) -> Owed:
    return Owed(
        id=row.id,
        key=row.key,
        kind=row.kind,
        order_id=row.order_id,
        payload=row.payload,
        attempts=row.attempts + 1,
        lease=lease,
    )


def _pending() -> ColumnElement[bool]:
    return OutboxMessage.delivered_at.is_(None) & OutboxMessage.dead_at.is_(None)


def _free(at: datetime) -> ColumnElement[bool]:
    return or_(OutboxMessage.leased_until.is_(None), OutboxMessage.leased_until <= at)


def _delivered(owed: Owed, at: datetime) -> None:
    _close(owed, {"delivered_at": at, "last_error": "", "payload": _without_secrets(owed)})


def _failed(owed: Owed, error: Exception, at: datetime) -> None:
    reason = f"{type(error).__name__}: {error}"[:ERROR_SIGNS]
    log.warning("undelivered", kind=owed.kind, key=owed.key, tries=owed.attempts, reason=reason)
    if owed.attempts < MOST_TRIES:
        _close(owed, {"last_error": reason, "due_at": at + wait_after(owed.attempts)})
    else:
        _close(owed, {"last_error": reason, "dead_at": at})


def _without_secrets(owed: Owed) -> dict[str, Any]:
    return {key: value for key, value in owed.payload.items() if key != SECRETS}


def _close(owed: Owed, values: dict[str, object]) -> None:
    """End the lease, unless it ran out and another worker holds the row now."""
    with transaction():
        db.session.execute(
            update(OUTBOX)
            .where(OUTBOX.c.id == owed.id, OUTBOX.c.leased_until == owed.lease)
            .values(leased_until=None, **values)
        )
