# mypy: allow-untyped-calls
"""Where trusted time comes from: a Protocol, and the authority of the test trust (RFC 3161)."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from asn1crypto import algos, cms, core, tsp
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from pyhanko.sign.general import as_signing_certificate_v2, simple_cms_attribute
from pyhanko.sign.timestamps import DummyTimeStamper, TimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore
from typing_extensions import override

from esign.asn1 import certificate_asn1, chain_asn1, key_asn1
from esign.certificates import Credential


# An identifier anybody may make from a UUID (ITU-T X.667), and therefore nobody else's policy.
TEST_POLICY = "2.25.329800735698586629295641978511506172918"
DIGEST = "sha256"


class TimestampSource(Protocol):
    """Something that stamps hashes with a time others can check."""

    def stamper(self, at: datetime) -> TimeStamper:
        """Return the client for one signature; a remote authority ignores `at`."""


@dataclass(frozen=True, slots=True)
class TestTimestamps:
    """The in-process authority of the test trust; it stamps the moment it is told.

    Attributes:
        credential: Certificate for time stamping only, with its key; RSA in the trusts of the
            first release, elliptic since.
        chain: Certificates between it and the root, root excluded.
    """

    __test__ = False

    credential: Credential
    chain: tuple[Credential, ...] = ()

    def stamper(self, at: datetime) -> TimeStamper:
        """Return a stamper fixed at this aware moment, to the second."""
        above = SimpleCertificateStore.from_certs(chain_asn1(self.chain))
        certificate, moment = (
            certificate_asn1(self.credential.certificate),
            at.replace(microsecond=0),
        )
        key = self.credential.key
        if isinstance(key, rsa.RSAPrivateKey):
            return DummyTimeStamper(certificate, key_asn1(key), above, fixed_dt=moment)
        return _EllipticStamper(certificate, key, above, moment)


@dataclass(frozen=True, slots=True)
class RemoteTimestamps:
    """An authority outside, asked by whatever carries a request (RFC 3161, 3.4) to it.

    Attributes:
        exchange: Request -> response, both DER; raises OSError where there is none.
    """

    exchange: Callable[[bytes], bytes]

    def stamper(self, at: datetime) -> TimeStamper:  # noqa: ARG002  as the Protocol has it
        """Return its client; the authority tells the time itself."""
        return _RemoteStamper(self.exchange)


class _RemoteStamper(TimeStamper):
    def __init__(self, exchange: Callable[[bytes], bytes]) -> None:
        super().__init__()
        self._exchange = exchange

    @override
    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        content = await asyncio.to_thread(self._exchange, req.dump())
        try:
            answer = tsp.TimeStampResp.load(content)
            _ = answer.native
        except (ValueError, TypeError) as error:
            raise OSError("its answer is no timestamp response") from error
        return answer


class _EllipticStamper(DummyTimeStamper):
    """The library's authority with ECDSA, a policy of its own and the present attribute."""

    def __init__(
        self,
        certificate: cms.Certificate,
        key: ec.EllipticCurvePrivateKey,
        above: SimpleCertificateStore,
        at: datetime,
    ) -> None:
        super().__init__(certificate, None, above, fixed_dt=at)
        self._key = key

    @override
    def _build_tst_info(
        self, message_imprint: tsp.MessageImprint, dt: datetime, req: tsp.TimeStampReq
    ) -> tsp.TSTInfo:
        info = super()._build_tst_info(message_imprint, dt, req)
        info["policy"] = TEST_POLICY
        return info

    @override
    def _sign_tst_info(
        self, tst_info_data: bytes, md_algorithm: str, dt: datetime
    ) -> tuple[bytes, cms.CMSAttributes]:
        digest = hashes.Hash(hashes.SHA256())
        digest.update(tst_info_data)
        certified = as_signing_certificate_v2(self.tsa_cert, DIGEST)
        signed = cms.CMSAttributes(
            [
                simple_cms_attribute("content_type", "tst_info"),
                simple_cms_attribute("signing_time", cms.Time({"utc_time": core.UTCTime(dt)})),
                # RFC 5816: a certificate is named by SHA-256, where RFC 3161 had SHA-1.
                simple_cms_attribute("signing_certificate_v2", certified),
                simple_cms_attribute("message_digest", digest.finalize()),
            ]
        )
        return self._key.sign(signed.dump(), ec.ECDSA(hashes.SHA256())), signed

    @override
    def _build_signed_data(
        self,
        tst_info_data: bytes,
        md_algorithm: str,
        signature: bytes,
        signed_attrs: cms.CMSAttributes,
    ) -> dict[str, object]:
        data: dict[str, object] = super()._build_signed_data(
            tst_info_data, DIGEST, signature, signed_attrs
        )
        infos = data["signer_infos"]
        if isinstance(infos, list):
            infos[0]["signature_algorithm"] = algos.SignedDigestAlgorithm(
                {"algorithm": "sha256_ecdsa"}
            )
        return data
