"""What the store owes the outside world: written with its cause, delivered until it is taken.

The row is the truth. A worker leases due rows, delivers each outside any transaction and dates
it; a worker that dies leaves a lease that its successor frees, or that runs out, and the next one
delivers again under the same key, which the receiver shows once.

The transaction that owes wakes the worker: on PostgreSQL by a NOTIFY that is sent at commit, on
SQLite by the commit itself, which the worker sees (`store.orders.waking`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import case, func, select, text

from store.database import new_id
from store.extensions import db, transaction
from store.models import OutboxMessage
from store.models.outbox import WAITING
from store.orders.once import insert_once
from store.orders.refusals import NotFound


SECRETS = "secrets"  # the part of a payload that is forgotten once it is delivered
GIVEN_UP_AFTER = timedelta(hours=96)  # an outage of 72 hours, and a day to mend what it left
CHANNEL = "volant_outbox"
NOTIFY = text("SELECT pg_notify(:channel, :lane)")


class Lane(StrEnum):
    """A queue with threads of its own, so that what hangs in one holds up no other."""

    CODES = "codes"  # letters with a code or a link that somebody waits for
    TEXTS = "texts"
    MONEY = "money"
    DEALERS = "dealers"  # messages to dealers' systems
    LETTERS = "letters"
    SEALS = "seals"
    CAMPAIGNS = "campaigns"


LANE_OF_KIND = {
    "mail": Lane.LETTERS,
    "sms": Lane.TEXTS,
    "webhook": Lane.DEALERS,
    "capture": Lane.MONEY,
    "release": Lane.MONEY,
    "refund": Lane.MONEY,
    "countersign": Lane.SEALS,
    "seal": Lane.SEALS,
    "evidence": Lane.SEALS,
    "day_seal": Lane.SEALS,
}


@dataclass(frozen=True, kw_only=True)
class Owed:
    """A leased delivery, free of the database session.

    `lease` is the end of this worker's lease: only its holder may date the row.
    """

    id: str
    key: str
    kind: str
    order_id: str | None
    payload: Mapping[str, Any]
    attempts: int
    lease: datetime
    give_up_at: datetime
    useless_after: datetime | None = None


def owe(
    kind: str,
    key: str,
    payload: Mapping[str, Any],
    order_id: str | None,
    at: datetime,
    *,
    lane: Lane | None = None,
    useless_after: datetime | None = None,
) -> bool:
    """Owe a delivery, inside the caller's transaction; the same key is owed once.

    Args:
        kind: A key of `store.orders.deliveries.HANDLERS`.
        key: What makes it once-only.
        payload: What its handler needs, as JSON.
        order_id: The order it belongs to, if any.
        at: This moment.
        lane: The queue it waits in; its kind's by default.
        useless_after: From when on nobody could use it: a code is then closed, not sent.

    Returns:
        Whether it is new.
    """
    chosen = lane or LANE_OF_KIND[kind]
    new = insert_once(
        OutboxMessage,
        id=new_id(),
        key=key,
        kind=kind,
        lane=chosen,
        order_id=order_id,
        payload=dict(payload),
        created_at=at,
        due_at=at,
        attempts=0,
        last_error="",
        useless_after=useless_after,
        give_up_at=at + GIVEN_UP_AFTER,
    )
    if new:
        _notify(chosen)
    return new


def dead_letters() -> list[OutboxMessage]:
    """Return what was given up, the latest first, for the staff."""
    return list(
        db.session.scalars(
            select(OutboxMessage)
            .where(OutboxMessage.dead_at.is_not(None))
            .order_by(OutboxMessage.dead_at.desc())
        )
    )


@dataclass(frozen=True)
class Waiting:
    """What is owed in a lane: how many rows, how many of them failed already, the oldest."""

    count: int
    failing: int
    oldest: datetime


def waiting_by_lane() -> dict[str, Waiting]:
    """Return what is owed and not delivered, by lane; a lane where nothing is has no entry."""
    failing = func.sum(case((OutboxMessage.last_error != "", 1), else_=0))
    figures = (func.count(), failing, func.min(OutboxMessage.created_at))
    found = select(OutboxMessage.lane, *figures).where(WAITING).group_by(OutboxMessage.lane)
    return {lane: Waiting(*rest) for lane, *rest in db.session.execute(found)}


def dead_count() -> int:
    """Return how many deliveries were given up."""
    dead = select(func.count(OutboxMessage.id)).where(OutboxMessage.dead_at.is_not(None))
    return db.session.scalar(dead) or 0


def failing_letters(limit: int = 50) -> list[OutboxMessage]:
    """Return what failed and is still being tried, the oldest first, for the staff."""
    failed = select(OutboxMessage).where(WAITING, OutboxMessage.last_error != "")
    return list(db.session.scalars(failed.order_by(OutboxMessage.created_at).limit(limit)))


def retry(message_id: str, at: datetime) -> None:
    """Try a dead letter again from the beginning.

    Raises:
        NotFound: there is no such dead letter.
    """
    with transaction():
        row = db.session.get(OutboxMessage, message_id, with_for_update=True)
        if row is None or row.dead_at is None:
            raise NotFound("dead letter", "there is none with this id")
        row.dead_at, row.leased_until = None, None
        row.attempts, row.due_at, row.last_error = 0, at, ""
        row.give_up_at = at + GIVEN_UP_AFTER
        _notify(row.lane)


def _notify(lane: str) -> None:
    """Have PostgreSQL wake the workers when, and only if, this transaction is committed."""
    if db.session.get_bind().dialect.name == "postgresql":
        db.session.execute(NOTIFY, {"channel": CHANNEL, "lane": lane})
