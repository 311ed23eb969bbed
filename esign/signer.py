# mypy: allow-untyped-calls
"""Who holds the key: the seal and the source of time used for every signature."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from cryptography import x509
from cryptography.x509 import ocsp
from pyhanko.sign import SimpleSigner
from pyhanko.sign.signers.pdf_cms import Signer as PdfCmsSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from esign.asn1 import Certificate, certificate_asn1, chain_asn1, key_asn1
from esign.certificates import Credential
from esign.errors import CertificateError
from esign.revocation import RevocationSource
from esign.timestamps import TimestampSource


# Hexadecimal digits kept free for a container: with elliptic keys seal, chain and timestamp need
# about 7,100. A fixed figure saves the trial signature, and with it a second call to the authority.
CONTAINER_DIGITS = 8_192


class SealKey(Protocol):
    """What `sign` needs; a hardware or remote seal offers the same things."""

    @property
    def timestamps(self) -> TimestampSource:
        """The timestamp authority that goes with this key."""

    @property
    def revocation(self) -> RevocationSource:
        """Who says which certificates still hold."""

    @property
    def container_digits(self) -> int:
        """How many hexadecimal digits to keep free for a signature and its timestamp."""

    @property
    def typeface(self) -> bytes:
        """Content of the font in which the visible signatures are drawn."""

    def cms_signer(self, at: datetime) -> PdfCmsSigner:
        """Return the pyHanko signer, after checking that it may sign at this moment."""


@dataclass(frozen=True, slots=True)
class Signer:
    """A seal whose key is in memory.

    Attributes:
        credential: Seal certificate and key.
        chain: The authorities above it, nearest first, root included.
        timestamps: Where trusted time comes from.
        revocation: Who says which certificates still hold.
        typeface: Content of a font file.
        container_digits: Room for a signature, in hexadecimal digits.
    """

    credential: Credential
    chain: tuple[Credential, ...]
    timestamps: TimestampSource
    revocation: RevocationSource
    typeface: bytes = field(repr=False)
    container_digits: int = CONTAINER_DIGITS

    def cms_signer(self, at: datetime) -> PdfCmsSigner:
        """Return the pyHanko signer.

        Raises:
            CertificateError: The seal is not valid at this moment.
        """
        certificate = self.credential.certificate
        refuse_outside_validity(certificate, at)
        return SimpleSigner(
            signing_cert=certificate_asn1(certificate),
            signing_key=key_asn1(self.credential.key),
            cert_registry=SimpleCertificateStore.from_certs(chain_asn1(self.chain)),
            embed_roots=False,
        )


def refuse_revoked(signer: SealKey, seal: Certificate, at: datetime) -> None:
    """Ask whether a seal was revoked before this moment; no answer is not taken for a yes.

    Raises:
        CertificateError: It was.
    """
    certificate = x509.load_der_x509_certificate(seal.dump())
    for answer in signer.revocation.answers([certificate], at).ocsps:
        for said in ocsp.load_der_ocsp_response(answer).responses:
            since = said.revocation_time_utc
            if said.serial_number == certificate.serial_number and since and since <= at:
                raise CertificateError("seal", f"revoked since {since:%Y-%m-%d}")


def refuse_outside_validity(certificate: x509.Certificate, at: datetime) -> None:
    """Look whether a seal may sign at this moment.

    Raises:
        CertificateError: It may not yet, or no longer.
    """
    start, end = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    if not start <= at <= end:
        raise CertificateError("seal", f"valid from {start:%Y-%m-%d} to {end:%Y-%m-%d} only")
