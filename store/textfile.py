"""Text files that people send, by page or by command: UTF-8, and looked at before they are read."""

import codecs
from pathlib import Path


class NotText(ValueError):
    """The file cannot be read as text; `line` is the first that cannot."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"line {line}: {reason}")
        self.line, self.reason = line, reason


def decoded(content: bytes, most_bytes: int) -> str:
    """Return UTF-8 bytes as text, without a byte order mark.

    Raises:
        NotText: there are more bytes, or they are no text.
    """
    if len(content) > most_bytes:
        raise NotText(1, f"the file is larger than {most_bytes // 1000} kB")
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise NotText(1, "this is UTF-16 text; save the file as UTF-8")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise NotText(line, "this is not UTF-8 text; save the file as UTF-8") from error
    if "\0" in text:
        raise NotText(text[: text.index("\0")].count("\n") + 1, "this is not a text file")
    if not text.strip():
        raise NotText(1, "the file is empty")
    return text


def read_text(path: Path, most_bytes: int) -> str:
    """Return what a file says.

    Raises:
        NotText: as `decoded`.
        OSError: there is no such file, or it cannot be opened.
    """
    with path.open("rb") as file:
        return decoded(file.read(most_bytes + 1), most_bytes)
