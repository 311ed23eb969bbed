# mypy: allow-untyped-calls
"""The store's own seal: on a document that nobody else signs, and a dated token for any bytes."""

import asyncio
import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter, append_signature_field
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

from esign.canonical import sha256_hex
from esign.document import open_document
from esign.errors import DocumentError, EsignError, TimestampError
from esign.preflight import refuse_active_content
from esign.report import Check, Outcome, Report, judged
from esign.seals import check_container, end_of, facts
from esign.signer import SealKey
from esign.signing import DIGEST, sign_at
from esign.timestamps import TimestampSource
from esign.trusted import Trusted, read_trust
from esign.validity import check_seal
from esign.writing import Revision


SEAL_FIELD = "seal"
SEAL_LABEL = "Cachet du vendeur (seal of the seller)"


def seal_document(pdf: bytes, signer: SealKey, reason: str, at: datetime) -> bytes:
    """Certify a finished document at level PAdES B-T, after which nothing may follow.

    Args:
        pdf: An archival document without a signature.
        signer: Seal and timestamp authority.
        reason: What the seal says of the document; covered by it.
        at: Aware moment of the seal.

    Raises:
        DocumentError: Damaged, encrypted, active, too big or signed already.
        CertificateError: The seal is not valid at this moment.
        TimestampError: The timestamp authority did not answer.
    """
    moment = at.astimezone(UTC).replace(microsecond=0)
    reader = open_document(pdf)
    refuse_active_content(pdf, reader)
    if reader.embedded_signatures:
        raise DocumentError("document", "it is signed already")
    writer = Revision(BytesIO(pdf), prev=reader)
    append_signature_field(writer, SigFieldSpec(SEAL_FIELD, readable_field_name=SEAL_LABEL))
    said = PdfSignatureMetadata(
        field_name=SEAL_FIELD,
        md_algorithm=DIGEST,
        subfilter=SigSeedSubFilter.PADES,
        reason=reason,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
    )
    key, clock = signer.cms_signer(moment), signer.timestamps.stamper(moment)
    pdf_signer = PdfSigner(said, signer=key, timestamper=clock)
    try:
        return asyncio.run(sign_at(pdf_signer, writer, moment, signer.container_digits))
    except SigningError as error:
        raise DocumentError(f"field {SEAL_FIELD}", str(error)) from error
    except OSError as error:
        raise TimestampError("timestamp authority", str(error)) from error


def verify_sealed(pdf: bytes, trust: bytes) -> Report:
    """Say what can be proved of a document that `seal_document` made.

    Raises:
        AuthorityError: The trust is not a PEM certificate.
    """
    trusted = read_trust(trust)
    try:
        return _report(pdf, trusted)
    except Exception as error:  # noqa: BLE001 hostile bytes can break any layer of a parser, and each way is a failure
        failed = Check("readable", Outcome.FAILED, "", f"{type(error).__name__}: {error}")
        return Report(sha256_hex(pdf), checks=(failed,))


def stamp_bytes(content: bytes, timestamps: TimestampSource, at: datetime) -> bytes:
    """Return a timestamp token (RFC 3161, DER) for bytes of any kind.

    `openssl ts -verify -token_in -in TOKEN -data FILE -CAfile ROOT` checks it.

    Raises:
        TimestampError: The authority did not answer.
    """
    digest = hashlib.sha256(content).digest()
    moment = at.astimezone(UTC).replace(microsecond=0)
    try:
        token = asyncio.run(timestamps.stamper(moment).async_timestamp(digest, DIGEST))
    except OSError as error:
        raise TimestampError("timestamp authority", str(error)) from error
    der: bytes = token.dump()
    return der


def _report(pdf: bytes, trusted: Trusted) -> Report:
    reader = open_document(pdf)
    seals = reader.embedded_signatures
    said = tuple(facts(pdf, seal) for seal in seals)
    if [one.role for one in said] != [SEAL_FIELD]:
        raise DocumentError("document", "it does not bear one seal alone")
    checks = (
        Check("readable", Outcome.PASSED),
        *_content(pdf, reader),
        *check_seal(seals[0], said[0], trusted),
        check_container(pdf, seals[0], trusted),
        Check("file", judged(end_of(seals[0]) == len(pdf))),
    )
    return Report(sha256_hex(pdf), signatures=said, checks=checks)


def _content(pdf: bytes, reader: PdfFileReader) -> Iterator[Check]:
    try:
        refuse_active_content(pdf, reader)
    except EsignError as error:
        yield Check("content", Outcome.FAILED, "", str(error))
    else:
        yield Check("content", Outcome.PASSED)
