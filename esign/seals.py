"""What a signature says of itself, and what can be said of it without trusting anybody."""

from collections.abc import Sequence
from datetime import datetime

from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.validation.generic_cms import extract_tst_data_iter
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from esign.asn1 import TimestampInfo, container_der, stamper_of, subject_of
from esign.canonical import sha256_hex
from esign.containers import is_exact
from esign.fields import TIMESTAMP_FIELD
from esign.report import Check, SignatureFacts, judged
from esign.roles import SIGNING_ORDER, Role
from esign.trusted import Trusted


SIGNATURE, TIMESTAMP = "/Sig", "/DocTimeStamp"


def facts(pdf: bytes, seal: EmbeddedPdfSignature) -> SignatureFacts:
    """Read what a signature says of itself, trusting nothing."""
    stamp = _timestamp(seal)
    return SignatureFacts(
        role=seal.field_name,
        name=str(seal.sig_object.get("/Name", "")),
        reason=str(seal.sig_object.get("/Reason", "")),
        stamped_at=stamp["gen_time"].native if stamp is not None else None,
        timestamp_serial=str(stamp["serial_number"].native) if stamp is not None else "",
        certificate_sha256=seal.signer_cert.sha256.hex(),
        document_sha256=sha256_hex(pdf[: end_of(seal)]),
        dated_by=_dated_by(seal),
    )


def stamped_at(seal: EmbeddedPdfSignature) -> datetime | None:
    """Return the time of a signature's own timestamp; None without one."""
    stamp = _timestamp(seal)
    return None if stamp is None else stamp["gen_time"].native


def end_of(seal: EmbeddedPdfSignature) -> int:
    """Return how many bytes the file had right after this signature."""
    return int(seal.byte_range[2]) + int(seal.byte_range[3])


def check_order(seals: Sequence[EmbeddedPdfSignature]) -> Check:
    """Check who signed what with which rights.

    The parties sign in order, the buyer certifying and nobody widening the rights, and the
    document's own timestamp comes last.
    """
    signed = [seal.field_name for seal in seals]
    places = [*(role.value for role in SIGNING_ORDER), TIMESTAMP_FIELD]
    certified = [seal.field_name for seal in seals if seal.docmdp_level is not None]
    right = (
        signed == [place for place in places if place in signed]
        and certified == [Role.BUYER.value]
        and seals[0].docmdp_level is MDPPerm.FILL_FORMS
        and all(_of_its_kind(seal) for seal in seals)
    )
    return Check("order", judged(right), "", " > ".join(signed))


def check_container(pdf: bytes, seal: EmbeddedPdfSignature, trusted: Trusted) -> Check:
    """Check that the gap in the signed range holds the signature and zeros, nothing else."""
    first, length, second, _ = (int(number) for number in seal.byte_range)
    gap = pdf[first + length : second]
    der = container_der(seal.pkcs7_content)
    expected = b"<" + der.hex().upper().encode("ascii").ljust(len(gap) - 2, b"0") + b">"
    exact = first == 0 and gap == expected and is_exact(der, trusted.roots)
    return Check("container", judged(exact), seal.field_name)


def _of_its_kind(seal: EmbeddedPdfSignature) -> bool:
    expected = TIMESTAMP if seal.field_name == TIMESTAMP_FIELD else SIGNATURE
    return str(seal.sig_object_type) == expected


def _dated_by(seal: EmbeddedPdfSignature) -> str:
    if str(seal.sig_object_type) == TIMESTAMP:
        return subject_of(seal.signer_cert)
    tokens = list(extract_tst_data_iter(seal.signer_info, signed=False))
    stamper = stamper_of(tokens[0]) if len(tokens) == 1 else None
    return subject_of(stamper) if stamper is not None else ""


def _timestamp(seal: EmbeddedPdfSignature) -> TimestampInfo | None:
    if str(seal.sig_object_type) == TIMESTAMP:
        return seal.signed_data["encap_content_info"]["content"].parsed
    tokens = list(extract_tst_data_iter(seal.signer_info, signed=False))
    return tokens[0]["encap_content_info"]["content"].parsed if len(tokens) == 1 else None
