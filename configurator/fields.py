"""Typed reading of one TOML table, collecting problems instead of stopping at the first."""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any, TypeVar

from configurator.errors import Problem
from configurator.toml_lines import Table


LANGUAGES = ("fr", "en")
MAX_CENTS = 1_000_000_000  # ten million: beyond any car, and sums stay far below 64 bits
_ID = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*\Z")

T = TypeVar("T")


class Fields:
    """One table being read.

    Args:
        data: the parsed table.
        table: where it stands.
        place: what to call it in problems.
        problems: where to add what is wrong.
    """

    def __init__(
        self, data: Mapping[str, Any], table: Table, place: str, problems: list[Problem]
    ) -> None:
        self.data, self.table, self.place, self.problems = data, table, place, problems
        self._read: set[str] = set()

    def wrong(self, key: str, reason: str) -> None:
        """Add a problem at a key."""
        self.problems.append(Problem(self.table.at(key), self.place, reason))

    def _get(self, key: str, kind: type[T], default: T | None) -> T:
        self._read.add(key)
        if key not in self.data:
            if default is None:
                self.wrong(key, f"{key} is missing")
                return kind()
            return default
        value: T = self.data[key]
        if type(value) is not kind:
            self.wrong(key, f"{key} must be {kind.__name__}, not {type(value).__name__}")
            return kind()
        return value

    def text(self, key: str, default: str | None = None, *, among: Collection[str] = ()) -> str:
        """Read a non-empty text, one of ``among`` where given."""
        value = str(self._get(key, str, default))
        if key in self.data and not value.strip():
            self.wrong(key, f"{key} is empty")
        if among and key in self.data and value not in among:
            self.wrong(key, f"{key} must be one of {', '.join(sorted(among))}, not {value!r}")
        return value

    def name(self, key: str) -> str:
        """Read an id: lower-case letters and digits, parted by ``-``, ``_`` or ``.``."""
        value = self.text(key)
        if value and not _ID.match(value):
            self.wrong(key, f"{key} {value!r} is not an id (lower case, digits, '-')")
        return value

    def integer(self, key: str, default: int | None = None, *, low: int = 0, high: int) -> int:
        """Read a whole number between two bounds."""
        value = int(self._get(key, int, default))
        if type(self.data.get(key, default)) is int and not low <= value <= high:
            reason = "overflows" if value > high else "is too small"
            self.wrong(key, f"{key} = {value} {reason} (from {low} to {high})")
        return min(max(value, low), high)

    def texts(self, key: str, default: tuple[str, ...] | None = ()) -> tuple[str, ...]:
        """Read a list of texts without duplicates."""
        values = self._get(key, list, None if default is None else list(default))
        if not all(isinstance(v, str) for v in values):
            self.wrong(key, f"{key} must be a list of texts")
            return ()
        for value in sorted({v for v in values if values.count(v) > 1}):
            self.wrong(key, f"duplicate {value!r} in {key}")
        return tuple(dict.fromkeys(values))

    def labels(self, key: str, *, optional: bool = False) -> dict[str, str]:
        """Read a text in every language."""
        value = self._get(key, dict, {} if optional else None)
        if key not in self.data:
            return {}
        for language in LANGUAGES:
            if not isinstance(value.get(language), str) or not value[language].strip():
                self.wrong(key, f"{key} has no text in {language!r}")
        return {k: v for k, v in value.items() if isinstance(v, str)}

    def mapping(self, key: str, kind: type) -> dict[str, Any]:
        """Read an optional table whose values are all of one type."""
        value = self._get(key, dict, {})
        good = {k: v for k, v in value.items() if type(v) is kind}
        for bad in sorted(set(value) - set(good)):
            self.wrong(key, f"{key}.{bad} must be {kind.__name__}")
        return good

    def prices(self, key: str) -> dict[str, int]:
        """Read an optional table of amounts in cents."""
        amounts = self.mapping(key, int)
        for name, cents in amounts.items():
            if not 0 <= cents <= MAX_CENTS:
                self.wrong(key, f"{key}.{name} = {cents} overflows (from 0 to {MAX_CENTS})")
        return amounts

    def table_at(self, key: str) -> Mapping[str, Any]:
        """Read one required table."""
        found: Mapping[str, Any] = self._get(key, dict, None)
        return found

    def seen(self, key: str) -> None:
        """Say that a key was read by other means."""
        self._read.add(key)

    def tables(self, key: str) -> Iterator[Mapping[str, Any]]:
        """Read an array of tables."""
        for item in self._get(key, list, []):
            if isinstance(item, dict):
                yield item
            else:
                self.wrong(key, f"{key} must be a list of tables")

    def finish(self) -> None:
        """Report the keys nobody read: a typing error would otherwise change a price silently."""
        for key in sorted(set(self.data) - self._read):
            self.wrong(key, f"unknown key {key!r}")
