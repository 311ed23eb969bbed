# mypy: allow-untyped-calls
"""Incremental updates that add what they are told to add, and depend on nothing but their input."""

import hashlib

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.extensions import DeveloperExtension
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from typing_extensions import override


ID_BYTES = 16
ARCHIVAL_VERSION = (1, 7)


class Revision(IncrementalPdfFileWriter):
    """An update of an archival file.

    The library's own writer dates every update by the clock, replaces the metadata by its own and
    raises the file to PDF 2.0: the identifiers of PDF/A and PDF/UA would be gone after the first
    signature. Here the metadata of the first revision stays what everybody signed.
    """

    output_version = ARCHIVAL_VERSION

    @override
    def ensure_output_version(self, version: tuple[int, int]) -> None:
        """Stay at the version PDF/A-3 is based on (ISO 19005-3, 6.1.2)."""

    @override
    def register_extension(self, ext: DeveloperExtension) -> None:
        """Declare the extensions of PDF 1.7 alone; those of a later version do not apply."""
        if str(ext.base_version) <= "/1.7":
            super().register_extension(ext)

    @classmethod
    @override
    def _handle_id(cls, prev: PdfFileReader) -> generic.ArrayObject:
        """Derive the second half of the identifier from the bytes that are updated."""
        prev.stream.seek(0)
        digest = hashlib.sha256(prev.stream.read()).digest()[:ID_BYTES]
        first = prev.trailer["/ID"][0] if "/ID" in prev.trailer else None
        origin = digest if first is None else getattr(first, "original_bytes", first)
        return generic.ArrayObject(
            [generic.ByteStringObject(origin), generic.ByteStringObject(digest)]
        )

    @override
    def _update_meta(self) -> None:
        """Leave document information and metadata as they were signed."""
