"""How `flask market show` and `check` answer."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from store.journeys.endings import Ending
from store.journeys.terms import terms_faults
from store.markets import Market, all_tables, faults, verified_until


MISSING = "no verified figure"
OPEN = "no end known"


def rows_on(country: Market, on: date) -> Iterator[dict[str, Any]]:
    """Yield every table of a market on a day: its row, or that there is none."""
    for name, rows in country.tables().items():
        row = next((row for row in rows if row.in_force(on)), None)
        if row is None:
            yield {"table": name, "verified": False, "reason": "no row in force"}
            continue
        yield {
            "table": name,
            "verified": row.verified,
            "from": row.starts.isoformat(),
            "until": row.until.isoformat() if row.until else None,
            "values": row.figures,
            "status": dict(row.status) if row.status else None,
            "source": row.source,
        }


def as_lines(row: dict[str, Any]) -> Iterator[str]:
    """Yield the lines a person reads of one table."""
    if "from" not in row:
        yield f"{row['table']:18} {MISSING} ({row['reason']})"
        return
    mark = "" if row["verified"] else f"  {MISSING}"
    yield f"{row['table']:18} {row['from']} to {row['until'] or OPEN}{mark}"
    for name, value in row["values"].items():
        yield f"  {name}: {MISSING if value is None else value}"
    if row["status"]:
        yield f"  status: {row['status']['en']}"
    yield f"  source: {row['source']}"


def problems(country: Market) -> tuple[str, ...]:
    """Return every gap and overlap of a market's taxes, texts and terms."""
    return (*faults(all_tables(country)), *terms_faults(country.key))


def known(country: Market, on: date) -> Iterator[str]:
    """Yield until when each table is verified, the registration taxes together last."""
    for name, rows in country.tables().items():
        until = verified_until(rows, on)
        yield f"  {name:18} {_until(until)}"
    yield f"  every registration tax is known until {country.known_until()}"


def ending_words(row: Ending) -> str:
    """Return the warning about a table that has ended or ends soon."""
    if row.until is None:
        return f"{row.market} {row.table}: no verified row today"
    left = f"in {row.days} days, warned {row.warning} before"
    return f"{row.market} {row.table}: ends on {row.until}, {left}"


def _until(day: date | None) -> str:
    if day is None:
        return f"{MISSING} today"
    return OPEN if day == date.max else f"until {day}"
