"""Signing: PAdES B-T, the buyer as certification, everybody else as approval."""

import asyncio
from datetime import UTC, datetime
from io import BytesIO

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.api import CAdESSignedAttrSpec, GenericCommitment
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter, enumerate_sig_fields
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko.stamp import StaticStampStyle

from esign.appearance import Line, stamp
from esign.document import open_document
from esign.errors import (
    CertificateError,
    DocumentError,
    TimestampError,
)
from esign.preflight import refuse_active_content
from esign.readiness import refuse_earlier, refuse_unprepared
from esign.roles import Consent, Role
from esign.signer import SealKey, refuse_revoked
from esign.writing import Revision


DIGEST = "sha256"
COMMITMENT = CAdESSignedAttrSpec(commitment_type=GenericCommitment.PROOF_OF_APPROVAL.asn1)
SIGNED_ON = {
    "fr": "Signé électroniquement le {at:%d/%m/%Y à %H:%M:%S} UTC",
    "en": "Signed electronically on {at:%d/%m/%Y at %H:%M:%S} UTC",
}


def sign(pdf: bytes, role: Role, signer: SealKey, consent: Consent, at: datetime) -> bytes:
    """Sign one field of a prepared document at level PAdES B-T (ETSI EN 319 142-1).

    Args:
        pdf: Output of `prepare` or of an earlier `sign`.
        role: Whose field.
        signer: Seal and timestamp authority.
        consent: What was agreed; it becomes the reason of the signature and is drawn.
        at: Aware moment of consent.

    Returns:
        The document with one more revision; the bytes before it are unchanged.

    Raises:
        DocumentError: Damaged, encrypted, active, too big, or changed since the last
            signature.
        FieldError: There is no field for this role.
        SigningOrderError: The role has signed, or somebody before it has not.
        CertificateError: The seal is not valid at this moment, or is revoked.
        ClockError: The last signature of the document is dated later than this moment.
        TimestampError: The timestamp authority did not answer.
    """
    moment = at.astimezone(UTC).replace(microsecond=0)
    reader = open_document(pdf)
    refuse_active_content(pdf, reader)
    refuse_unprepared(reader, role)
    refuse_earlier(reader, moment)
    writer = Revision(BytesIO(pdf), prev=reader)
    pdf_signer = PdfSigner(
        _metadata(role, consent),
        signer=signer.cms_signer(moment),
        timestamper=signer.timestamps.stamper(moment),
        stamp_style=_appearance(reader, role, signer, consent, moment),
    )
    try:
        return asyncio.run(sign_at(pdf_signer, writer, moment, signer.container_digits))
    except SigningError as error:
        raise DocumentError(f"field {role}", str(error)) from error
    except OSError as error:
        raise TimestampError("timestamp authority", str(error)) from error


async def sign_at(
    pdf_signer: PdfSigner, writer: Revision, at: datetime, container_digits: int
) -> bytes:
    """Do what `PdfSigner.sign_pdf` does, at a given moment instead of the clock's."""
    session = pdf_signer.init_signing_session(writer, existing_fields_only=True)
    session.system_time = at
    to_sign = session.prepare_tbs_document(None, bytes_reserved=container_digits)
    digest, output = to_sign.digest_tbs_document()
    await to_sign.perform_signature(
        document_digest=digest.document_digest,
        pdf_cms_signed_attrs=PdfCMSSignedAttributes(signing_time=at, cades_signed_attrs=COMMITMENT),
    )
    output.seek(0)
    content: bytes = output.read()
    return content


def _metadata(role: Role, consent: Consent) -> PdfSignatureMetadata:
    return PdfSignatureMetadata(
        field_name=role.value,
        md_algorithm=DIGEST,
        subfilter=SigSeedSubFilter.PADES,
        name=consent.name,
        reason=consent.reason,
        certify=role is Role.BUYER,
        docmdp_permissions=MDPPerm.FILL_FORMS,
    )


def _appearance(
    reader: PdfFileReader, role: Role, signer: SealKey, consent: Consent, at: datetime
) -> StaticStampStyle:
    field = next(enumerate_sig_fields(reader, with_name=role.value))[2].get_object()
    left, low, right, high = (float(edge) for edge in field["/Rect"])
    width, height = right - left, high - low
    certificate = signer.cms_signer(at).signing_cert
    if certificate is None:
        raise CertificateError("seal", "there is none")
    refuse_revoked(signer, certificate, at)
    seal = certificate.subject.native
    lines = [
        Line(consent.name, 13, height - 15),
        Line(SIGNED_ON[consent.language].format(at=at), 8, height - 30),
        Line(consent.method, 8, height - 41),
        Line(f"{seal['common_name']} ({seal['organizational_unit_name']})", 8, height - 52),
    ]
    return stamp(lines, signer.typeface, width, height)
