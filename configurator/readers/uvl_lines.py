"""The lines and sections of a UVL document."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from configurator.errors import ModelError


_SECTIONS = {"namespace", "include", "imports", "features", "constraints"}


_COMMENT = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'|//[^\n]*|/\*.*?\*/", re.DOTALL)
_ATTRIBUTE = re.compile(r"[{,]\s*constraints?\s+(\[[^\]]*\]|[^,}]+)")


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
    bare = _COMMENT.sub(_without, text)
    open_braces, waiting = 0, Line(0, 0, "")
    for number, raw in enumerate(bare.splitlines(), start=1):
        written = raw.rstrip()
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


def _without(found: re.Match[str]) -> str:
    """Keep strings, and of comments the line breaks."""
    kept = found.group()
    return "\n" * kept.count("\n") if kept.startswith("/") else kept


def attribute_constraints(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the constraints written among the attributes of features."""
    for line in lines:
        code = re.sub(r"'[^']*'", "''", line.text)
        for found in _ATTRIBUTE.finditer(code if "{" in code else ""):
            for written in found[1].strip("[] ").split(","):
                yield Line(line.number, 0, written.strip())
