"""What an authority says of its certificates today: OCSP answers (RFC 6960) and CRLs (RFC 5280)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.x509 import ocsp

from esign.certificates import Credential


FRESH = timedelta(days=7)
DER = serialization.Encoding.DER


@dataclass(frozen=True, slots=True)
class Revocation:
    """Answers of one moment, each DER.

    Attributes:
        certificates: Every certificate that is spoken of, and those above it.
        ocsps: One answer a certificate.
        crls: One list an authority.
    """

    certificates: tuple[bytes, ...] = ()
    ocsps: tuple[bytes, ...] = ()
    crls: tuple[bytes, ...] = ()


class RevocationSource(Protocol):
    """Something that knows which certificates still hold."""

    def answers(self, certificates: Sequence[x509.Certificate], at: datetime) -> Revocation:
        """Return fresh answers for these and for the authorities above them."""


@dataclass(frozen=True, slots=True)
class TestRevocation:
    """The answers of the test trust, signed by the authorities themselves.

    Attributes:
        authorities: Those that issue certificates, the root last.
        revoked: Serial number of a certificate -> aware moment it was revoked.
        offline_list: What an authority says whose key is not here: its list, DER.
    """

    __test__ = False

    authorities: tuple[Credential, ...] = field(repr=False)
    revoked: Mapping[int, datetime] = field(default_factory=dict)
    offline_list: bytes = field(default=b"", repr=False)

    def answers(self, certificates: Sequence[x509.Certificate], at: datetime) -> Revocation:
        """Answer for each certificate an authority here has issued; others get no answer.

        Args:
            certificates: Of seals and timestamp authorities.
            at: Aware moment of the answers.
        """
        moment = at.replace(microsecond=0)
        above = [one.certificate for one in self.authorities]
        asked = list(dict.fromkeys([*certificates, *above]))
        issued = [(one, self._issuer(one)) for one in asked]
        answers = [self._answer(one, by, moment) for one, by in issued if by and by.held]
        lists = [self.revocation_list(one, moment) for one in self.authorities]
        return Revocation(
            tuple(one.public_bytes(DER) for one in asked), tuple(answers), tuple(lists)
        )

    def revocation_list(
        self, authority: Credential, at: datetime, lasts: timedelta = FRESH
    ) -> bytes:
        """Return the list of an authority, DER: signed now, or kept where its key is offline."""
        if authority.held is None and self.offline_list:
            return self.offline_list
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(authority.certificate.subject)
            .last_update(at)
            .next_update(at + lasts)
            .add_extension(x509.CRLNumber(int(at.timestamp())), critical=False)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.key.public_key()),
                critical=False,
            )
        )
        for entry in self._entries():
            builder = builder.add_revoked_certificate(entry)
        return builder.sign(authority.key, hashes.SHA256()).public_bytes(DER)

    def _entries(self) -> Iterable[x509.RevokedCertificate]:
        for serial, moment in self.revoked.items():
            entry = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(moment)
            yield entry.build()

    def _issuer(self, certificate: x509.Certificate) -> Credential | None:
        for one in self.authorities:
            if one.certificate.subject == certificate.issuer and one.certificate != certificate:
                return one
        return None

    def _answer(self, certificate: x509.Certificate, by: Credential, at: datetime) -> bytes:
        revoked_at = self.revoked.get(certificate.serial_number)
        status = ocsp.OCSPCertStatus.GOOD if revoked_at is None else ocsp.OCSPCertStatus.REVOKED
        builder = ocsp.OCSPResponseBuilder().add_response(
            cert=certificate,
            issuer=by.certificate,
            algorithm=hashes.SHA256(),
            cert_status=status,
            this_update=at,
            next_update=at + FRESH,
            revocation_time=revoked_at,
            revocation_reason=None,
        )
        builder = builder.responder_id(ocsp.OCSPResponderEncoding.HASH, by.certificate)
        return builder.sign(by.key, hashes.SHA256()).public_bytes(DER)
