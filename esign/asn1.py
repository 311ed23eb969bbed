"""The border to asn1crypto, in whose types pyHanko speaks."""

from typing import TypeAlias

from asn1crypto import (
    cms,
    keys,
    tsp,
    x509,
)
from cryptography import x509 as pyca_x509
from cryptography.hazmat.primitives import serialization

from esign.certificates import Credential, PrivateKey


Certificate: TypeAlias = x509.Certificate
TimestampInfo: TypeAlias = tsp.TSTInfo


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
