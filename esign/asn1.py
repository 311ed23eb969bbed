"""The border to asn1crypto, in whose types pyHanko speaks."""

from collections.abc import Iterator
from functools import lru_cache
from typing import TypeAlias

from asn1crypto import (
    cms,
    crl,
    keys,
    ocsp,
    tsp,
    x509,
)
from cryptography import x509 as pyca_x509
from cryptography.hazmat.primitives import serialization
from pyhanko.sign.general import extract_certificate_info
from pyhanko.sign.validation.generic_cms import extract_tst_data_iter

from esign.certificates import Credential, PrivateKey


Certificate: TypeAlias = x509.Certificate
TimestampInfo: TypeAlias = tsp.TSTInfo
# Certificates of the seals and authorities of one installation, its old ones included.
KEPT = 64
Answer: TypeAlias = ocsp.OCSPResponse
RevocationList: TypeAlias = crl.CertificateList


@lru_cache(maxsize=KEPT)
def certificate_asn1(certificate: pyca_x509.Certificate) -> Certificate:
    """Convert a certificate."""
    return Certificate.load(certificate.public_bytes(serialization.Encoding.DER))


def chain_asn1(chain: tuple[Credential, ...]) -> list[Certificate]:
    """Convert the certificates of a chain, in order."""
    return [certificate_asn1(above.certificate) for above in chain]


def key_asn1(key: PrivateKey) -> keys.PrivateKeyInfo:
    """Convert a private key; in clear, and therefore in memory only."""
    der = key.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return keys.PrivateKeyInfo.load(der)


def container_der(content: bytes) -> bytes:
    """Return the encoding of a CMS container alone, without what follows it."""
    der: bytes = cms.ContentInfo.load(content).dump()
    return der


def load_certificate(der: bytes) -> Certificate:
    """Read a certificate."""
    return Certificate.load(der)


def answer_asn1(der: bytes) -> Answer:
    """Read an OCSP response."""
    return Answer.load(der)


def list_asn1(der: bytes) -> RevocationList:
    """Read a revocation list."""
    return RevocationList.load(der)


def subject_of(certificate: Certificate) -> str:
    """Name whom a certificate speaks for: common name, then organisation."""
    names = certificate.subject.native
    parts = (names.get(key) for key in ("common_name", "organization_name"))
    return ", ".join(part if isinstance(part, str) else " ".join(part) for part in parts if part)


def stamper_of(token: cms.SignedData) -> Certificate | None:
    """Return the certificate a timestamp was signed with; None where it does not bring it."""
    try:
        return extract_certificate_info(token).signer_cert
    except ValueError:
        return None


def certificates_in(signer: cms.SignerInfo, seal: Certificate) -> Iterator[pyca_x509.Certificate]:
    """Return the certificate of a signature, then those of its timestamps."""
    yield pyca_x509.load_der_x509_certificate(seal.dump())
    for token in extract_tst_data_iter(signer, signed=False):
        for one in token["certificates"]:
            yield pyca_x509.load_der_x509_certificate(one.chosen.dump())
