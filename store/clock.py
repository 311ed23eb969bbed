"""The only reader of the clock. Everything else takes a moment or a day as an argument."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


PARIS = ZoneInfo("Europe/Paris")
_stopped: list[datetime] = []


def now() -> datetime:
    """Return this moment, in UTC."""
    return _stopped[-1] if _stopped else datetime.now(UTC)  # noqa: TID251  the one reader


def today(zone: ZoneInfo = PARIS) -> date:
    """Return the calendar day in a market's time zone."""
    return now().astimezone(zone).date()


@contextmanager
def stopped_at(moment: datetime) -> Iterator[None]:
    """Hold the clock of this process at a moment, for tests and demonstrations."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    _stopped.append(moment.astimezone(UTC))
    try:
        yield
    finally:
        _stopped.pop()
