# mypy: allow-untyped-calls
"""The library's reader, with the table of contents of an object stream read once."""

from io import BytesIO
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfStrictReadError
from pyhanko.pdf_utils.reader import PdfFileReader
from typing_extensions import override


class Reader(PdfFileReader):
    """A strict reader.

    The library reads the table anew for every object: a verification, which looks at each object
    of each revision, is four times faster without that. What it refuses is refused here too.
    """

    def __init__(self, pdf: bytes) -> None:
        super().__init__(BytesIO(pdf), strict=True)
        self._contents: dict[int, tuple[bytes, list[tuple[int, int]]]] = {}

    @override
    def _get_object_from_stream(self, idnum: int, stmnum: int, idx: int) -> generic.PdfObject:
        data, contents = self._object_stream(stmnum)
        if not 0 <= idx < len(contents) or contents[idx][0] != idnum:
            raise PdfStrictReadError(f"Object {idnum} is not at its place in its stream")
        content = BytesIO(data)
        content.seek(contents[idx][1])
        found: generic.PdfObject = generic.read_object(content, generic.Reference(idnum, 0, self))
        if isinstance(found, generic.StreamObject | generic.IndirectObject):
            raise PdfStrictReadError(f"Object {idnum} is of a kind no object stream may hold")
        return found

    def _object_stream(self, number: int) -> tuple[bytes, list[tuple[int, int]]]:
        if number not in self._contents:
            stream: Any = generic.Reference(number, 0, self).get_object()
            if not isinstance(stream, generic.StreamObject) or stream["/Type"] != "/ObjStm":
                raise PdfStrictReadError(f"Object {number} is not an object stream")
            self._contents[number] = stream.data, _contents(stream)
        return self._contents[number]


def _contents(stream: generic.StreamObject) -> list[tuple[int, int]]:
    """Return (number, place in the data) of every object of a stream (ISO 32000-1, 7.5.7)."""
    first, count = int(stream["/First"]), int(stream["/N"])
    try:
        figures = [int(figure) for figure in stream.data[:first].split()]
    except ValueError as error:
        raise PdfStrictReadError("Object stream header possibly corrupted") from error
    if len(figures) < 2 * count:
        raise PdfStrictReadError("Object stream header possibly corrupted")
    pairs = zip(figures[: 2 * count : 2], figures[1 : 2 * count : 2], strict=True)
    return [(number, first + offset) for number, offset in pairs]
