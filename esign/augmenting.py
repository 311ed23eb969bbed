# mypy: allow-untyped-calls
"""Raising a signed order from B-T to B-LTA (ETSI EN 319 142-1): proof for the coming years."""

import asyncio
from datetime import UTC, datetime
from io import BytesIO

from cryptography import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfTimeStamper
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from esign.asn1 import answer_asn1, certificates_in, list_asn1, load_certificate
from esign.document import open_document, refuse_changed
from esign.errors import DocumentError, SigningOrderError, TimestampError
from esign.fields import TIMESTAMP_FIELD, is_stamped, roles_of
from esign.revocation import Revocation
from esign.signer import SealKey
from esign.writing import Revision


DIGEST = "sha256"


def augment(pdf: bytes, signer: SealKey, at: datetime) -> bytes:
    """Add fresh revocation answers for every signature, then a timestamp over the whole file.

    Args:
        pdf: An order signed by everybody it has a field for.
        signer: Its timestamp authority and its source of revocation answers.
        at: Aware moment of the answers.

    Returns:
        The document with one more revision, after which nothing may follow.

    Raises:
        DocumentError: Damaged, or changed since the last signature.
        SigningOrderError: Somebody has not signed, or it was raised already.
        FieldError: The document has no place for its timestamp.
        TimestampError: The timestamp authority did not answer.
    """
    moment = at.astimezone(UTC).replace(microsecond=0)
    reader = open_document(pdf)
    _refuse_unfinished(reader)
    refuse_changed(reader)
    writer = Revision(BytesIO(pdf), prev=reader)
    _answer(writer, reader.embedded_regular_signatures, signer, moment)
    return asyncio.run(_stamped(writer, signer, moment))


async def _stamped(writer: Revision, signer: SealKey, at: datetime) -> bytes:
    stamper = PdfTimeStamper(signer.timestamps.stamper(at), field_name=TIMESTAMP_FIELD)
    reserved = signer.container_digits // 2  # a timestamp is half of a signature with its own
    try:
        output = await stamper.async_timestamp_pdf(writer, DIGEST, bytes_reserved=reserved)
    except SigningError as error:
        raise DocumentError(f"field {TIMESTAMP_FIELD}", str(error)) from error
    except OSError as error:
        raise TimestampError("timestamp authority", str(error)) from error
    output.seek(0)
    content: bytes = output.read()
    return content


def _refuse_unfinished(reader: PdfFileReader) -> None:
    for role, signed in roles_of(reader).items():
        if not signed:
            raise SigningOrderError(f"field {role}", "it has to be signed first")
    if is_stamped(reader):
        raise SigningOrderError(f"field {TIMESTAMP_FIELD}", "the document is raised already")


def _answer(
    writer: Revision, seals: list[EmbeddedPdfSignature], signer: SealKey, at: datetime
) -> None:
    """Enter the answers for every signature, each naming its own (ISO 32000-2, 12.8.4.4)."""
    asked: list[x509.Certificate] = []
    for seal in seals:
        asked += certificates_in(seal.signer_info, seal.signer_cert)
    said: Revocation = signer.revocation.answers(list(dict.fromkeys(asked)), at)
    for seal in seals:
        DocumentSecurityStore.supply_dss_in_writer(
            writer,
            seal.pkcs7_content.hex().upper().encode("ascii"),
            certs=[load_certificate(one) for one in said.certificates],
            ocsps=[answer_asn1(one) for one in said.ocsps],
            crls=[list_asn1(one) for one in said.crls],
        )
