"""The trust made at first start: root, issuing authority, seal and timestamp authority.

It is a test trust: every certificate says so. It proves integrity, order and time to anybody
who holds the root, and claims an advanced-type signature, never a qualified one (Regulation
(EU) 910/2014, articles 26 and 36).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from esign.authority_files import (
    NAMES,
    ROOT_LIST,
    Passwords,
    passwords_for,
    pem,
    read_credential,
    read_revoked,
    write_credential,
    write_revoked,
)
from esign.certificates import ISSUING, ROOT, SEAL, TIMESTAMPS, Credential, PublicKey, issue
from esign.errors import AuthorityError
from esign.revocation import TestRevocation
from esign.signer import Signer
from esign.timestamps import TestTimestamps


# How long the list of an offline root answers; then its key is fetched to sign the next.
ROOT_LIST_LASTS = timedelta(days=2 * 365)


@dataclass(frozen=True, slots=True)
class Authority:
    """A complete trust with its private keys. Keep it in memory, write it with `dump`.

    The key of the root is needed to renew the issuing authority and the root's list alone, and
    that of the seal not where a hardware module holds it.

    Attributes:
        root_list: What the root has revoked, PEM, for when its key is offline.
        revoked: Serial number of a certificate -> aware moment from which it no longer holds.
    """

    root: Credential
    issuing: Credential
    seal: Credential
    timestamps: Credential
    revoked: Mapping[int, datetime] = field(default_factory=dict)
    root_list: bytes = field(default=b"", repr=False)

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
        made = cls(root, issuing, seal, issue(TIMESTAMPS, organisation, at, issuing))
        return made.with_root_list(at)

    @classmethod
    def load(
        cls, files: Mapping[str, bytes], passwords: Passwords, *, hardware: bool = False
    ) -> "Authority":
        """Read the files written by `dump`.

        Args:
            files: File name -> content: `root.pem`, `root.key` and so on.
            passwords: The passphrase given to `dump`, or for each key those it may be under.
                `root.key` without one is left alone, as if it were offline.
            hardware: Whether the seal's key is in a hardware module; `seal.key` is not read then.

        Raises:
            AuthorityError: A file is missing or damaged, the passphrase is wrong, or a
                certificate and a key do not belong together. `root.key` may be kept offline, as
                long as `root.crl` is here.
        """
        left = {"seal.key"} if hardware else set()
        if not passwords_for("root", passwords):
            left.add("root.key")
        read = {name: content for name, content in files.items() if name not in left}
        elsewhere = {"root"} | ({"seal"} if hardware else set())
        root, issuing, seal, stamps = (
            read_credential(name, read, passwords, elsewhere=name in elsewhere) for name in NAMES
        )
        if root.held is None and ROOT_LIST not in files:
            raise AuthorityError(ROOT_LIST, "it is needed where root.key is kept elsewhere")
        return cls(root, issuing, seal, stamps, read_revoked(files), files.get(ROOT_LIST, b""))

    def dump(self, passwords: Passwords) -> dict[str, bytes]:
        """Write the files: certificates as PEM, keys encrypted, and what was revoked.

        The caller stores them readable by the service alone (0600).

        Raises:
            AuthorityError: The passphrase is shorter than 12 bytes.
        """
        files: dict[str, bytes] = {}
        for name in NAMES:
            files |= write_credential(name, getattr(self, name), passwords)
        if self.root_list:
            files[ROOT_LIST] = self.root_list
        return files | write_revoked(self.revoked)

    def with_root_list(self, at: datetime) -> "Authority":
        """Return the same with a list of the root signed now, to take its key offline.

        Raises:
            AuthorityError: The key of the root is offline already.
        """
        source = TestRevocation((self.issuing, self.root), self.revoked)
        der = source.revocation_list(self.root, at.replace(microsecond=0), ROOT_LIST_LASTS)
        return replace(self, root_list=x509.load_der_x509_crl(der).public_bytes(Encoding.PEM))

    def renewed(self, at: datetime, seal_key: PublicKey | None = None) -> "Authority":
        """Return the same authority with a new seal and timestamp key, valid from a moment.

        What was signed with the old ones still leads to the root, and is still answered for.

        Args:
            at: Aware moment.
            seal_key: The public half of the seal's key where a hardware module holds it; it is
                certified as it is.
        """
        [name] = self.root.certificate.subject.get_attributes_for_oid(
            x509.NameOID.ORGANIZATION_NAME
        )
        organisation = str(name.value)
        seal = issue(SEAL, organisation, at, self.issuing, seal_key)
        return replace(
            self, seal=seal, timestamps=issue(TIMESTAMPS, organisation, at, self.issuing)
        )

    def revoking(self, certificate: x509.Certificate, at: datetime) -> "Authority":
        """Return the same authority, which says that a certificate no longer holds.

        The issuing authority is revoked by the root, whose key has to be here.
        """
        moment = at.replace(microsecond=0)
        if certificate == self.issuing.certificate:
            _ = self.root.key
        return replace(self, revoked={**self.revoked, certificate.serial_number: moment})

    @property
    def trust(self) -> bytes:
        """The root certificate as PEM: all that a verifier needs."""
        return pem(self.root.certificate)

    def trust_with_lists(self, at: datetime) -> bytes:
        """The root and, as PEM, who is revoked at this moment: what a careful verifier takes."""
        return self.trust + self.lists(at)

    def lists(self, at: datetime) -> bytes:
        """Who is revoked at this moment: the list of each authority, PEM (RFC 5280)."""
        lists = [
            x509.load_der_x509_crl(self._revocation.revocation_list(one, at))
            for one in (self.issuing, self.root)
        ]
        return b"".join(one.public_bytes(Encoding.PEM) for one in lists)

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
        kept = b""
        if self.root_list:
            kept = x509.load_pem_x509_crl(self.root_list).public_bytes(Encoding.DER)
        return TestRevocation((self.issuing, self.root), self.revoked, kept)
