"""The cryptographic side of a verification: one signature at a time."""

import asyncio
from collections.abc import Iterator, Sequence

from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.validation.generic_cms import extract_tst_data_iter
from pyhanko.sign.validation.pdf_embedded import (
    EmbeddedPdfSignature,
    async_validate_pdf_signature,
)
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from esign.asn1 import Certificate, TimestampInfo, container_der
from esign.canonical import sha256_hex
from esign.report import Check, Outcome, SignatureFacts
from esign.roles import SIGNING_ORDER, Role


def facts(pdf: bytes, seal: EmbeddedPdfSignature) -> SignatureFacts:
    """Read what a signature says of itself, trusting nothing."""
    stamp = _timestamp(seal)
    end = int(seal.byte_range[2]) + int(seal.byte_range[3])
    return SignatureFacts(
        role=seal.field_name,
        name=str(seal.sig_object.get("/Name", "")),
        reason=str(seal.sig_object.get("/Reason", "")),
        stamped_at=stamp["gen_time"].native if stamp is not None else None,
        timestamp_serial=str(stamp["serial_number"].native) if stamp is not None else "",
        certificate_sha256=seal.signer_cert.sha256.hex(),
        document_sha256=sha256_hex(pdf[:end]),
    )


def check_seal(
    pdf: bytes, seal: EmbeddedPdfSignature, roots: Sequence[Certificate]
) -> Iterator[Check]:
    """Check one signature against the roots, at the time its own timestamp proves.

    Without later revocation data (that is level B-LT) the time of signature is the moment at
    which the certificates have to be valid.
    """
    said = facts(pdf, seal)
    if said.stamped_at is None:
        yield Check("timestamp", Outcome.FAILED, said.role, "there is no timestamp")
        return
    context = ValidationContext(
        trust_roots=list(roots), moment=said.stamped_at, allow_fetching=False
    )
    status = asyncio.run(async_validate_pdf_signature(seal, context, ts_validation_context=context))
    yield _check(status.intact and status.valid and _unchanged(status), "integrity", said.role)
    yield _check(_container_exact(pdf, seal), "container", said.role)
    yield _chain(status, said)
    yield _check(_stamped(status), "timestamp", said.role, said.stamped_at.isoformat())


def check_order(seals: Sequence[EmbeddedPdfSignature]) -> Check:
    """Check that parties signed in order, the buyer certifying, nobody widening the rights."""
    signed = [seal.field_name for seal in seals]
    expected = [role.value for role in SIGNING_ORDER if role.value in signed]
    certified = [seal.field_name for seal in seals if seal.docmdp_level is not None]
    right = (
        signed == expected
        and certified == [Role.BUYER.value]
        and seals[0].docmdp_level is MDPPerm.FILL_FORMS
    )
    return _check(right, "order", "", " > ".join(signed))


def _chain(status: PdfSignatureStatus, said: SignatureFacts) -> Check:
    if not (status.intact and status.valid):
        return Check("chain", Outcome.NOT_CHECKED, said.role, "the signature itself does not hold")
    return _check(status.trusted, "chain", said.role, said.certificate_sha256)


def _unchanged(status: PdfSignatureStatus) -> bool:
    coverage = status.coverage or SignatureCoverageLevel.UNCLEAR
    return bool(status.docmdp_ok) and coverage >= SignatureCoverageLevel.ENTIRE_REVISION


def _stamped(status: PdfSignatureStatus) -> bool:
    stamp = status.timestamp_validity
    return stamp is not None and bool(stamp.valid and stamp.intact and stamp.trusted)


def _container_exact(pdf: bytes, seal: EmbeddedPdfSignature) -> bool:
    """Whether the gap in the signed range holds the signature and zeros, nothing else."""
    first, length, second, _ = (int(number) for number in seal.byte_range)
    gap = pdf[first + length : second]
    der = container_der(seal.pkcs7_content)
    expected = b"<" + der.hex().upper().encode("ascii").ljust(len(gap) - 2, b"0") + b">"
    return gap == expected


def _timestamp(seal: EmbeddedPdfSignature) -> TimestampInfo | None:
    tokens = list(extract_tst_data_iter(seal.signer_info, signed=False))
    return tokens[0]["encap_content_info"]["content"].parsed if len(tokens) == 1 else None


def _check(passed: object, code: str, subject: str, detail: str = "") -> Check:
    return Check(code, Outcome.PASSED if passed else Outcome.FAILED, subject, detail)
