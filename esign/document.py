# mypy: allow-untyped-calls
"""Reading a purchase order PDF: opened strictly."""

from collections.abc import Iterator
from typing import Any

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.status import SignatureCoverageLevel

from esign.canonical import sha256_hex
from esign.errors import DocumentError
from esign.reading import Reader


MAX_BYTES = 20_000_000
ATTACHMENT = "order.json"
HASH_KEY = "/orderhash"


def open_document(pdf: bytes) -> PdfFileReader:
    """Parse the bytes strictly.

    Raises:
        DocumentError: Too big, not a PDF, damaged or encrypted.
    """
    if len(pdf) > MAX_BYTES:
        raise DocumentError("document", f"larger than {MAX_BYTES} bytes")
    try:
        reader = Reader(pdf)
        reader.root["/Pages"]["/Count"]
    except (PdfError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise DocumentError("document", f"it cannot be read as a PDF ({error})") from error
    if reader.encrypted:
        raise DocumentError("document", "it is encrypted")
    return reader


def refuse_changed(reader: PdfFileReader) -> None:
    """Look whether the last signature, if there is one, covers the whole file.

    Raises:
        DocumentError: Bytes follow it.
    """
    if not reader.embedded_signatures:
        return
    last = reader.embedded_signatures[-1]
    last.compute_integrity_info(skip_diff=True)
    if last.coverage is not SignatureCoverageLevel.ENTIRE_FILE:
        raise DocumentError("document", "bytes were added after the last signature")


def attachment(reader: PdfFileReader) -> bytes:
    """Return the machine-readable order attached to the document.

    Raises:
        DocumentError: There is not exactly one attachment named `order.json`.
    """
    try:
        files = dict(_attachments(reader))
    except (AttributeError, KeyError, TypeError, PdfError) as error:
        raise DocumentError("attachments", f"they cannot be read ({error})") from error
    if list(files) != [ATTACHMENT]:
        raise DocumentError("attachments", f"found {sorted(files)}, not {ATTACHMENT} alone")
    return files[ATTACHMENT]


def order_hash(reader: PdfFileReader) -> str:
    """SHA-256 of the attached order, hexadecimal.

    Raises:
        DocumentError: There is no such attachment.
    """
    return sha256_hex(attachment(reader))


def declared_hash(reader: PdfFileReader) -> str:
    """Order hash written in the document information, or an empty string."""
    try:
        return str(reader.trailer_view["/Info"][HASH_KEY])
    except KeyError:
        return ""


def destination(reader: PdfFileReader, name: str) -> tuple[int, float, float]:
    """Find a named destination.

    Returns:
        Page number from zero, then x and y in points from the lower left corner.

    Raises:
        DocumentError: The document has no such destination.
    """
    tree = _names_of(reader, "/Dests")
    for key, target in zip(tree[::2], tree[1::2], strict=True):
        if str(key) == name:
            page = target.raw_get(0).reference
            return _page_number(reader, page.idnum), float(target[2]), float(target[3])
    raise DocumentError(f"destination {name}", "the document does not have it")


def _page_number(reader: PdfFileReader, idnum: int) -> int:
    for number in range(int(reader.root["/Pages"]["/Count"])):
        if reader.find_page_for_modification(number)[0].reference.idnum == idnum:
            return number
    raise DocumentError("destination", "its page does not exist")


def _attachments(reader: PdfFileReader) -> Iterator[tuple[str, bytes]]:
    for specification in _names_of(reader, "/EmbeddedFiles")[1::2]:
        file = specification.get_object()
        yield str(file["/UF" if "/UF" in file else "/F"]), file["/EF"]["/F"].data


def _names_of(reader: PdfFileReader, tree: str) -> list[Any]:
    """Return the flat list of a name tree, as our documents have it; empty without one."""
    try:
        return list(reader.root["/Names"][tree]["/Names"])
    except KeyError:
        return []
