"""Who agreed to what, and the proof.

Signed purchase orders (PAdES B-T), a hash-chained evidence of the ceremony, one-time codes,
and a verification that checks the file against the evidence. Pure: bytes and moments come in
as arguments, bytes go out.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from esign.canonical import Json, canonical, sha256_hex
from esign.codes import (
    LIFETIME,
    MAX_TRIES,
    IssuedCode,
    Verdict,
    check_code,
    hash_code,
    new_code,
)
from esign.errors import (
    AuthorityError,
    CertificateError,
    ClockError,
    CodeError,
    ConsentError,
    DocumentError,
    EsignError,
    EvidenceError,
    FieldError,
    SigningOrderError,
    TimestampError,
)
from esign.evidence import GENESIS, Event, EvidenceChain, event_hash
from esign.report import Check, Outcome, Report, SignatureFacts
from esign.roles import SIGNING_ORDER, Consent, Field, Role


if TYPE_CHECKING:
    from esign.augmenting import augment
    from esign.authority import Authority
    from esign.fields import prepare
    from esign.hardware import HardwareSigner, Token, open_token
    from esign.parts import SignatureParts, parts_of
    from esign.revocation import RevocationSource
    from esign.sealing import seal_document, stamp_bytes, verify_sealed
    from esign.signer import Signer
    from esign.signing import sign
    from esign.timestamps import RemoteTimestamps, TestTimestamps, TimestampSource
    from esign.verification import signature_record, verify


__all__ = [
    "GENESIS",
    "LIFETIME",
    "MAX_TRIES",
    "SIGNING_ORDER",
    "Authority",
    "AuthorityError",
    "CertificateError",
    "Check",
    "ClockError",
    "CodeError",
    "Consent",
    "ConsentError",
    "DocumentError",
    "EsignError",
    "Event",
    "EvidenceChain",
    "EvidenceError",
    "Field",
    "FieldError",
    "HardwareSigner",
    "IssuedCode",
    "Json",
    "Outcome",
    "RemoteTimestamps",
    "Report",
    "RevocationSource",
    "Role",
    "SignatureFacts",
    "SignatureParts",
    "Signer",
    "SigningOrderError",
    "TestTimestamps",
    "TimestampError",
    "TimestampSource",
    "Token",
    "Verdict",
    "augment",
    "canonical",
    "check_code",
    "event_hash",
    "hash_code",
    "new_code",
    "open_token",
    "parts_of",
    "prepare",
    "seal_document",
    "sha256_hex",
    "sign",
    "signature_record",
    "stamp_bytes",
    "verify",
    "verify_sealed",
]

LATE = {
    "Authority": "esign.authority",
    "Signer": "esign.signer",
    "RevocationSource": "esign.revocation",
    "RemoteTimestamps": "esign.timestamps",
    "TestTimestamps": "esign.timestamps",
    "TimestampSource": "esign.timestamps",
    "augment": "esign.augmenting",
    "HardwareSigner": "esign.hardware",
    "Token": "esign.hardware",
    "SignatureParts": "esign.parts",
    "open_token": "esign.hardware",
    "parts_of": "esign.parts",
    "prepare": "esign.fields",
    "seal_document": "esign.sealing",
    "stamp_bytes": "esign.sealing",
    "verify_sealed": "esign.sealing",
    "sign": "esign.signing",
    "signature_record": "esign.verification",
    "verify": "esign.verification",
}


def __getattr__(name: str) -> object:
    """Load what needs pyHanko when it is first used: most processes never sign."""
    if name in LATE:
        return getattr(import_module(LATE[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
