"""The lines and sections of a UVL document."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from configurator.errors import ModelError


_SECTIONS = {"namespace", "include", "imports", "features", "constraints"}


@dataclass(frozen=True)
class Line:
    """One line without comments; ``number`` is 1-based."""

    number: int
    indent: int
    text: str


def sections(text: str, place: str) -> dict[str, list[Line]]:
    """Split a document into its sections: name -> lines.

    Raises:
        ModelError: a line before any section, or no feature at all.
    """
    found: dict[str, list[Line]] = {}
    current: list[Line] | None = None
    for line in _lines(text):
        word = line.text.split(maxsplit=1)[0]
        if line.indent == 0 and word in _SECTIONS:
            current = found.setdefault(word, [])
        elif current is None:
            raise ModelError(place, line.number, f"{word[:40]!r} stands before any section")
        else:
            current.append(line)
    if not found.get("features"):
        raise ModelError(place, 0, "there is no feature")
    return found


def _lines(text: str) -> Iterator[Line]:
    """Yield lines without comments; attributes may run over several lines."""
    bare = re.sub(r"/\*.*?\*/", lambda m: "\n" * m.group().count("\n"), text, flags=re.DOTALL)
    open_braces, waiting = 0, Line(0, 0, "")
    for number, raw in enumerate(bare.splitlines(), start=1):
        written = re.sub(r"(?<!:)//.*", "", raw).rstrip()
        if not written.strip():
            continue
        indent = len(written.expandtabs(4)) - len(written.expandtabs(4).lstrip())
        joined = f"{waiting.text} {written.strip()}"
        line = (
            Line(waiting.number, waiting.indent, joined)
            if open_braces
            else Line(number, indent, written.strip())
        )
        code = re.sub(r"\"[^\"]*\"|'[^']*'", "", written)
        open_braces += code.count("{") - code.count("}")
        waiting = line
        if open_braces <= 0:
            yield line
