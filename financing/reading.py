"""Typed reading of authored TOML and JSON: values by name and kind, every surplus refused."""

import codecs
import json
import re
import tomllib
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar, cast

from financing.errors import BadData, BadFile, FinanceError
from financing.plans import is_percent


LANGUAGES = ("fr", "en")
MAX_BYTES = 2_000_000
LONGEST_WHOLE = 15
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_DECIMAL = re.compile(
    r"[-+]?(?:nan|inf|[0-9_]{1,20}(?:\.[0-9_]{1,30})?(?:e[-+]?[0-9]{1,2})?)",
    re.ASCII | re.IGNORECASE,
)
_LONG_INTEGER = re.compile(r"\b0[xob][0-9a-fA-F_]{65,}")
"""Hexadecimal digits escape Python's limit of digits until somebody prints them."""

T = TypeVar("T")


class Reader:
    """One table of a document, with the place it stands at for error messages."""

    def __init__(self, place: str, table: object) -> None:
        if not isinstance(table, Mapping):
            raise BadData(place, "a table is expected")
        self.place = place
        self._table: dict[str, object] = dict(table)

    def take(self, key: str, default: object = None) -> object:
        """The raw value of a key, which is then used up; missing without default is an error."""
        if key in self._table:
            return self._table.pop(key)
        if default is None:
            raise BadData(self.place or "document", f"{key} is missing")
        return default

    def names(self) -> list[str]:
        """The keys not yet used up."""
        return list(self._table)

    def has(self, key: str) -> bool:
        """Whether the key is given and not yet used up."""
        return key in self._table

    def text(self, key: str, default: str | None = None) -> str:
        """A text that is not empty unless its default is."""
        value = self.take(key, default)
        if not isinstance(value, str) or not (value.strip() or value == default):
            raise self.wrong(key, "a text is expected")
        return value

    def whole(self, key: str, default: int | None = None) -> int:
        """A whole number, not negative."""
        return self.wholes_of(key, [self.take(key, default)])[0]

    def wholes(self, key: str) -> tuple[int, ...]:
        """A list of whole numbers, not negative."""
        return self.wholes_of(key, self.rows(key))

    def wholes_of(self, key: str, values: list[object]) -> tuple[int, ...]:
        """The values, checked to be whole numbers from 0 to 10^13."""
        for value in values:
            if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 10**13:
                raise self.wrong(key, f"{value!r} is not a whole number from 0 on")
        return tuple(cast("list[int]", values))

    def percent(self, key: str, default: Decimal | None = None) -> Decimal:
        """A percentage from 0 to 100 with at most four decimals."""
        return self.percent_of(key, self.take(key, default))

    def percent_of(self, key: str, value: object) -> Decimal:
        """The value, checked to be a percentage."""
        if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
            raise self.wrong(key, f"{value!r} is not a percentage")
        number = Decimal(value)
        if not is_percent(number):
            raise self.wrong(key, f"{value} is not between 0 and 100 %")
        if number != round(number, 4):
            raise self.wrong(key, f"{value} has more than four decimals")
        return number

    def flag(self, key: str, default: object = None) -> bool:
        """True or false."""
        value = self.take(key, default)
        if not isinstance(value, bool):
            raise self.wrong(key, "true or false is expected")
        return value

    def day(self, key: str, default: date | None = None) -> date:
        """A date without time."""
        value = self.take(key, default)
        if not isinstance(value, date) or isinstance(value, datetime):
            raise self.wrong(key, "a date like 2026-11-20 is expected")
        return value

    def sentence(self, key: str) -> dict[str, str]:
        """A text in every language."""
        inner = Reader(f"{self.place}.{key}", self.take(key))
        texts = {language: inner.text(language) for language in LANGUAGES}
        inner.done()
        return texts

    def rows(self, key: str) -> list[object]:
        """A list that is not empty."""
        value = self.take(key)
        if not isinstance(value, list) or not value:
            raise self.wrong(key, "a list is expected")
        return value

    def tables(self, key: str) -> list["Reader"]:
        """A list of tables."""
        place = f"{self.place}.{key}" if self.place else key
        return [Reader(f"{place}[{at}]", row) for at, row in enumerate(self.rows(key), 1)]

    def done(self) -> None:
        """Refuse whatever was not asked for."""
        if self._table:
            raise BadData(self.place or "document", f"unknown: {', '.join(sorted(self._table))}")

    def wrong(self, key: str, reason: str) -> BadData:
        """The error for one key of this table."""
        return BadData(f"{self.place}.{key}" if self.place else key, reason)


def read_toml(text: str) -> Reader:
    """The document of a TOML text, its decimals exact.

    Raises:
        BadData: Not TOML, or larger than 2 MB.
    """
    return Reader("", parse_toml(text))


def parse_toml(text: str) -> dict[str, Any]:
    """The same as a plain table; raises BadData."""

    def parse(text: str) -> dict[str, Any]:
        if _LONG_INTEGER.search(text):
            raise BadData("document", "a whole number has more than 64 digits")
        return tomllib.loads(text, parse_float=exact)

    return _parsed(text, "TOML", parse)


def parse_json(text: str) -> object:
    """The value of a JSON text, its decimals exact; raises BadData."""
    return _parsed(text, "JSON", lambda text: json.loads(text, parse_float=exact))


def _parsed(text: str, kind: str, parse: Callable[[str], T]) -> T:
    if len(text) > MAX_BYTES:
        raise BadData("document", f"longer than {MAX_BYTES} characters")
    try:
        return parse(text)
    except BadData:
        raise
    except RecursionError as error:
        raise BadData("document", "nested too deeply") from error
    except ValueError as error:  # also of a whole number with thousands of digits
        raise BadData("document", f"not {kind}: {error}") from error


def exact(text: str) -> Decimal:
    """A decimal as a file writes it; raises BadData for one no computer should expand."""
    if not _DECIMAL.fullmatch(text):
        raise BadData("document", f"{text[:20]!r} is no figure")
    return Decimal(text)


def whole(text: str) -> int:
    """A whole number of a CSV cell; raises BadData."""
    if not (text.isascii() and text.isdecimal() and len(text) <= LONGEST_WHOLE):
        raise BadData("document", f"{text[:20]!r} is no whole number")
    return int(text)


def read_file(path: Path) -> str:
    """The UTF-8 text of a file of at most 2 MB, without its byte order mark; raises BadFile."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise BadFile(path, error.strerror) from error
    if len(content) > MAX_BYTES:
        raise BadFile(path, f"larger than {MAX_BYTES} bytes")
    if content.startswith(_WIDE):
        raise BadFile(path, "UTF-16 text; save it as UTF-8")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise BadFile(path, f"line {line} is not UTF-8 text") from error
    if "\0" in text or not text.strip():
        raise BadFile(path, "not a text file" if text.strip() else "empty")
    return text


def read_from(path: Path, parse: Callable[[str], T]) -> T:
    """What a parser makes of a file's text; raises BadFile with the path."""
    text = read_file(path)
    try:
        return parse(text)
    except FinanceError as error:
        raise BadFile(path, error) from error
