"""The parts of a signature container that no signature covers: they have one right form each.

A container (RFC 5652) is not signed as a whole. A flipped bit in its version, in a list of digest
algorithms or in a length leaves every signature valid, and yet somebody has touched the file.
"""

from collections.abc import Iterable, Iterator, Sequence

from asn1crypto import (
    cms,
    parser,
)
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from pyhanko.sign.validation.generic_cms import extract_tst_data_iter

from esign.asn1 import Certificate


CONSTRUCTED = 1
DIGESTS = frozenset({"sha256", "sha384", "sha512"})


def is_exact(der: bytes, roots: Iterable[Certificate]) -> bool:
    """Whether a container and the timestamps in it are in the one form they can have.

    Args:
        der: The container alone, without what fills its place.
        roots: What the certificates in it may lead to.
    """
    if not _is_der(der):
        return False
    signed = cms.ContentInfo.load(der, strict=True)["content"]
    known = [x509.load_der_x509_certificate(root.dump()) for root in roots]
    return all(
        _of_one_form(one) and _all_issued(one["certificates"], known)
        for one in (signed, *_timestamps(signed))
    )


def _is_der(encoded: bytes) -> bool:
    """Whether every length is the shortest and every part fills its whole (X.690, 10.1)."""
    place = 0
    while place < len(encoded):
        family, method, tag, header, content, trailer = parser.parse(encoded[place:])
        whole: bytes = header + content + trailer
        if whole != parser.emit(family, method, tag, content):
            return False
        if method == CONSTRUCTED and not _is_der(content):
            return False
        place += len(whole)
    return True


def _timestamps(signed: cms.SignedData) -> Iterator[cms.SignedData]:
    for signer in signed["signer_infos"]:
        yield from extract_tst_data_iter(signer, signed=False)


def _of_one_form(signed: cms.SignedData) -> bool:
    """Check version and algorithms (RFC 5652, 5.1 and 5.3)."""
    plain = signed["encap_content_info"]["content_type"].native == "data"
    signers, listed = list(signed["signer_infos"]), list(signed["digest_algorithms"])
    if len(signers) != 1 or len(listed) != 1 or signed["crls"].native is not None:
        return False
    [signer] = signers
    digest = signer["digest_algorithm"]
    return bool(
        signed["version"].native == ("v1" if plain else "v3")
        and signer["version"].native == "v1"
        and digest["algorithm"].native in DIGESTS
        and listed[0].dump() == digest.dump()
        and _names_its_certificate(signer, signed["certificates"])
        and _fits(signer["signature_algorithm"], digest["algorithm"].native)
    )


def _all_issued(kept: cms.CertificateSet, roots: Sequence[x509.Certificate]) -> bool:
    """Whether every certificate is signed by another one of the container, or by a root.

    A path that is built by way of another copy leaves a damaged one unread.
    """
    try:
        found = [x509.load_der_x509_certificate(one.chosen.dump()) for one in kept]
    except ValueError:
        return False
    return all(any(_issued(one, by) for by in (*found, *roots)) for one in found)


def _issued(certificate: x509.Certificate, by: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(by)
    except (InvalidSignature, ValueError, TypeError):
        return False
    return True


def _names_its_certificate(signer: cms.SignerInfo, kept: cms.CertificateSet) -> bool:
    """Whether the signer is named letter for letter as in a certificate of the container.

    Names are compared without regard to case when a path is built (RFC 5280, 7.1).
    """
    named = signer["sid"].chosen
    return signer["sid"].name == "issuer_and_serial_number" and any(
        one.chosen.issuer.dump() == named["issuer"].dump()
        and one.chosen.serial_number == named["serial_number"].native
        for one in kept
    )


def _fits(algorithm: cms.SignedDigestAlgorithm, digest: str) -> bool:
    """Whether a signature algorithm names the same digest, or none (plain RSA)."""
    if algorithm["parameters"].native is not None:
        return False
    if algorithm["algorithm"].native == "rsassa_pkcs1v15":
        return True
    return bool(algorithm.hash_algo == digest)
