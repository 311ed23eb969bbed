# mypy: allow-untyped-calls
"""A seal whose key never leaves its device: any PKCS#11 token (OASIS, version 2.40)."""

from dataclasses import dataclass, field
from datetime import datetime

from cryptography import x509
from pkcs11 import PKCS11Error, Session
from pyhanko.config.pkcs11 import TokenCriteria
from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session
from pyhanko.sign.signers.pdf_cms import Signer as PdfCmsSigner

from esign.asn1 import certificate_asn1
from esign.errors import AuthorityError
from esign.revocation import RevocationSource
from esign.signer import CONTAINER_DIGITS, refuse_outside_validity
from esign.timestamps import TimestampSource


@dataclass(frozen=True, slots=True)
class HardwareSigner:
    """A seal in a hardware module; it signs in place of `Signer` wherever that is taken.

    Attributes:
        session: An open session of the token, of this process alone.
        certificate: Of the seal.
        chain: The authorities above it, nearest first, root included.
        key_label: Name of the private key in the token.
        timestamps: Where trusted time comes from.
        revocation: Who says which certificates still hold.
        typeface: Content of a font file.
        container_digits: Room for a signature, in hexadecimal digits; real chains are longer than
            those of the test trust.
    """

    session: Session = field(repr=False)
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]
    key_label: str
    timestamps: TimestampSource
    revocation: RevocationSource
    typeface: bytes = field(repr=False)
    container_digits: int = 2 * CONTAINER_DIGITS

    def cms_signer(self, at: datetime) -> PdfCmsSigner:
        """Return the pyHanko signer.

        Raises:
            CertificateError: The seal is not valid at this moment.
        """
        refuse_outside_validity(self.certificate, at)
        root = self.chain[-1] if self.chain else None
        return PKCS11Signer(
            self.session,
            signing_cert=certificate_asn1(self.certificate),
            ca_chain=[certificate_asn1(one) for one in self.chain if one != root],
            key_label=self.key_label,
            # Many tokens sign a hash, but do not hash themselves.
            use_raw_mechanism=True,
        )


def open_token(library: str, token: str, pin: str) -> Session:
    """Open a session of a token.

    Args:
        library: Path of the maker's PKCS#11 library.
        token: Its label.
        pin: The user's.

    Raises:
        AuthorityError: There is no such library or token, or the PIN is wrong.
    """
    try:
        return open_pkcs11_session(library, token_criteria=TokenCriteria(label=token), user_pin=pin)
    except (PKCS11Error, OSError, RuntimeError) as error:
        raise AuthorityError(f"token {token}", type(error).__name__) from error
