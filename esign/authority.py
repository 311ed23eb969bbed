"""The trust made at first start: root, issuing authority, seal and timestamp authority.

It is a test trust: every certificate says so. It proves integrity, order and time to anybody
who holds the root, and claims an advanced-type signature, never a qualified one (Regulation
(EU) 910/2014, articles 26 and 36).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from esign.certificates import ISSUING, ROOT, SEAL, TIMESTAMPS, Credential, PrivateKey, issue
from esign.errors import AuthorityError
from esign.signer import Signer
from esign.timestamps import TestTimestamps


NAMES = ("root", "issuing", "seal", "timestamps")
MIN_PASSWORD_BYTES = 12


@dataclass(frozen=True, slots=True)
class Authority:
    """A complete trust with its private keys. Keep it in memory, write it with `dump`."""

    root: Credential
    issuing: Credential
    seal: Credential
    timestamps: Credential

    @classmethod
    def create(cls, at: datetime, organisation: str = "Volant") -> "Authority":
        """Make four key pairs and certify them from the root down (about half a second).

        Args:
            at: Aware moment from which everything is valid.
            organisation: Operator named in every certificate.

        Raises:
            AuthorityError: The moment has no time zone.
        """
        if at.tzinfo is None:
            raise AuthorityError("moment", "a naive time cannot date a certificate")
        root = issue(ROOT, organisation, at, None)
        issuing = issue(ISSUING, organisation, at, root)
        seal = issue(SEAL, organisation, at, issuing)
        return cls(root, issuing, seal, issue(TIMESTAMPS, organisation, at, issuing))

    @classmethod
    def load(cls, files: Mapping[str, bytes], password: bytes) -> "Authority":
        """Read the files written by `dump`.

        Args:
            files: File name -> content: `root.pem`, `root.key` and so on.
            password: The passphrase given to `dump`.

        Raises:
            AuthorityError: A file is missing or damaged, the passphrase is wrong, or a
                certificate and a key do not belong together.
        """
        return cls(*(_load(name, files, password) for name in NAMES))

    def dump(self, password: bytes) -> dict[str, bytes]:
        """Write eight files: certificates as PEM, keys as PEM encrypted with the passphrase.

        The caller stores them readable by the service alone (0600).

        Raises:
            AuthorityError: The passphrase is shorter than 12 bytes.
        """
        if len(password) < MIN_PASSWORD_BYTES:
            raise AuthorityError("passphrase", f"{MIN_PASSWORD_BYTES} bytes are needed")
        files: dict[str, bytes] = {}
        for name in NAMES:
            credential: Credential = getattr(self, name)
            files[f"{name}.pem"] = _pem(credential.certificate)
            files[f"{name}.key"] = credential.key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.BestAvailableEncryption(password),
            )
        return files

    @property
    def trust(self) -> bytes:
        """The root certificate as PEM: all that a verifier needs."""
        return _pem(self.root.certificate)

    def signer(self, typeface: bytes) -> Signer:
        """Return the seal with its timestamp authority.

        Args:
            typeface: Content of a TrueType or OpenType font, for the visible signatures.
        """
        return Signer(
            credential=self.seal,
            chain=(self.issuing, self.root),
            timestamps=TestTimestamps(self.timestamps, (self.issuing,)),
            typeface=typeface,
        )


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def _load(name: str, files: Mapping[str, bytes], password: bytes) -> Credential:
    try:
        certificate = x509.load_pem_x509_certificate(files[f"{name}.pem"])
        key = serialization.load_pem_private_key(files[f"{name}.key"], password)
    except KeyError as error:
        raise AuthorityError(str(error.args[0]), "the file is missing") from error
    except (ValueError, TypeError) as error:
        raise AuthorityError(name, "damaged, or the passphrase is wrong") from error
    return Credential(certificate, _matching(name, certificate, key))


def _matching(name: str, certificate: x509.Certificate, key: object) -> PrivateKey:
    if not isinstance(key, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey):
        raise AuthorityError(name, "its key is neither elliptic-curve nor RSA")
    if key.public_key() != certificate.public_key():
        raise AuthorityError(name, "certificate and key do not belong together")
    return key
