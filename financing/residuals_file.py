"""Residual values from a CSV file of a lender or an expert, checked like authored ones.

Columns: group, months, km, percent; one line a cell, every group a full table. What holds for the
whole file (author, source, safety, validity) stands in the arguments.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from financing.errors import BadData
from financing.reading import MAX_BYTES, Reader, exact, whole
from financing.residuals import ResidualTable, read_residual


COLUMNS = ("group", "months", "km", "percent")

Cell = tuple[int, int]


def read_residuals(text: str, terms: Mapping[str, object]) -> tuple[ResidualTable, ...]:
    """Read a CSV file of residual values.

    Args:
        text: The file.
        terms: safety_percent, reference_price_cents, author, valid_from, valid_until, source.

    Raises:
        BadData: A wrong line, a cell missing or given twice, a value that rises with age or
            distance; with its line or group.
    """
    if len(text) > MAX_BYTES:
        raise BadData("document", f"longer than {MAX_BYTES} characters")
    groups = _groups(text)
    if not groups:
        raise BadData("document", "holds no value")
    return tuple(_table(group, cells, terms) for group, cells in groups.items())


def residuals_toml(tables: Iterable[ResidualTable]) -> str:
    """Write tables as `read_offers` reads them back, one `[[residual]]` each."""
    return "\n".join("\n".join(_written(table)) + "\n" for table in tables)


def _written(table: ResidualTable) -> Iterator[str]:
    yield "[[residual]]"
    yield f"key = {json.dumps(table.key)}"  # a JSON text is a TOML one
    yield f"months = {list(table.months)}"
    yield f"km = {list(table.km)}"
    yield "percent = ["
    yield from (f"  [{', '.join(f'{value:f}' for value in row)}]," for row in table.percents)
    yield "]"
    yield f"safety_percent = {table.safety_percent:f}"
    yield f"reference_price_cents = {table.reference_price_cents}"
    yield f"author = {json.dumps(table.author)}"
    yield f"valid_from = {table.valid_from.isoformat()}"
    yield f"valid_until = {table.valid_until.isoformat()}"
    yield f"source = {json.dumps(table.source)}"


def _groups(text: str) -> dict[str, dict[Cell, Decimal]]:
    rows = csv.reader(io.StringIO(text.removeprefix("\ufeff")), strict=True)
    groups: dict[str, dict[Cell, Decimal]] = {}
    try:
        if tuple(next(rows, ())) != COLUMNS:
            raise BadData("line 1", f"the columns are {', '.join(COLUMNS)}")
        for row in rows:
            group, cell, percent = _parsed(row, rows.line_num)
            cells = groups.setdefault(group, {})
            if cells.setdefault(cell, percent) is not percent:
                raise BadData(f"line {rows.line_num}", f"{group} {cell} is given twice")
    except csv.Error as error:
        raise BadData(f"line {rows.line_num}", f"not CSV: {error}") from error
    return groups


def _parsed(row: list[str], line: int) -> tuple[str, Cell, Decimal]:
    try:
        group, months, km, percent = row
        return group.strip(), (whole(months.strip()), whole(km.strip())), exact(percent.strip())
    except ValueError as error:
        raise BadData(f"line {line}", f"{row} is not {', '.join(COLUMNS)}") from error


def _table(group: str, cells: Mapping[Cell, Decimal], terms: Mapping[str, object]) -> ResidualTable:
    months = sorted({age for age, _ in cells})
    kms = sorted({km for _, km in cells})
    missing = [(age, km) for age in months for km in kms if (age, km) not in cells]
    if missing:
        raise BadData(group, f"no value for {missing[0][0]} months and {missing[0][1]} km")
    percents = [[cells[age, km] for km in kms] for age in months]
    table = {"key": group, "months": months, "km": kms, "percent": percents, **terms}
    return read_residual(Reader(group, table))
