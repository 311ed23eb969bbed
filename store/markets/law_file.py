"""A file of further rows for a market's tables, read strictly: each fault names its line.

    market = "FR"
    author = "Claire Martin, legal department"
    [[regional]]
    region = "11"
    from = 2027-01-01
    cents_per_cv = 6895
    source = "Délibération …"

Tables bear the names of `flask market show`; `regional` and `vat` rows name their region or area.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from datetime import date
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import Any, get_args, get_origin, get_type_hints

from store.markets.dated import Dated, check_rows
from store.markets.edition import Edition, overlaid


LONGEST_BYTES, LONGEST_TEXT, MOST = 1_000_000, 2_000, 10**9
HEADER = re.compile(r"\s*\[\[\s*(\w+)\s*\]\]")
AT_LINE = re.compile(r"at line (\d+)")
HEAD, AREAS = ("market", "author"), ("region", "area")
OURS = frozenset({"recorded"})  # set by the store, never by a file
Tables = Mapping[str, Sequence[Dated]]


class WrongLawFile(ValueError):
    """A file that cannot be taken; `line` 0: the file as a whole."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"{line}: {reason}" if line else reason)
        self.line = line
        self.reason = reason


@dataclass(frozen=True)
class LawRow:
    """One row of a file, its table, and the line at which it begins."""

    table: str
    line: int
    row: Dated


@dataclass(frozen=True)
class LawFile:
    """What a file adds to a market's tables, and who answers for it."""

    market: str
    author: str
    rows: tuple[LawRow, ...]


def read_law_file(content: bytes, markets: Mapping[str, Tables], *, alone: bool = False) -> LawFile:
    """Read a file of further rows.

    Args:
        content: The bytes of a TOML document in UTF-8.
        markets: Of each market its tables as they are.
        alone: Whether only the rows themselves are judged, not what their tables become.

    Raises:
        WrongLawFile: Anything unreadable, missing, unknown, of the wrong kind, or that leaves a
            gap or an overlap in its table.
    """
    text = _text(content)
    document = _document(text)
    market, author = (_head(document, name, text) for name in HEAD)
    if market not in markets:
        raise WrongLawFile(_line_of(text, "market"), f"the store does not sell in {market[:40]}")
    rows = tuple(_rows(document, text, markets[market]))
    if not rows:
        raise WrongLawFile(0, "the file holds no row")
    if not alone:
        _check_together(market, rows, markets[market])
    return LawFile(market, author, rows)


def _text(content: bytes) -> str:
    if len(content) > LONGEST_BYTES:
        raise WrongLawFile(0, f"longer than {LONGEST_BYTES} bytes")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise WrongLawFile(content.count(b"\n", 0, error.start) + 1, "is not UTF-8") from error


