"""Usury ceilings of further quarters from a CSV or JSON file, refused with the line at fault.

CSV has the columns quarter, up_to_cents, percent, source: one line a band, the last band of a
quarter with up_to_cents empty. JSON is a list of {"quarter", "bands": [{"up_to_cents", "percent"}],
"source"}. What is imported is official: the demonstration's own ceilings are never imported.
"""

import csv
import io
from collections.abc import Iterable
from dataclasses import replace
from typing import cast

from financing.errors import BadData
from financing.law import CreditLaw, UsuryQuarter
from financing.law_file import read_quarter
from financing.reading import MAX_BYTES, Reader, exact, parse_json, whole


COLUMNS = ("quarter", "up_to_cents", "percent", "source")


def read_usury(text: str) -> tuple[UsuryQuarter, ...]:
    """Read a file of ceilings; JSON where it begins with a bracket, else CSV.

    Raises:
        BadData: Anything missing, unknown or out of order, with its line or place.
    """
    if len(text) > MAX_BYTES:
        raise BadData("document", f"longer than {MAX_BYTES} characters")
    found = _from_json(text) if text.lstrip().startswith("[") else _from_csv(text)
    if not found:
        raise BadData("document", "holds no quarter")
    keys = [quarter.key for quarter in found]
    for key in keys:
        if keys.count(key) > 1:
            raise BadData(key, "is given twice")
    return tuple(sorted(found, key=lambda quarter: quarter.key))


def with_quarters(law: CreditLaw, imported: Iterable[UsuryQuarter]) -> CreditLaw:
    """The law with further quarters, which take the place of demonstration values.

    Raises:
        BadData: Ceilings that differ from official ones already held.
    """
    quarters = {quarter.key: quarter for quarter in law.quarters}
    for quarter in imported:
        held = quarters.get(quarter.key)
        if held and not held.demonstration and held.bands != quarter.bands:
            raise BadData(quarter.key, f"official ceilings are already held: {held.source}")
        quarters[quarter.key] = quarter
    return replace(law, quarters=tuple(quarters[key] for key in sorted(quarters)))


def usury_csv(quarters: Iterable[UsuryQuarter]) -> str:
    """Quarters as a CSV file that `read_usury` reads."""
    target = io.StringIO()
    lines = csv.writer(target, lineterminator="\n")
    lines.writerow(COLUMNS)
    for quarter in quarters:
        for band in quarter.bands:
            lines.writerow((quarter.key, band.up_to_cents, band.percent, quarter.source))
    return target.getvalue()


def _from_json(text: str) -> list[UsuryQuarter]:
    rows = cast("list[object]", parse_json(text))
    return [_official(Reader(f"quarter[{at}]", row)) for at, row in enumerate(rows, 1)]


def _from_csv(text: str) -> list[UsuryQuarter]:
    rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), strict=True)
    if tuple(rows.fieldnames or ()) != COLUMNS:
        raise BadData("line 1", f"the columns are {', '.join(COLUMNS)}")
    tables: dict[str, dict[str, object]] = {}
    begun: dict[str, int] = {}
    try:
        for row in rows:
            key, band = str(row["quarter"]).strip(), _band(row, rows.line_num)
            table = tables.setdefault(key, {"quarter": key, "bands": [], "source": row["source"]})
            begun.setdefault(key, rows.line_num)
            bands = table["bands"]
            if isinstance(bands, list):
                bands.append(band)
    except csv.Error as error:
        raise BadData(f"line {rows.line_num}", f"not CSV: {error}") from error
    return [_official(Reader(f"line {begun[key]}", table)) for key, table in tables.items()]


def _band(row: dict[str, str | None], line: int) -> dict[str, object]:
    if None in row or any(value is None for value in row.values()):
        raise BadData(f"line {line}", f"{len(COLUMNS)} values are expected")
    try:
        band: dict[str, object] = {"percent": exact((row["percent"] or "").strip())}
        limit = (row["up_to_cents"] or "").strip()
        return band | ({"up_to_cents": whole(limit)} if limit else {})
    except ValueError as error:
        raise BadData(
            f"line {line}", f"{row['up_to_cents']!r}, {row['percent']!r} are no figures"
        ) from error


def _official(reader: Reader) -> UsuryQuarter:
    if reader.has("demonstration"):
        raise reader.wrong("demonstration", "only official ceilings are imported")
    return read_quarter(reader)
