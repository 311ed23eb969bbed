"""What the store owes the outside world: written with its cause, delivered until it is taken.

The row is the truth. A worker leases due rows, delivers each outside any transaction and dates
it; a worker that dies leaves a lease that runs out, and the next one delivers again under the same
key, which the receiver shows once.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from store.database import new_id
from store.extensions import db, transaction
from store.models import OutboxMessage
from store.orders.once import insert_once
from store.orders.refusals import NotFound


SECRETS = "secrets"  # the part of a payload that is forgotten once it is delivered


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


def owe(
    kind: str, key: str, payload: Mapping[str, Any], order_id: str | None, at: datetime
) -> bool:
    """Owe a delivery, inside the caller's transaction; the same key is owed once.

    Returns:
        Whether it is new.
    """
    return insert_once(
        OutboxMessage,
        id=new_id(),
        key=key,
        kind=kind,
        order_id=order_id,
        payload=dict(payload),
        created_at=at,
        due_at=at,
        attempts=0,
        last_error="",
    )


def dead_letters() -> list[OutboxMessage]:
    """Return what was given up, the latest first, for the staff."""
    return list(
        db.session.scalars(
            select(OutboxMessage)
            .where(OutboxMessage.dead_at.is_not(None))
            .order_by(OutboxMessage.dead_at.desc())
        )
    )


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
        row.attempts, row.due_at = 0, at
