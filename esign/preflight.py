# mypy: allow-untyped-calls
"""Refuses a document that could show the signer something else than what the verifier reads."""

import re
from collections.abc import Iterator
from io import BytesIO

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.xref import ObjStreamRef

from esign.errors import DocumentError


# Scripts, actions run by themselves, switchable layers, a second form, moving pictures.
ACTIVE = frozenset(
    {"/AA", "/JavaScript", "/JS", "/Launch", "/OCProperties", "/OpenAction", "/RichMedia", "/XFA"}
)
# How one of them can be written: as it is, or with a letter as #xx (ISO 32000-1, 7.3.5).
SUSPICIOUS = re.compile(
    rb"(?:" + b"|".join(sorted(re.escape(one.encode()) for one in ACTIVE)) + rb")(?![0-9A-Za-z])"
    rb"|/[^\x00\t\n\f\r ()<>\[\]{}/%]{0,40}#(?:[46][1-9A-Fa-f]|[57][0-9Aa])"
)


def refuse_active_content(pdf: bytes, reader: PdfFileReader) -> None:
    """Look at every object of the document.

    Every name stands in the bytes of the file or of an object stream. Only when one of these has
    something suspicious are the objects parsed, which takes ten times as long.

    Args:
        pdf: The bytes.
        reader: The same, opened.

    Raises:
        DocumentError: Names the first object with a script, an action or a layer.
    """
    if not any(SUSPICIOUS.search(part) for part in _raw(pdf, reader)):
        return
    for place, value in _objects(reader):
        found = ACTIVE.intersection(_names(value))
        if found:
            raise DocumentError(place, f"it carries {min(found)}")


def _raw(pdf: bytes, reader: PdfFileReader) -> Iterator[bytes]:
    yield pdf
    for number in _object_streams(reader):
        yield _object_stream(reader, number).data


def _object_streams(reader: PdfFileReader) -> list[int]:
    """Return the numbers of the object streams of every revision."""
    return sorted(
        {marker.obj_stream_id for _, marker in _markers(reader) if isinstance(marker, ObjStreamRef)}
    )


def _markers(reader: PdfFileReader) -> Iterator[tuple[generic.Reference, int | ObjStreamRef]]:
    seen: set[generic.Reference] = set()
    for revision in range(reader.total_revisions):
        for reference in reader.xrefs.explicit_refs_in_revision(revision):
            if reference not in seen:
                seen.add(reference)
                yield reference, reader.xrefs[reference]


def _objects(reader: PdfFileReader) -> Iterator[tuple[str, generic.PdfObject]]:
    alone = (one for one, marker in _markers(reader) if not isinstance(marker, ObjStreamRef))
    for reference in sorted(alone, key=lambda one: one.idnum):
        yield f"object {reference.idnum}", reader.get_object(reference)
    for number in _object_streams(reader):
        yield from _unpacked(reader, number)


def _object_stream(reader: PdfFileReader, number: int) -> generic.StreamObject:
    stream = generic.Reference(number, 0, reader).get_object()
    if not isinstance(stream, generic.StreamObject):
        raise DocumentError(f"object {number}", "it is not an object stream")
    return stream


def _unpacked(reader: PdfFileReader, number: int) -> Iterator[tuple[str, generic.PdfObject]]:
    """Read an object stream once; asking for its objects one by one reads it once for each."""
    stream = _object_stream(reader, number)
    first = int(stream["/First"])
    header, content = stream.data[:first].split(), BytesIO(stream.data)
    for name, offset in zip(header[::2], header[1::2], strict=True):
        content.seek(first + int(offset))
        yield (
            f"object {int(name)}",
            generic.read_object(content, generic.Reference(int(name), 0, reader)),
        )


def _names(value: generic.PdfObject) -> Iterator[str]:
    """Every key and every action type in an object, not following references."""
    if isinstance(value, generic.DictionaryObject):
        yield from value
        for key in value:
            yield from _names(value.raw_get(key))
    elif isinstance(value, generic.ArrayObject):
        for position in range(len(value)):
            yield from _names(value.raw_get(position))
    elif isinstance(value, generic.NameObject):
        yield str(value)
