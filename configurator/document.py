"""Reading an authored catalogue: text to checked parts, with the line of every problem."""

import hashlib
import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from configurator import buildable, entries, naming
from configurator.catalogue_parts import Group, Option, Parts, Rule, Version
from configurator.errors import CatalogueError, Problem
from configurator.fields import Fields
from configurator.toml_lines import Table, locate


MAX_BYTES = 2_000_000
_LONG_INTEGER = re.compile(r"\b0[xob][0-9a-fA-F_]{65,}")
"""Hexadecimal digits escape Python's limit of digits until somebody prints them."""
_PLAIN = ("key", "market", "brand", "model", "slug", "currency", "body", "tvv", "drawing", "source")
_CATALOGUE = Table("catalogue", 1)


def read(text: str) -> dict[str, Any]:
    """Read and check a document.

    Args:
        text: the TOML document, at most two million bytes.

    Returns:
        The keyword arguments of ``Catalogue``.

    Raises:
        CatalogueError: with every problem found.
    """
    reader, found = _read(text)
    parts = Parts(found["versions"], found["groups"], found["rules"])
    problems = reader.problems or naming.check(parts, reader.lines)
    problems = problems or buildable.check(parts, reader.lines)
    if problems:
        raise CatalogueError(problems)
    return found


def reread(text: str, hash_: str) -> dict[str, Any]:
    """Read a document that `read` found good before; its hash proves that it is the same.

    Raises:
        CatalogueError: it is another document.
    """
    reader, found = _read(text)
    if reader.problems or found["hash"] != hash_:
        reason = f"it is not the price list {hash_[:12]} that was checked"
        raise CatalogueError(reader.problems or [Problem(1, "document", reason)])
    return found


def _read(text: str) -> tuple["_Reader", dict[str, Any]]:
    """Return the keyword arguments of ``Catalogue`` and who read them, problems noted."""
    data = _parse(text)
    reader = _Reader(text, data)
    found = reader.catalogue() | {
        "versions": tuple(reader.versions()),
        "groups": tuple(reader.groups()),
        "rules": tuple(reader.rules()),
        "hash": _digest(data),
    }
    reader.top.finish()
    return reader, found


def decoded(content: bytes) -> str:
    """Return UTF-8 bytes as text, without a byte order mark; raises CatalogueError."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise CatalogueError([Problem(line, "document", f"not UTF-8 text: {error}")]) from error
    if not text.strip():
        raise CatalogueError([Problem(1, "document", "empty")])
    return text


def _parse(text: str) -> dict[str, Any]:
    if len(text) > MAX_BYTES:
        reason = f"{len(text)} characters are more than a price list may have ({MAX_BYTES})"
        raise CatalogueError([Problem(1, "document", reason)])
    if _LONG_INTEGER.search(text):
        raise CatalogueError([Problem(1, "document", "a whole number of more than 64 digits")])
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # also a number with thousands of digits
        found = re.search(r"at line (\d+)", str(error))
        line = int(found.group(1)) if found else text.count("\n") + 1
        raise CatalogueError([Problem(line, "document", f"not TOML: {error}")]) from error


def _digest(data: Mapping[str, Any]) -> str:
    canonical = json.dumps(
        data, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str
    )
    return hashlib.sha256(canonical.encode()).hexdigest()


class _Reader:
    """The tables of one document being read in order."""

    def __init__(self, text: str, data: Mapping[str, Any]) -> None:
        self.problems: list[Problem] = []
        self.lines: dict[str, Table] = {}
        self._tables: dict[str, list[Table]] = {}
        for table in locate(text):
            self._tables.setdefault(table.header, []).append(table)
        self.top = Fields(data, Table("", 1), "document", self.problems)

    def _next(self, header: str) -> Table:
        waiting = self._tables.get(header, [])
        return waiting.pop(0) if waiting else _CATALOGUE

    def _fields(self, data: Mapping[str, Any], header: str, prefix: str) -> Fields:
        table = self._next(header)
        place = f"{header.rsplit('.', 1)[-1]} {prefix}{data.get('id', '?')}"
        return Fields(data, table, place, self.problems)

    def _remember(self, option_id: str, fields: Fields) -> None:
        if option_id in self.lines:
            fields.wrong("id", f"duplicate id, first on line {self.lines[option_id].line}")
        self.lines.setdefault(option_id, fields.table)

    def catalogue(self) -> dict[str, Any]:
        data = self.top.table_at("catalogue")
        f = Fields(data, self._next("catalogue"), "catalogue", self.problems)
        values: dict[str, Any] = {key: f.text(key) for key in _PLAIN}
        values |= {
            "edition": entries.edition(f),
            "model_year": f.integer("model_year", low=1990, high=2100),
            "doors": f.integer("doors", low=2, high=7),
            "seats": f.integer("seats", low=1, high=9),
            "tagline": f.labels("tagline"),
        }
        f.finish()
        return values

    def versions(self) -> Iterator[Version]:
        for data in self.top.tables("version"):
            f = self._fields(data, "version", "")
            version = entries.version(f)
            self._remember(version.option, f)
            f.finish()
            yield version

    def groups(self) -> Iterator[Group]:
        for data in self.top.tables("group"):
            f = self._fields(data, "group", "")
            name = f.name("id")
            self._remember(f"group:{name}", f)
            if name == "version":
                f.wrong("id", "the group 'version' is made from the versions")
            yield Group(
                id=name,
                kind="one" if f.text("kind", among=("one", "any")) == "one" else "any",
                label=f.labels("label"),
                options=tuple(self._options(name, f)),
            )
            f.finish()

    def _options(self, group: str, outer: Fields) -> Iterator[Option]:
        for data in outer.tables("option"):
            f = self._fields(data, "group.option", f"{group}.")
            option = entries.option(f, group)
            self._remember(option.id, f)
            f.finish()
            yield option

    def rules(self) -> Iterator[Rule]:
        for data in self.top.tables("rule"):
            f = self._fields(data, "rule", "")
            rule = entries.rule(f)
            self._remember(f"rule:{rule.id}", f)
            f.finish()
            yield rule
