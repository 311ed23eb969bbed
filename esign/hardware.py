# mypy: allow-untyped-calls
"""A seal whose key never leaves its device: any PKCS#11 token (OASIS, version 2.40)."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from threading import RLock

import pkcs11
from cryptography import x509
from cryptography.hazmat.primitives.serialization import load_der_public_key
from pkcs11 import KeyType, ObjectClass, PKCS11Error, Session
from pkcs11.util.ec import encode_ec_public_key
from pkcs11.util.rsa import encode_rsa_public_key
from pyhanko.sign.pkcs11 import PKCS11Signer
from pyhanko.sign.signers.pdf_cms import Signer as PdfCmsSigner
from typing_extensions import override

from esign.asn1 import certificate_asn1
from esign.certificates import PublicKey
from esign.errors import AuthorityError
from esign.revocation import RevocationSource
from esign.signer import CONTAINER_DIGITS, refuse_outside_validity
from esign.timestamps import TimestampSource


PIN_ERRORS = (pkcs11.PinIncorrect, pkcs11.PinInvalid, pkcs11.PinLenRange)


class Token:
    """A token and its session: one at a time, opened by each process for itself.

    After an error the session is forgotten, and the next use opens another: a module that was
    away is found again. Make it with `open_token`.
    """

    def __init__(self, library: str, label: str, pin: str) -> None:
        self.library = library
        self.label = label
        self._pin = pin
        self._lock = RLock()
        self._session: Session | None = None
        self._process = os.getpid()

    @contextmanager
    def session(self) -> Iterator[Session]:
        """Lend the session to one thread: a session does one thing at a time (PKCS#11, 5.6).

        Raises:
            AuthorityError: The module does not answer, or refuses what is asked inside.
        """
        with self._lock:
            try:
                yield self._opened()
            except PKCS11Error as error:
                self.close()
                raise AuthorityError(f"token {self.label}", self._said(error)) from error

    def public_key(self, label: str) -> PublicKey:
        """Read the public key that lies beside a private key of this label.

        Raises:
            AuthorityError: There are not exactly these two, or their kind is not known here.
        """
        with self.session() as session:
            try:
                session.get_key(ObjectClass.PRIVATE_KEY, label=label)
                key = session.get_key(ObjectClass.PUBLIC_KEY, label=label)
            except (pkcs11.NoSuchKey, pkcs11.MultipleObjectsReturned) as error:
                reason = f"it does not hold one private and one public key named {label}"
                raise AuthorityError(f"token {self.label}", reason) from error
            if not isinstance(key, pkcs11.PublicKey):
                raise AuthorityError(f"token {self.label}", f"{label} is no public key")
            elliptic = key.key_type is KeyType.EC
            der = (encode_ec_public_key if elliptic else encode_rsa_public_key)(key)
        read = load_der_public_key(der)
        if not isinstance(read, PublicKey):
            raise AuthorityError(f"token {self.label}", "its key is neither elliptic nor RSA")
        return read

    def close(self) -> None:
        """Give the session back; the next use opens another."""
        with self._lock:
            known, self._session = self._session, None
            if known is not None and self._process == os.getpid():
                with suppress(PKCS11Error):
                    known.close()

    def _opened(self) -> Session:
        inherited = self._process != os.getpid()
        if self._session is not None and not inherited:
            return self._session
        try:
            module = pkcs11.lib(self.library)
        except (PKCS11Error, OSError, RuntimeError) as error:
            reason = f"its library {self.library} cannot be loaded"
            raise AuthorityError(f"token {self.label}", reason) from error
        if inherited:  # a child process starts the module for itself (PKCS#11, 6.6.1)
            module.reinitialize()
            self._process = os.getpid()
        token = module.get_token(token_label=self.label)
        try:
            self._session = token.open(user_pin=self._pin)
        except pkcs11.UserAlreadyLoggedIn:  # a process signs in once, for all its sessions
            self._session = token.open()
        return self._session

    def _said(self, error: PKCS11Error) -> str:
        if isinstance(error, PIN_ERRORS):
            return "its PIN is wrong"
        if isinstance(error, pkcs11.NoSuchToken):
            return "there is none of this name"
        return str(error) or type(error).__name__


@dataclass(frozen=True, slots=True)
class HardwareSigner:
    """A seal in a hardware module; it signs in place of `Signer` wherever that is taken.

    Attributes:
        token: Of this process and its children.
        certificate: Of the seal.
        chain: The authorities above it, nearest first, root included.
        key_label: Name of the private key in the token, and of the public key beside it.
        timestamps: Where trusted time comes from.
        revocation: Who says which certificates still hold.
        typeface: Content of a font file.
        container_digits: Room for a signature, in hexadecimal digits; real chains are longer than
            those of the test trust.
    """

    token: Token = field(repr=False)
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
            AuthorityError: The token does not answer, or its key is not that of the certificate.
        """
        refuse_outside_validity(self.certificate, at)
        if self.token.public_key(self.key_label) != self.certificate.public_key():
            reason = f"its key {self.key_label} does not belong to the seal’s certificate"
            raise AuthorityError(f"token {self.token.label}", reason)
        return _TokenSigner(self)


class _TokenSigner(PKCS11Signer):
    """The library's signer, with a session of the moment and errors of ours."""

    def __init__(self, seal: HardwareSigner) -> None:
        root = seal.chain[-1] if seal.chain else None
        certificates = [certificate_asn1(one) for one in seal.chain if one != root]
        with seal.token.session() as session:
            super().__init__(
                session,
                signing_cert=certificate_asn1(seal.certificate),
                ca_chain=certificates,
                key_label=seal.key_label,
                # Many tokens sign a hash, but do not hash themselves.
                use_raw_mechanism=True,
            )
        self._token = seal.token

    @override
    def _load_objects(self) -> None:
        """Nothing is loaded before the signature: the certificate is given."""

    @override
    async def async_sign_raw(
        self, data: bytes, digest_algorithm: str, dry_run: bool = False
    ) -> bytes:
        if dry_run:
            return bytes(self.estimate_raw_signature_size_bytes())
        spec = self._select_pkcs11_signing_params(digest_algorithm, self.sign_kwargs(data))
        digest = spec.pre_sign_transform(data) if spec.pre_sign_transform else data
        with self._token.session() as session:
            self.pkcs11_session = session
            made: bytes = self._pull_signing_key_handle().sign(digest, **spec.sign_kwargs)
        return bytes(spec.post_sign_transform(made)) if spec.post_sign_transform else made


def open_token(library: str, token: str, pin: str) -> Token:
    """Open a token, to know that it is there.

    Args:
        library: Path of the maker's PKCS#11 library.
        token: Its label.
        pin: The user's.

    Raises:
        AuthorityError: There is no such library or token, or the PIN is wrong.
    """
    opened = Token(library, token, pin)
    with opened.session():
        return opened
