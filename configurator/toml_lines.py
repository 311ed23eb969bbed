"""Line numbers for TOML tables and keys, which the standard parser does not keep."""

import re
from dataclasses import dataclass, field


_HEADER = re.compile(r"\[\[?\s*([\w.\-]+)\s*\]\]?\s*$")
_KEY = re.compile(r"\s*(?:\"([^\"]+)\"|([\w\-]+))[\w.\-]*\s*=")
_STRINGS = re.compile(r"\"(?:\\.|[^\"\\])*\"|'[^']*'")


@dataclass(frozen=True)
class Table:
    """Where one table of the document stands.

    Attributes:
        header: its dotted name, ``""`` before the first header.
        line: 1-based line of the header.
        keys: 1-based line of each key written in it.
    """

    header: str
    line: int
    keys: dict[str, int] = field(default_factory=dict)

    def at(self, key: str) -> int:
        """Return the line of ``key``, or of the header where the key is not written."""
        return self.keys.get(key, self.line)


def _open_brackets(code: str) -> int:
    return sum(code.count(c) for c in "[{") - sum(code.count(c) for c in "]}")


def _without_strings(line: str, quote: str) -> tuple[str, str]:
    """Return the line's code without strings and comments, and the still open triple quote."""
    if quote:
        end = line.find(quote)
        return ("", quote) if end < 0 else _without_strings(line[end + 3 :], "")
    bare = re.sub(r"\"\"\".*?\"\"\"|'''.*?'''", "", line)
    code = _STRINGS.sub("", bare).split("#", 1)[0]
    for mark in ('"""', "'''"):
        if mark in _STRINGS.sub(lambda m: m.group() if m.group() in {'""', "''"} else "", bare):
            return code, mark
    return code, ""


def locate(text: str) -> list[Table]:
    """List the tables of a TOML document in order, with the lines of their keys.

    Args:
        text: a document that the standard parser accepts.
    """
    tables = [Table("", 1)]
    depth, quote = 0, ""
    for number, line in enumerate(text.splitlines(), start=1):
        outside = depth == 0 and not quote
        code, quote = _without_strings(line, quote)
        header = _HEADER.match(code.strip()) if outside else None
        if header:
            tables.append(Table(header.group(1), number))
            continue
        key = _KEY.match(line) if outside else None
        if key:
            tables[-1].keys.setdefault(key.group(1) or key.group(2), number)
        depth = max(0, depth + _open_brackets(code))
    return tables
