"""The files an authority is kept in: certificates as PEM, keys as encrypted PEM."""

import json
from collections.abc import Mapping
from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from esign.certificates import Credential, PrivateKey
from esign.errors import AuthorityError


NAMES = ("root", "issuing", "seal", "timestamps")
REVOKED, ROOT_LIST = "revoked.json", "root.crl"
MIN_PASSWORD_BYTES = 12


def pem(certificate: x509.Certificate) -> bytes:
    """Write a certificate."""
    return certificate.public_bytes(serialization.Encoding.PEM)


def write_credential(name: str, credential: Credential, password: bytes) -> dict[str, bytes]:
    """Write a certificate and its key, encrypted.

    Raises:
        AuthorityError: The passphrase is shorter than 12 bytes.
    """
    if len(password) < MIN_PASSWORD_BYTES:
        raise AuthorityError("passphrase", f"{MIN_PASSWORD_BYTES} bytes are needed")
    if credential.held is None:
        return {f"{name}.pem": pem(credential.certificate)}
    key = credential.key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.BestAvailableEncryption(password),
    )
    return {f"{name}.pem": pem(credential.certificate), f"{name}.key": key}


def read_credential(
    name: str, files: Mapping[str, bytes], password: bytes, *, elsewhere: bool = False
) -> Credential:
    """Read a certificate and its key; no key where it is missing and may be kept elsewhere.

    Raises:
        AuthorityError: A file is missing or damaged, the passphrase is wrong, or the two do not
            belong together.
    """
    try:
        certificate = x509.load_pem_x509_certificate(files[f"{name}.pem"])
        if elsewhere and f"{name}.key" not in files:
            return Credential(certificate)
        key = serialization.load_pem_private_key(files[f"{name}.key"], password)
    except KeyError as error:
        raise AuthorityError(str(error.args[0]), "the file is missing") from error
    except (ValueError, TypeError) as error:
        raise AuthorityError(name, "damaged, or the passphrase is wrong") from error
    return Credential(certificate, _matching(name, certificate, key))


def write_revoked(revoked: Mapping[int, datetime]) -> dict[str, bytes]:
    """Write which certificates were revoked and when; no file when none was."""
    if not revoked:
        return {}
    listed = {f"{serial:x}": moment.isoformat() for serial, moment in sorted(revoked.items())}
    return {REVOKED: json.dumps(listed, indent=1).encode("ascii")}


def read_revoked(files: Mapping[str, bytes]) -> dict[int, datetime]:
    """Read what `write_revoked` wrote.

    Raises:
        AuthorityError: The file is damaged.
    """
    try:
        listed = json.loads(files.get(REVOKED, b"{}"))
        return {int(serial, 16): datetime.fromisoformat(at) for serial, at in listed.items()}
    except (ValueError, TypeError, AttributeError) as error:
        raise AuthorityError(REVOKED, "the file is damaged") from error


def _matching(name: str, certificate: x509.Certificate, key: object) -> PrivateKey:
    if not isinstance(key, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey):
        raise AuthorityError(name, "its key is neither elliptic-curve nor RSA")
    if key.public_key() != certificate.public_key():
        raise AuthorityError(name, "certificate and key do not belong together")
    return key
