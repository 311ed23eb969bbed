"""Delivering what is owed: leases, tries, waits, and at last a dead letter."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from time import monotonic, sleep
from typing import Any, cast

import structlog
from sqlalchemy import ColumnElement, CursorResult, Row, Table, or_, select, update
from sqlalchemy.exc import OperationalError

from store.extensions import db, transaction
from store.gateways.breaker import Resting
from store.models import OutboxMessage
from store.orders.outbox import GIVEN_UP_AFTER, SECRETS, Lane, Owed


LEASE = timedelta(minutes=5)
FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(minutes=15)
AWAITED_WAIT = timedelta(seconds=30)  # somebody sits before the page
DOUBLINGS = 10  # beyond them it is the longest wait anyway
ERROR_SIGNS = 500
PAUSE_SECONDS = 1.0  # until a database that is away is asked again
OUTBOX = cast("Table", OutboxMessage.__table__)  # rows are leased and dated without objects

Handlers = Mapping[str, Callable[[Owed, datetime], None]]
log = structlog.get_logger("volant")


def lease_due(at: datetime, limit: int, lane: Lane | None = None, owner: str = "") -> list[Owed]:
    """Lease up to `limit` due rows in a transaction of its own, oldest first.

    Args:
        at: This moment.
        limit: The most rows to take.
        lane: The queue to take from; every one by default.
        owner: Which worker leases, so that its successor can free what it left.
    """
    with transaction():
        rows = db.session.execute(
            select(OUTBOX)
            .where(*_due(at), *([OUTBOX.c.lane == lane] if lane else []))
            .order_by(OUTBOX.c.due_at, OUTBOX.c.created_at)
            .limit(limit)
            .with_for_update(skip_locked=True)
        ).all()
        if rows:
            taken = update(OUTBOX).where(OUTBOX.c.id.in_([row.id for row in rows]))
            mine = {"leased_until": at + LEASE, "leased_by": owner or None}
            db.session.execute(taken.values(attempts=OUTBOX.c.attempts + 1, **mine))
    return [_owed(row, at + LEASE) for row in rows]


def free_leases(owner: str) -> int:
    """Free what a dead worker of this name had leased, and return how many rows that were."""
    with transaction():
        left = update(OUTBOX).where(OUTBOX.c.leased_by == owner, *_waiting())
        freed = db.session.execute(left.values(leased_until=None, leased_by=None))
        return cast("CursorResult[Any]", freed).rowcount


def due_lanes(at: datetime) -> set[str]:
    """Return the lanes in which a row is due and free."""
    found = set(db.session.scalars(select(OUTBOX.c.lane).where(*_due(at)).distinct()))
    db.session.rollback()
    return found


def deliver_due(
    handlers: Handlers,
    at: datetime,
    limit: int = 50,
    lane: Lane | None = None,
    owner: str = "",
) -> int:
    """Deliver what is due; one failure never stops the others.

    Args:
        handlers: How each kind is delivered.
        at: This moment; leases and waits count from it.
        limit: The most rows to take.
        lane: The queue to take from; every one by default.
        owner: Which worker delivers.

    Returns:
        How many rows were taken, delivered or not.
    """
    leased = lease_due(at, limit, lane, owner)
    for owed in leased:
        if owed.useless_after and owed.useless_after <= at:
            _expired(owed, at)
            continue
        try:
            handlers[owed.kind](owed, at)
        except Exception as error:  # noqa: BLE001  whatever a system outside does, the row is kept
            db.session.rollback()
            _failed(owed, error, at)
        else:
            _delivered(owed, at)
    return len(leased)


def wait_after(attempts: int) -> timedelta:
    """Return how long to wait after so many failures: 5 s, 10 s, 20 s … at most 15 minutes."""
    return min(FIRST_WAIT * (1 << min(attempts - 1, DOUBLINGS)), LONGEST_WAIT)


def _owed(row: Row[Any], lease: datetime) -> Owed:
    return Owed(
        id=row.id,
        key=row.key,
        kind=row.kind,
        order_id=row.order_id,
        payload=row.payload,
        attempts=row.attempts + 1,
        lease=lease,
        useless_after=row.useless_after,
        give_up_at=row.give_up_at or row.created_at + GIVEN_UP_AFTER,
    )


def _waiting() -> tuple[ColumnElement[bool], ...]:
    ends = (OUTBOX.c.delivered_at, OUTBOX.c.dead_at, OUTBOX.c.expired_at)
    return tuple(end.is_(None) for end in ends)


def _due(at: datetime) -> tuple[ColumnElement[bool], ...]:
    free = or_(OUTBOX.c.leased_until.is_(None), OUTBOX.c.leased_until <= at)
    return (*_waiting(), OUTBOX.c.due_at <= at, free)


def _delivered(owed: Owed, at: datetime) -> None:
    _close(owed, {"delivered_at": at, "last_error": "", "payload": _without_secrets(owed)})


def _expired(owed: Owed, at: datetime) -> None:
    log.warning("expired", kind=owed.kind, key=owed.key, tries=owed.attempts)
    reason = "expired: nobody could use it any more"
    _close(owed, {"expired_at": at, "last_error": reason, "payload": _without_secrets(owed)})


def _failed(owed: Owed, error: Exception, at: datetime) -> None:
    reason = f"{type(error).__name__}: {error}"[:ERROR_SIGNS]
    if isinstance(error, Resting):  # it was not tried
        later = {"due_at": error.until, "attempts": owed.attempts - 1}
        _close(owed, {"last_error": reason, **later})
        return
    log.warning("undelivered", kind=owed.kind, key=owed.key, tries=owed.attempts, reason=reason)
    if at < owed.give_up_at:
        _close(owed, {"last_error": reason, "due_at": at + _wait(owed)})
    else:
        _close(owed, {"last_error": reason, "dead_at": at})


def _wait(owed: Owed) -> timedelta:
    wait = wait_after(owed.attempts)
    return min(wait, AWAITED_WAIT) if owed.useless_after else wait


def _without_secrets(owed: Owed) -> dict[str, Any]:
    return {key: value for key, value in owed.payload.items() if key != SECRETS}


def _close(owed: Owed, values: dict[str, object]) -> None:
    """End the lease, unless it ran out and another worker holds the row now.

    What was done outside is done: a database that is away is waited for as long as the lease
    lasts, or the same letter would go out again.
    """
    ended = (
        update(OUTBOX)
        .where(OUTBOX.c.id == owed.id, OUTBOX.c.leased_until == owed.lease)
        .values(leased_until=None, leased_by=None, **values)
    )
    last = monotonic() + LEASE.total_seconds()
    while True:
        try:
            with transaction():
                db.session.execute(ended)
        except OperationalError as error:
            if monotonic() > last:
                raise
            log.warning("unrecorded", kind=owed.kind, key=owed.key, reason=type(error).__name__)
            sleep(PAUSE_SECONDS)
        else:
            return