def _document(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise WrongLawFile(0, "is nested too deeply") from error
    except ValueError as error:  # a number of thousands of digits is none of TOML's own errors
        found = AT_LINE.search(str(error))
        raise WrongLawFile(int(found.group(1)) if found else 0, f"is not TOML: {error}") from error


def _head(document: dict[str, Any], name: str, text: str) -> str:
    value = document.pop(name, None)
    if not isinstance(value, str) or not 0 < len(value.strip()) <= LONGEST_TEXT:
        raise WrongLawFile(_line_of(text, name), f"{name} is missing")
    return value.strip()


def _line_of(text: str, key: str, after: int = 0) -> int:
    """Return the line on which a key is written after a line, else that line, at least 1."""
    lines = text.splitlines()
    for number in range(after, len(lines)):
        if re.match(rf"\s*\[*\s*{re.escape(key)}\b", lines[number]):
            return number + 1
        if number > after and HEADER.match(lines[number]) and after:
            break
    return max(1, after)


def _rows(document: Mapping[str, Any], text: str, tables: Tables) -> Iterator[LawRow]:
    known = {name.partition(":")[0]: rows for name, rows in tables.items() if rows}
    for name, given in document.items():
        if name not in known or not isinstance(given, list):
            reason = f"{name[:40]} is no table; there are {', '.join(known)}"
            raise WrongLawFile(_line_of(text, name), reason)
        headers = [
            number
            for number, line in enumerate(text.splitlines(), 1)
            if (found := HEADER.match(line)) and found.group(1) == name
        ]
        for place, table in enumerate(given):
            line = headers[place] if place < len(headers) else _line_of(text, name)
            row = _Reading(text, line, table, known[name][-1]).row()
            _check_area(name, row, line, tables)
            yield LawRow(name, line, row)


def full_name(table: str, row: Dated) -> str:
    """Return a row's table by its whole name: with its region or area where rows have one."""
    area = next((getattr(row, name) for name in AREAS if hasattr(row, name)), None)
    return f"{table}:{area}" if area is not None else table


def _check_area(table: str, row: Dated, line: int, tables: Tables) -> None:
    if full_name(table, row) not in tables:
        raise WrongLawFile(line, f"{full_name(table, row)[:60]} is unknown")


def _check_together(market: str, rows: Sequence[LawRow], tables: Tables) -> None:
    """Refuse rows that leave a gap or an overlap in their table that was not there before."""
    for name in dict.fromkeys(full_name(one.table, one.row) for one in rows):
        mine = [one for one in rows if full_name(one.table, one.row) == name]
        further = {market: {name: tuple(one.row for one in mine)}}
        after = overlaid(market, name, tables[name], Edition(rows=further))
        new = [f for f in check_rows(after, name) if f not in check_rows(tables[name], name)]
        if new:
            raise WrongLawFile(mine[0].line, new[0])


@dataclass(frozen=True)
class _Reading:
    """One table of the document being read; `like` is a row of its kind that is in force."""

    text: str
    line: int
    table: Any
    like: Dated

    def row(self) -> Dated:
        if not isinstance(self.table, dict):
            raise WrongLawFile(self.line, "a row is a table")
        kind = type(self.like)
        given = {("starts" if key == "from" else key): value for key, value in self.table.items()}
        wanted = [one for one in fields(kind) if one.name not in OURS]
        unknown = set(given) - {one.name for one in wanted}
        missing = {one.name for one in wanted if one.default is MISSING and one.name not in given}
        for name in sorted(unknown | missing):
            what = "is missing" if name in missing else "is unknown"
            raise self._wrong(name, f"{'from' if name == 'starts' else name[:40]} {what}")
        hints = get_type_hints(kind)
        for name, value in given.items():
            self._check(name, hints[name], value)
        return kind(**given)

    def _wrong(self, name: str, reason: str) -> WrongLawFile:
        key = "from" if name == "starts" else name
        return WrongLawFile(_line_of(self.text, key, self.line), reason)

    def _check(self, name: str, hint: Any, value: Any) -> None:  # noqa: ANN401 - any field's type
        options = [one for one in get_args(hint) if one is not type(None)]
        hint = options[0] if type(None) in get_args(hint) else hint
        reason = _fault(name, get_origin(hint) or hint, value, getattr(self.like, name))
        if reason:
            raise self._wrong(name, f"{'from' if name == 'starts' else name} {reason}")


def _fault(name: str, kind: Any, value: Any, like: Any) -> str:  # noqa: ANN401 - any field's type
    if kind in {date, bool, int, str}:
        return _fault_of_one(name, kind, value)
    if kind is list:
        if not isinstance(value, list) or not value:
            return "is not a list"
        return next(filter(None, (_fault_of_item(one, like) for one in value)), _falling(value))
    return _fault_of_item(value, like if isinstance(like, dict) else None)


KINDS = {date: "a day", bool: "true or false", int: "a whole number", str: "a text"}


def _fault_of_one(name: str, kind: type, value: Any) -> str:  # noqa: ANN401 - any TOML value
    if type(value) is not kind:
        return f"is not {KINDS[kind]}"
    if isinstance(value, int) and not 0 <= value <= MOST:
        return "is out of range"
    if isinstance(value, str) and not 0 < len(value.strip()) <= LONGEST_TEXT:
        return "is empty or too long"
    return _fault_of_percent(str(value)) if name == "percent" else ""


def _fault_of_percent(text: str) -> str:
    try:
        value = Decimal(text) if len(text) < 10 else Decimal("NaN")  # noqa: PLR2004 - bounded
    except InvalidOperation:
        return "is not a percentage"
    return "" if value.is_finite() and 0 <= value <= 100 else "is not a percentage"  # noqa: PLR2004


def _fault_of_item(value: Any, like: Any) -> str:  # noqa: ANN401 - any TOML value
    """Judge a figure of a list, or an inner table by the names a row in force has."""
    if not isinstance(value, dict):
        return _fault_of_one("", int, value)
    samples = like if isinstance(like, list) else [like]
    names = [set(one) for one in samples if isinstance(one, dict)]
    if names and not set.intersection(*names) <= set(value) <= set.union(*names):
        return f"has other names than {', '.join(sorted(set.union(*names)))}"
    of_text = not names and all(isinstance(one, str) for one in value.values())
    return (
        ""
        if of_text
        else next(filter(None, (_fault_of_one("", int, v) for v in value.values())), "")
    )


def _falling(values: list[Any]) -> str:
    plain = [one for one in values if isinstance(one, int)]
    return "falls" if any(one > other for one, other in pairwise(plain)) else ""
