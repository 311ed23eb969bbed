"""A signed document taken apart, so that each signature can be checked with common tools alone."""

from collections.abc import Iterator
from dataclasses import dataclass

from esign.asn1 import container_der
from esign.document import open_document


@dataclass(frozen=True, slots=True)
class SignatureParts:
    """One signature.

    Attributes:
        role: Name of its field.
        container: The CMS container, or the timestamp token of the document; DER.
        content: The bytes it speaks for.
    """

    role: str
    container: bytes
    content: bytes


def parts_of(pdf: bytes) -> Iterator[SignatureParts]:
    """Yield the signatures of a document, oldest first, trusting nothing.

    Raises:
        DocumentError: It cannot be read as a PDF.
    """
    for seal in open_document(pdf).embedded_signatures:
        first, length, second, rest = (int(number) for number in seal.byte_range)
        content = pdf[first : first + length] + pdf[second : second + rest]
        yield SignatureParts(seal.field_name, container_der(seal.pkcs7_content), content)
