# mypy: allow-untyped-calls
"""Where trusted time comes from: a Protocol, and the authority of the test trust (RFC 3161)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from pyhanko.sign.timestamps import DummyTimeStamper, TimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from esign.asn1 import certificate_asn1, chain_asn1, key_asn1
from esign.certificates import Credential


class TimestampSource(Protocol):
    """Something that stamps hashes with a time others can check."""

    def stamper(self, at: datetime) -> TimeStamper:
        """Return the client for one signature; a remote authority ignores `at`."""


@dataclass(frozen=True, slots=True)
class TestTimestamps:
    """The in-process authority of the test trust; it stamps the moment it is told.

    Attributes:
        credential: Certificate for time stamping only, with its RSA key.
        chain: Certificates between it and the root, root excluded.
    """

    __test__ = False

    credential: Credential
    chain: tuple[Credential, ...] = ()

    def stamper(self, at: datetime) -> TimeStamper:
        """Return a stamper fixed at this aware moment, to the second."""
        return DummyTimeStamper(
            tsa_cert=certificate_asn1(self.credential.certificate),
            tsa_key=key_asn1(self.credential.key),
            certs_to_embed=SimpleCertificateStore.from_certs(chain_asn1(self.chain)),
            fixed_dt=at.replace(microsecond=0),
        )
