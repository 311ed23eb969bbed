"""Every day's events under one timestamp: who rewrites a chain would have to rewrite the days too.

The list of a day holds the head of every chain that grew on it, and the hash of the list of the day
before. It names no order and no person: an order is on it when the hash of one of its events is.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import func, select

import esign
from esign import canonical, sha256_hex
from store.extensions import db, transaction
from store.gateways.registry import gateways
from store.models import DaySeal, OrderEvent
from store.orders.events import GENESIS
from store.orders.once import insert_once
from store.orders.outbox import owe


FORMAT = "volant-day/1"
DAY = timedelta(days=1)
GRACE = timedelta(minutes=10)  # a transaction that began before midnight may still commit


def owe_day_seals(at: datetime) -> int:
    """Owe the seal of yesterday, and of any day before it that has none; returns whether it did."""
    yesterday = (at - GRACE).astimezone(UTC).date() - DAY
    first = _first_open()
    if first is None or first > yesterday:
        return 0
    with transaction():
        day = yesterday.isoformat()
        return int(owe("day_seal", f"day_seal:{day}", {"day": day}, None, at))


def seal_days(until: date, at: datetime) -> int:
    """Seal every open day up to and with `until`, in order, and return how many.

    Raises:
        ArchiveError, esign.TimestampError: it could not be made; to be tried again.
    """
    count, day = 0, _first_open()
    while day is not None and day <= until:
        _seal(day, at)
        count, day = count + 1, day + DAY
    return count


def _first_open() -> date | None:
    """Return the first day without a seal, or None while nothing ever happened."""
    last: date | None = db.session.scalar(select(func.max(DaySeal.day)))
    if last is not None:
        return last + DAY
    first: datetime | None = db.session.scalar(select(func.min(OrderEvent.at)))
    return first.astimezone(UTC).date() if first else None


def _seal(day: date, at: datetime) -> None:
    content = canonical(
        {"day": day.isoformat(), "format": FORMAT, "heads": list(heads(day)), "previous": _before()}
    )
    db.session.rollback()
    outside, digest = gateways(), sha256_hex(content)
    token = esign.stamp_bytes(content, outside.trust.signer.timestamps, at)
    list_name = f"days/{day.isoformat()}-{digest[:16]}.json"
    token_name = f"days/{day.isoformat()}-{sha256_hex(token)[:16]}.tst"
    outside.archive.put(list_name, content)
    outside.archive.put(token_name, token)
    with transaction():
        insert_once(
            DaySeal,
            day=day,
            sha256=digest,
            list_name=list_name,
            token_name=token_name,
            sealed_at=at,
        )


def heads(day: date) -> Iterator[str]:
    """Yield the hash of the last event of every chain that grew on a day, sorted."""
    start = datetime.combine(day, time(), UTC)
    grown = (
        select(OrderEvent.order_id, func.max(OrderEvent.position).label("position"))
        .where(OrderEvent.at >= start, OrderEvent.at < start + DAY)
        .group_by(OrderEvent.order_id)
        .subquery()
    )
    same = (OrderEvent.order_id == grown.c.order_id) & (OrderEvent.position == grown.c.position)
    yield from db.session.scalars(
        select(OrderEvent.hash).join(grown, same).order_by(OrderEvent.hash)
    )


def _before() -> str:
    last = select(DaySeal.sha256).order_by(DaySeal.day.desc()).limit(1)
    return db.session.scalar(last) or GENESIS
