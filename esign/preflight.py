# mypy: allow-untyped-calls
"""Refuses a document that could show the signer something else than what the verifier reads."""

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


def refuse_active_content(reader: PdfFileReader) -> None:
    """Look at every object of the document.

    Raises:
        DocumentError: Names the first object with a script, an action or a layer.
    """
    for place, value in _objects(reader):
        found = ACTIVE.intersection(_names(value))
        if found:
            raise DocumentError(place, f"it carries {min(found)}")


def _objects(reader: PdfFileReader) -> Iterator[tuple[str, generic.PdfObject]]:
    revisions = range(reader.total_revisions)
    references = {
        reference
        for revision in revisions
        for reference in reader.xrefs.explicit_refs_in_revision(revision)
    }
    packed: set[int] = set()
    for reference in sorted(references, key=lambda one: one.idnum):
        marker = reader.xrefs[reference]
        if isinstance(marker, ObjStreamRef):
            packed.add(marker.obj_stream_id)
        else:
            yield f"object {reference.idnum}", reader.get_object(reference)
    for number in sorted(packed):
        yield from _unpacked(reader, number)


def _unpacked(reader: PdfFileReader, number: int) -> Iterator[tuple[str, generic.PdfObject]]:
    """Read an object stream once; asking for its objects one by one reads it once for each."""
    stream = generic.Reference(number, 0, reader).get_object()
    if not isinstance(stream, generic.StreamObject):
        raise DocumentError(f"object {number}", "it is not an object stream")
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
