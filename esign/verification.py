"""Verification: cryptography, the rules of the ceremony, and the file against its evidence."""

from collections.abc import Iterator, Mapping, Sequence

from cryptography import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from esign.asn1 import Certificate, certificate_asn1
from esign.canonical import Json, sha256_hex
from esign.document import declared_hash, open_document, order_hash
from esign.errors import AuthorityError, DocumentError, EsignError, EvidenceError
from esign.evidence import EvidenceChain
from esign.fields import roles_of
from esign.preflight import refuse_active_content
from esign.report import Check, Outcome, Report, SignatureFacts
from esign.roles import Role
from esign.seals import check_order, check_seal, facts


RECORD = "signature"
EVIDENCE_CHECKS = ("evidence", "evidence_order", "evidence_file", "evidence_final")


def verify(pdf: bytes, evidence: EvidenceChain | None, trust: bytes) -> Report:
    """Say what can be proved of a signed purchase order.

    Args:
        pdf: The file, of any origin; hostile bytes give a failed report, not an error.
        evidence: The order's events; without them the file is checked by itself and the
            report says so.
        trust: One or more root certificates, PEM.

    Returns:
        A report; `.ok` only if the buyer signed and no check failed.

    Raises:
        AuthorityError: The trust is not a PEM certificate.
    """
    roots = _roots(trust)
    try:
        return _report(pdf, evidence, roots)
    except EsignError as error:
        return _unreadable(pdf, str(error))
    except Exception as error:  # noqa: BLE001 hostile bytes can break any layer of a parser, and each way is a failure
        return _unreadable(pdf, f"{type(error).__name__}: {error}")


def signature_record(pdf: bytes) -> Mapping[str, Json]:
    """Describe the latest signature, to be stored in the evidence.

    Put it under the key `signature` in the data of the event; `verify` looks for it there.

    Raises:
        DocumentError: The document cannot be read or has no signature.
    """
    reader = open_document(pdf)
    if not reader.embedded_signatures:
        raise DocumentError("document", "it is not signed")
    said = facts(pdf, reader.embedded_signatures[-1])
    return {
        "role": said.role,
        "name": said.name,
        "reason": said.reason,
        "stamped_at": said.stamped_at.isoformat() if said.stamped_at else None,
        "timestamp_serial": said.timestamp_serial,
        "certificate_sha256": said.certificate_sha256,
        "document_sha256": said.document_sha256,
        "order_sha256": order_hash(reader),
    }


def _report(pdf: bytes, evidence: EvidenceChain | None, roots: Sequence[Certificate]) -> Report:
    reader = open_document(pdf)
    seals = reader.embedded_signatures
    said = tuple(facts(pdf, seal) for seal in seals)
    roles = roles_of(list(enumerate_sig_fields(reader)))
    pending = tuple(role.value for role, signed in roles.items() if not signed)
    order = order_hash(reader)
    checks = [
        Check("readable", Outcome.PASSED),
        _content(reader),
        *_signatures(pdf, seals, roots),
        _outcome("complete", Outcome.NOT_CHECKED if pending else Outcome.PASSED, pending),
        _outcome("order_hash", _passed(declared_hash(reader) == order), (order,)),
        *_against_evidence(said, order, evidence),
    ]
    return Report(sha256_hex(pdf), order, said, pending, tuple(checks))


def _signatures(
    pdf: bytes, seals: Sequence[EmbeddedPdfSignature], roots: Sequence[Certificate]
) -> Iterator[Check]:
    signed = any(seal.field_name == Role.BUYER.value for seal in seals)
    yield _outcome("signed", _passed(signed))
    if not signed:
        return
    yield check_order(seals)
    for seal in seals:
        yield from check_seal(pdf, seal, roots)
    end = int(seals[-1].byte_range[2]) + int(seals[-1].byte_range[3])
    yield _outcome("file", _passed(end == len(pdf)))


def _content(reader: PdfFileReader) -> Check:
    try:
        refuse_active_content(reader)
    except DocumentError as error:
        return Check("content", Outcome.FAILED, "", str(error))
    return Check("content", Outcome.PASSED)


def _against_evidence(
    said: Sequence[SignatureFacts], order: str, evidence: EvidenceChain | None
) -> Iterator[Check]:
    if evidence is None:
        yield from (_outcome(code, Outcome.NOT_CHECKED) for code in EVIDENCE_CHECKS)
        return
    try:
        evidence.verify()
    except EvidenceError as error:
        yield Check("evidence", Outcome.FAILED, "", str(error))
        return
    yield Check("evidence", Outcome.PASSED, "", evidence.head)
    records = [event.data[RECORD] for event in evidence.events if RECORD in event.data]
    orders = {_text(record, "order_sha256") for record in records}
    recorded = [(_text(row, "role"), _text(row, "document_sha256")) for row in records]
    found = [(one.role, one.document_sha256) for one in said]
    yield _outcome("evidence_order", _passed(orders == {order}))
    yield _outcome("evidence_file", _passed(found and recorded[: len(found)] == found))
    yield _outcome("evidence_final", _passed(recorded[-1:] == found[-1:] and found))


def _text(record: Json, key: str) -> str:
    return str(record.get(key, "")) if isinstance(record, Mapping) else ""


def _passed(held: object) -> Outcome:
    return Outcome.PASSED if held else Outcome.FAILED


def _outcome(code: str, outcome: Outcome, details: Sequence[str] = ()) -> Check:
    return Check(code, outcome, "", ", ".join(details))


def _unreadable(pdf: bytes, reason: str) -> Report:
    return Report(sha256_hex(pdf), checks=(Check("readable", Outcome.FAILED, "", reason),))


def _roots(trust: bytes) -> list[Certificate]:
    try:
        found = x509.load_pem_x509_certificates(trust)
    except ValueError as error:
        raise AuthorityError("trust", "it is not a PEM certificate") from error
    return [certificate_asn1(certificate) for certificate in found]
