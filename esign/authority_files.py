"""The files an authority is kept in: certificates as PEM, keys as encrypted PEM."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from esign.certificates import Credential, PrivateKey
from esign.errors import AuthorityError


NAMES = ("root", "issuing", "seal", "timestamps")
REVOKED, ROOT_LIST = "revoked.json", "root.crl"
MIN_PASSWORD_BYTES = 12
# One passphrase for every key, or for each the present one and then those it may still be under.
Passwords = bytes | Mapping[str, Sequence[bytes]]


def passwords_for(name: str, passwords: Passwords) -> Sequence[bytes]:
    """Return what may open a key; nothing for one that is not to be opened here."""
    return (passwords,) if isinstance(passwords, bytes) else passwords.get(name, ())


def pem(certificate: x509.Certificate) -> bytes:
    """Write a certificate."""
    return certificate.public_bytes(serialization.Encoding.PEM)


def write_credential(name: str, credential: Credential, passwords: Passwords) -> dict[str, bytes]:
    """Write a certificate and its key, encrypted under the first of its passphrases.

    Raises:
        AuthorityError: The passphrase is shorter than 12 bytes.
    """
    if credential.held is None:
        return {f"{name}.pem": pem(credential.certificate)}
    password = next(iter(passwords_for(name, passwords)), b"")
    if len(password) < MIN_PASSWORD_BYTES:
        raise AuthorityError("passphrase", f"{MIN_PASSWORD_BYTES} bytes are needed for {name}.key")
    key = credential.key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.BestAvailableEncryption(password),
    )
    return {f"{name}.pem": pem(credential.certificate), f"{name}.key": key}


def read_credential(
    name: str, files: Mapping[str, bytes], passwords: Passwords, *, elsewhere: bool = False
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
        key = _opened(files[f"{name}.key"], passwords_for(name, passwords))
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


def _opened(content: bytes, passwords: Sequence[bytes]) -> object:
    """Open a key with the first passphrase that fits; raises ValueError where none does."""
    refused: Exception = ValueError("there is no passphrase for it")
    for password in passwords:
        try:
            return serialization.load_pem_private_key(content, password)
        except (ValueError, TypeError) as error:
            refused = error
    raise refused


def _matching(name: str, certificate: x509.Certificate, key: object) -> PrivateKey:
    if not isinstance(key, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey):
        raise AuthorityError(name, "its key is neither elliptic-curve nor RSA")
    if key.public_key() != certificate.public_key():
        raise AuthorityError(name, "certificate and key do not belong together")
    return key
