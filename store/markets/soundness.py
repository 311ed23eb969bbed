"""The build-time check of a market's tables: gaps, overlaps, and until when they are known."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby

from store.markets.dated import Dated, check_rows
from store.markets.pack import Market
from store.markets.texts import legal_rows


def all_tables(market: Market) -> dict[str, Sequence[Dated]]:
    """Return the tax tables and each legal text's versions, by name."""
    texts = sorted(legal_rows(market.key), key=lambda row: row.key)
    return dict(market.tables()) | {
        f"legal:{key}": tuple(rows) for key, rows in groupby(texts, key=lambda row: row.key)
    }


def faults(tables: Mapping[str, Sequence[Dated]]) -> tuple[str, ...]:
    """Return a sentence for every gap, overlap and empty table; none when the market is sound."""
    missing = tuple(f"{name}: no row" for name, rows in tables.items() if not rows)
    return missing + tuple(
        fault for name, rows in tables.items() for fault in check_rows(rows, name)
    )


def verified_until(rows: Sequence[Dated], on: date) -> date | None:
    """Return the last day of the unbroken run of verified rows around a day.

    None: nothing verified is in force that day. `date.max`: no end is known.
    """
    day, found = on, None
    while (row := _in_force(rows, day)) is not None and row.verified:
        found = row.until or date.max
        if found == date.max:
            break
        day = found + timedelta(days=1)
    return found


def _in_force(rows: Sequence[Dated], on: date) -> Dated | None:
    return next((row for row in rows if row.in_force(on)), None)
