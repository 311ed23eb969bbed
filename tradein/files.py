"""Sales files as they come: plain or gzip, any usual encoding and separator, line by line."""

import csv
import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from tradein.columns import NEEDED, canonical
from tradein.errors import TrainingError


SEPARATORS = ",;\t|"
GZIP = b"\x1f\x8b"
WIDE = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
BOM = "\ufeff"
ROW = "#row"
MOST_LINES = 20


def read_sales(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a file by canonical column; the file's name stands in for a missing `dataset`.

    Each row also has its number in the file under "#row".

    Raises:
        TrainingError: When the file cannot be read or lacks a needed column.
    """
    try:
        with path.open("rb") as raw:
            yield from _rows(path.name, _lines(raw, packed=path.suffix == ".gz"))
    except (OSError, EOFError, zlib.error, csv.Error) as error:
        raise TrainingError(path.name, "unreadable", f"cannot be read ({error})") from error


def _rows(name: str, lines: Iterator[str]) -> Iterator[dict[str, str]]:
    head = next(lines, "").lstrip(BOM)
    separator = max(SEPARATORS, key=head.count)
    columns = [canonical(cell) for cell in next(csv.reader([head], delimiter=separator), [])]
    for column in NEEDED:
        if column not in columns:
            raise TrainingError(name, "missing-column", f"has no column {column!r}")
    if not {"age", "year"} & set(columns):
        raise TrainingError(name, "missing-column", "has neither a column 'age' nor 'year'")
    reader = csv.DictReader(lines, columns, restkey="", restval="", delimiter=separator)
    market = name.partition(".")[0]
    before = reader.line_num
    for row in reader:
        if reader.line_num - before > MOST_LINES:
            detail = f"row {before + 2} opens a quotation mark that is not closed"
            raise TrainingError(name, "unclosed-quote", detail)
        before = reader.line_num
        row.pop("", None)
        yield {"dataset": market, **row, ROW: str(reader.line_num + 1)}


def _lines(raw: BinaryIO, *, packed: bool) -> Iterator[str]:
    """Decoded lines; one that is not UTF-8 is Windows Western, whatever the others are."""
    start = raw.read(2)
    raw.seek(0)
    if start in WIDE:
        yield from raw.read().decode(WIDE[start], errors="replace").splitlines(keepends=True)
        return
    source = gzip.GzipFile(fileobj=raw) if packed or start == GZIP else raw
    for line in source:
        try:
            text = line.decode()
        except UnicodeDecodeError:
            text = line.decode("cp1252", errors="replace")
        yield text.replace("\0", "")
