"""X.509 certificates of the built-in test trust (RFC 5280 profiles, RFC 3161 for time)."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from esign.errors import AuthorityError


PrivateKey = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
PublicKey = ec.EllipticCurvePublicKey | rsa.RSAPublicKey
YEAR = timedelta(days=365)
TEST_MARK = "test trust"


@dataclass(frozen=True, slots=True)
class Credential:
    """A certificate with the private key it speaks for, or without one that is kept elsewhere."""

    certificate: x509.Certificate
    held: PrivateKey | None = field(default=None, repr=False)

    @property
    def key(self) -> PrivateKey:
        """The private key.

        Raises:
            AuthorityError: It is kept elsewhere: offline, or in a hardware module.
        """
        if self.held is None:
            [name] = self.certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
            raise AuthorityError(str(name.value), "its key is not kept here")
        return self.held


@dataclass(frozen=True, slots=True)
class Profile:
    """What a certificate may be used for.

    Attributes:
        name: Common name of the subject.
        years: Validity.
        authority: Whether it may issue certificates.
        path_length: How many authorities may follow below it; None for an end entity.
        timestamping: Whether it may sign timestamps and nothing else.
    """

    name: str
    years: int
    authority: bool = False
    path_length: int | None = None
    timestamping: bool = False


ROOT = Profile("root", 25, authority=True, path_length=1)
ISSUING = Profile("issuing authority", 20, authority=True, path_length=0)
SEAL = Profile("purchase order seal", 12)
TIMESTAMPS = Profile("timestamp authority", 15, timestamping=True)


def issue(
    profile: Profile,
    organisation: str,
    at: datetime,
    issuer: Credential | None,
    elsewhere: PublicKey | None = None,
) -> Credential:
    """Certify a key, by itself when there is no issuer: a new ECDSA P-256 one by default.

    The key and the serial number come from the system's generator.

    Args:
        profile: What it is for.
        organisation: Name of the operator, in every subject.
        at: Aware moment from which it is valid.
        issuer: The authority above, or None for the root, whose key is always new.
        elsewhere: The public half of a key that is kept elsewhere; no pair is made then.

    Raises:
        AuthorityError: The key of the issuer is not here.
    """
    made = None if elsewhere and issuer else ec.generate_private_key(ec.SECP256R1())
    issuing_key = issuer.key if issuer else made
    key = made.public_key() if made else elsewhere
    if issuing_key is None or key is None:
        raise AuthorityError(profile.name, "there is no key to certify, or none to sign with")
    subject = _subject(profile, organisation)
    start = at.replace(microsecond=0)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + profile.years * YEAR)
    )
    for extension, critical in _extensions(profile, key, issuing_key):
        builder = builder.add_extension(extension, critical=critical)
    return Credential(builder.sign(issuing_key, hashes.SHA256()), made)


def _subject(profile: Profile, organisation: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "FR"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
            x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, TEST_MARK),
            x509.NameAttribute(NameOID.COMMON_NAME, f"{organisation} {profile.name}"),
        ]
    )


def _extensions(
    profile: Profile, key: PublicKey, issuing_key: PrivateKey
) -> list[tuple[x509.ExtensionType, bool]]:
    extensions: list[tuple[x509.ExtensionType, bool]] = [
        (x509.BasicConstraints(ca=profile.authority, path_length=profile.path_length), True),
        (x509.SubjectKeyIdentifier.from_public_key(key), False),
        (x509.AuthorityKeyIdentifier.from_issuer_public_key(issuing_key.public_key()), False),
        (_key_usage(profile), True),
    ]
    if profile.timestamping:
        # RFC 3161, 2.3: exactly this one extended usage, and critical.
        extensions.append((x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), True))
    return extensions


def _key_usage(profile: Profile) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not profile.authority,
        content_commitment=not (profile.authority or profile.timestamping),
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=profile.authority,
        crl_sign=profile.authority,
        encipher_only=False,
        decipher_only=False,
    )
