"""The trust made at first start: root, issuing authority, seal and timestamp authority.

It is a test trust: every certificate says so. It proves integrity, order and time to anybody
who holds the root, and claims an advanced-type signature, never a qualified one (Regulation
(EU) 910/2014, articles 26 and 36).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from esign.authority_files import (
    NAMES,
    pem,
    read_credential,
    read_revoked,
    write_credential,
    write_revoked,
)
from esign.certificates import ISSUING, ROOT, SEAL, TIMESTAMPS, Credential, issue
from esign.errors import AuthorityError
from esign.revocation import TestRevocation
from esign.signer import Signer
from esign.timestamps import TestTimestamps


@dataclass(frozen=True, slots=True)
class Authority:
    """A complete trust with its private keys. Keep it in memory, write it with `dump`.

    Attributes:
        revoked: Serial number of a certificate -> aware moment from which it no longer holds.
    """

    root: Credential
    issuing: Credential
    seal: Credential
    timestamps: Credential
    revoked: Mapping[int, datetime] = field(default_factory=dict)

    @classmethod
    def create(cls, at: datetime, organisation: str = "Volant") -> "Authority":
        """Make four key pairs and certify them from the root down.

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
        root, issuing, seal, stamps = (read_credential(name, files, password) for name in NAMES)
        return cls(root, issuing, seal, stamps, read_revoked(files))

    def dump(self, password: bytes) -> dict[str, bytes]:
        """Write the files: certificates as PEM, keys encrypted, and what was revoked.

        The caller stores them readable by the service alone (0600).

        Raises:
            AuthorityError: The passphrase is shorter than 12 bytes.
        """
        files: dict[str, bytes] = {}
        for name in NAMES:
            files |= write_credential(name, getattr(self, name), password)
        return files | write_revoked(self.revoked)

    def renewed(self, at: datetime) -> "Authority":
        """Return the same authority with a new seal and timestamp key, valid from a moment.

        What was signed with the old ones still leads to the root, and is still answered for.
        """
        [name] = self.root.certificate.subject.get_attributes_for_oid(
            x509.NameOID.ORGANIZATION_NAME
        )
        organisation = str(name.value)
        seal = issue(SEAL, organisation, at, self.issuing)
        return replace(
            self, seal=seal, timestamps=issue(TIMESTAMPS, organisation, at, self.issuing)
        )

    def revoking(self, certificate: x509.Certificate, at: datetime) -> "Authority":
        """Return the same authority, which says that a certificate no longer holds."""
        moment = at.replace(microsecond=0)
        return replace(self, revoked={**self.revoked, certificate.serial_number: moment})

    @property
    def trust(self) -> bytes:
        """The root certificate as PEM: all that a verifier needs."""
        return pem(self.root.certificate)

    def trust_with_lists(self, at: datetime) -> bytes:
        """The root and, as PEM, who is revoked at this moment: what a careful verifier takes."""
        lists = [
            x509.load_der_x509_crl(self._revocation.revocation_list(one, at))
            for one in (self.issuing, self.root)
        ]
        return self.trust + b"".join(one.public_bytes(Encoding.PEM) for one in lists)

    def signer(self, typeface: bytes) -> Signer:
        """Return the seal with its timestamp authority.

        Args:
            typeface: Content of a TrueType or OpenType font or collection, for the visible
                signatures.
        """
        return Signer(
            credential=self.seal,
            chain=(self.issuing, self.root),
            timestamps=TestTimestamps(self.timestamps, (self.issuing,)),
            revocation=self._revocation,
            typeface=typeface,
        )

    @property
    def _revocation(self) -> TestRevocation:
        return TestRevocation((self.issuing, self.root), self.revoked)
