"""Rows that are in force between two days, both included."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

from store.markets.errors import BrokenTable, UnknownLaw


DATA = Path(__file__).parent


@dataclass(frozen=True, kw_only=True, slots=True)
class Dated:
    """A rule with its days in force and its source; ``until`` None means open.

    ``status`` says, by language, why the rule may still change; None: it is final. ``recorded`` is
    the day since when the store knows the row; None: since ever.
    """

    starts: date
    until: date | None = None
    source: str
    status: Mapping[str, str] | None = None
    recorded: date | None = None

    def in_force(self, on: date) -> bool:
        """Tell whether the rule counts on that day."""
        return self.starts <= on and (self.until is None or on <= self.until)

    @property
    def figures(self) -> dict[str, Any]:
        """Return what the row says, by name; None: no verified figure."""
        frame = {"starts", "until", "source", "status", "recorded"}
        return {f.name: getattr(self, f.name) for f in fields(self) if f.name not in frame}

    @property
    def verified(self) -> bool:
        """Tell whether every figure of the row is."""
        return None not in self.figures.values()


R = TypeVar("R", bound=Dated)


def pick(rows: Iterable[R], on: date, what: str) -> R:
    """Return the row in force on a day.

    Raises:
        UnknownLaw: No row covers that day.
    """
    for row in rows:
        if row.in_force(on):
            return row
    raise UnknownLaw(what, on)


def holding(rows: Iterable[R], on: date) -> tuple[R, ...]:
    """Return the rows in force on a day; where there are none, those that ended last.

    For what holds until something else takes its place, as a text or a rate of VAT does. A tax is
    never taken from a row that has ended: `pick`.
    """
    begun = [row for row in rows if row.starts <= on]
    last = max((row.until or date.max for row in begun), default=on)
    return tuple(row for row in begun if (row.until or date.max) >= min(on, last))


def pick_holding(rows: Iterable[R], on: date, what: str) -> R:
    """Return the first row of `holding`.

    Raises:
        UnknownLaw: None has begun.
    """
    for row in holding(rows, on):
        return row
    raise UnknownLaw(what, on)


def read_rows(kind: type[R], tables: Sequence[Mapping[str, Any]], where: str) -> tuple[R, ...]:
    """Turn TOML tables into rows, oldest first.

    Raises:
        BrokenTable: A field is missing or unknown.
    """
    known = {field.name for field in fields(kind)}
    needed = {f.name for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING}
    rows = []
    for number, table in enumerate(tables, 1):
        given = {("starts" if key == "from" else key): value for key, value in table.items()}
        if set(given) - known or needed - set(given):
            odd = sorted((set(given) - known) | (needed - set(given)))
            raise BrokenTable(f"{where}, row {number}: missing or unknown {', '.join(odd)}")
        rows.append(kind(**given))
    return tuple(sorted(rows, key=lambda row: row.starts))


def check_rows(rows: Sequence[Dated], where: str) -> tuple[str, ...]:
    """Return one sentence for each gap, overlap, reversed or sourceless row of a table."""
    faults = [f"{where} {row.starts}: no source" for row in rows if not row.source]
    faults += [f"{where} {r.starts}: ends first" for r in rows if r.until and r.until < r.starts]
    for before, after in pairwise(rows):
        expected = before.until + timedelta(days=1) if before.until else None
        if expected is None or after.starts < expected:
            faults.append(f"{where} {after.starts}: overlaps the row of {before.starts}")
        elif after.starts > expected:
            faults.append(f"{where} {expected}: nothing in force until {after.starts}")
    return tuple(faults)


@cache
def read_toml(country: str, name: str) -> Mapping[str, Any]:
    """Read one data file of a country, e.g. ``read_toml("fr", "taxes")``; kept for the process."""
    return tomllib.loads((DATA / country / f"{name}.toml").read_text("utf-8"))
