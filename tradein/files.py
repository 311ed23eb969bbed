"""Sales files as they come: plain or gzip, any usual encoding and separator, line by line."""

import csv
import gzip
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, TypeVar

from tradein.columns import NEEDED, canonical
from tradein.errors import FileError, TradeInError, TrainingError


SEPARATORS = ",;\t|"
GZIP = b"\x1f\x8b"
WIDE = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
BOM = "\ufeff"
ROW = "#row"
MOST_LINES = 20
MAX_BYTES = 50_000_000

T = TypeVar("T")


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


def read_from(path: Path, parse: Callable[[str], T]) -> T:
    """What a parser makes of a UTF-8 file of at most 50 MB, without its byte order mark.

    Raises:
        FileError: It cannot be read, is empty, or the parser refuses it.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
        return parse(_text(content))
    except OSError as error:
        raise FileError(str(path), "unreadable", str(error.strerror)) from error
    except (TradeInError, UnicodeDecodeError, csv.Error) as error:
        raise FileError(str(path), "malformed", str(error)) from error


def _text(content: bytes) -> str:
    if len(content) > MAX_BYTES:
        raise TrainingError("document", "too-large", f"is larger than {MAX_BYTES} bytes")
    text = content.decode("utf-8-sig")
    if "\0" in text:
        raise TrainingError("document", "no-text", "is no text")
    return text


def _rows(name: str, lines: Iterator[str]) -> Iterator[dict[str, str]]:
    head = next(lines, "").lstrip(BOM)
    separator = max(SEPARATORS, key=head.count)
    columns = _columns(name, next(csv.reader([head], delimiter=separator), []))
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


def _columns(name: str, headings: list[str]) -> list[str]:
    """The canonical columns of a head that names each once and every needed one."""
    twice = {cell for cell in headings if cell.strip() and headings.count(cell) > 1}
    if twice:
        raise TrainingError(name, "heading-twice", f"has the column {min(twice)!r} twice")
    columns = [canonical(cell) for cell in headings]
    for column in NEEDED:
        if column not in columns:
            raise TrainingError(name, "missing-column", f"has no column {column!r}")
    if not {"age", "year"} & set(columns):
        raise TrainingError(name, "missing-column", "has neither a column 'age' nor 'year'")
    return columns


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
