"""Tables as spreadsheets read them, and never execute them; pure.

A cell of text that a spreadsheet would take for a formula (OWASP: CSV injection) is led by an
apostrophe, which makes it text. UTF-8 with a mark, `;` and decimal commas are what French
spreadsheets open without questions.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo


FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Amount:
    """Money in cents, written with a decimal comma."""

    cents: int


Cell = str | int | Amount | date | datetime | None


def spreadsheet(headings: Sequence[str], rows: Iterable[Sequence[Cell]], zone: ZoneInfo) -> str:
    """Return a table as CSV text; moments are written in the local time of `zone`."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(headings)
    for row in rows:
        writer.writerow([_written(cell, zone) for cell in row])
    return MARK + out.getvalue()


def _written(cell: Cell, zone: ZoneInfo) -> str:
    if isinstance(cell, str):
        return f"'{cell}" if cell.lstrip(" ").startswith(FORMULA) else cell
    if isinstance(cell, Amount):
        return _decimal(cell.cents)
    if isinstance(cell, datetime):
        return cell.astimezone(zone).strftime("%Y-%m-%d %H:%M")
    return "" if cell is None else str(cell)


def _decimal(cents: int) -> str:
    whole, rest = divmod(abs(cents), 100)
    return f"{'-' if cents < 0 else ''}{whole},{rest:02}"
