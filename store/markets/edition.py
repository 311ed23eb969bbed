"""Rows that came into a market's tables after its files, and the day as of which tables are read.

The files of a release are the first edition. An import adds rows without a release: it makes a new
edition, never a change of an old one, so an order is derived again from the rows of its own day.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TypeVar

from store.markets.dated import Dated


@dataclass(frozen=True)
class Edition:
    """What is known beside the files; equal to another of the same stamp.

    Attributes:
        stamp: Names the imports it is made of; empty: the files alone.
        as_of: Rows of the files recorded later are left out; None: all are there.
        rows: By market and table, in the order in which they were imported.
    """

    stamp: str = ""
    as_of: date | None = None
    rows: Mapping[str, Mapping[str, tuple[Dated, ...]]] = field(
        default_factory=dict, compare=False, repr=False
    )


FILES = Edition()
_chosen: ContextVar[Edition | None] = ContextVar("law edition", default=None)
_known: list[Callable[[], Edition]] = [lambda: FILES]
R = TypeVar("R", bound=Dated)


def edition() -> Edition:
    """Return the edition in use: the one chosen by `under`, else the newest known here."""
    return _chosen.get() or _known[-1]()


def known_by(ask: Callable[[], Edition]) -> None:
    """Name who knows the newest edition of this installation."""
    _known[:] = [ask]


@contextmanager
def under(chosen: Edition) -> Iterator[None]:
    """Read every table under one edition, in this thread alone."""
    token = _chosen.set(chosen)
    try:
        yield
    finally:
        _chosen.reset(token)


def overlaid(market: str, table: str, rows: Iterable[R], used: Edition) -> tuple[R, ...]:
    """Return a table's rows with those of an edition, oldest first.

    A new row takes the place of the one that begins on its day; the one before ends on its eve.
    """
    there = [
        row
        for row in rows
        if used.as_of is None or row.recorded is None or row.recorded <= used.as_of
    ]
    further: tuple[R, ...] = used.rows.get(market, {}).get(table, ())  # type: ignore[assignment]
    for new in further:
        there = [_before(row, new) for row in there if not _replaced(row, new)]
        there.append(new)
    return tuple(sorted(there, key=lambda row: row.starts))


def _line(row: Dated) -> tuple[str, str]:
    return getattr(row, "region", ""), getattr(row, "area", "")


def _replaced(row: Dated, new: Dated) -> bool:
    return _line(row) == _line(new) and row.starts == new.starts


def _before(row: R, new: Dated) -> R:
    reaches = row.starts < new.starts and (row.until is None or row.until >= new.starts)
    if not reaches or _line(row) != _line(new):
        return row
    return replace(row, until=new.starts - timedelta(days=1))
