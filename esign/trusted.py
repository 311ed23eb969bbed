"""What a verifier trusts: root certificates, and lists of what was revoked since."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import ValidationInfoReadingError
from pyhanko_certvalidator import ValidationContext

from esign.asn1 import Answer, Certificate, RevocationList, answer_asn1, certificate_asn1, list_asn1
from esign.errors import AuthorityError


LIST = re.compile(rb"-----BEGIN X509 CRL-----.+?-----END X509 CRL-----", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Trusted:
    """Roots, and what is known of revocation.

    Attributes:
        roots: Trusted without further question.
        lists: Revocation lists, of the verifier and of the file.
        answers: OCSP responses of the file.
    """

    roots: tuple[Certificate, ...]
    lists: tuple[RevocationList, ...] = ()
    answers: tuple[Answer, ...] = ()

    def with_answers_of(self, reader: PdfFileReader) -> "Trusted":
        """Return the same with the answers a raised file carries; they are signed themselves."""
        try:
            kept = DocumentSecurityStore.read_dss(reader)
        except ValidationInfoReadingError:
            return self
        lists = (list_asn1(one.get_object().data) for one in kept.crls)
        answers = (answer_asn1(one.get_object().data) for one in kept.ocsps)
        return replace(self, lists=(*self.lists, *lists), answers=tuple(answers))

    def at(self, moment: datetime, *, answered: bool = True) -> ValidationContext:
        """Return the question to ask of a certificate: did it hold at this moment?

        An answer given later counts for the time before it. A file that brings answers has to
        bring one for every certificate, but those of an authority outside, of which nobody here
        answers.
        """
        return ValidationContext(
            trust_roots=list(self.roots),
            moment=moment,
            allow_fetching=False,
            crls=list(self.lists),
            ocsps=list(self.answers),
            retroactive_revinfo=True,
            revocation_mode="require" if self.answers and answered else "soft-fail",
        )

    def answers_for(self, certificate: x509.Certificate) -> bool:
        """Whether a list or an answer speaks for the authority that issued a certificate."""
        found = certificate_asn1(certificate)
        return any(one.issuer == found.issuer for one in self.lists) or any(
            answer["cert_id"]["serial_number"].native == certificate.serial_number
            for one in self.answers
            for answer in one.response_data["responses"]
        )

    def revoked(self, certificate: x509.Certificate, moment: datetime) -> bool:
        """Whether anybody says that a certificate was revoked before this moment.

        The library is content with one good answer, even where a later list says otherwise.
        """
        serial, issuer = certificate.serial_number, certificate_asn1(certificate).issuer
        dates = [
            entry["revocation_date"].native
            for one in self.lists
            if one.issuer == issuer
            for entry in one["tbs_cert_list"]["revoked_certificates"]
            if entry["user_certificate"].native == serial
        ]
        dates += [
            answer["cert_status"].chosen["revocation_time"].native
            for one in self.answers
            for answer in one.response_data["responses"]
            if answer["cert_status"].name == "revoked"
            and answer["cert_id"]["serial_number"].native == serial
        ]
        return any(date <= moment for date in dates)


def read_trust(trust: bytes) -> Trusted:
    """Read PEM blocks: one or more root certificates, and any revocation lists.

    Raises:
        AuthorityError: There is no certificate, or a block is damaged.
    """
    try:
        roots = x509.load_pem_x509_certificates(trust)
        lists = [x509.load_pem_x509_crl(block) for block in LIST.findall(trust)]
    except ValueError as error:
        raise AuthorityError("trust", "it is not a PEM certificate") from error
    return Trusted(tuple(certificate_asn1(one) for one in roots), tuple(_lists(lists)))


def _lists(lists: Iterable[x509.CertificateRevocationList]) -> Iterable[RevocationList]:
    return (list_asn1(one.public_bytes(Encoding.DER)) for one in lists)
