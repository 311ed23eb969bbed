"""Verification: cryptography, the rules of the ceremony, and the file against its evidence."""

from collections.abc import Iterator, Mapping, Sequence

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from esign.canonical import Json, sha256_hex
from esign.comparison import compare
from esign.document import declared_hash, open_document, order_hash
from esign.errors import DocumentError, EsignError
from esign.evidence import EvidenceChain
from esign.fields import TIMESTAMP_FIELD, roles_of
from esign.preflight import refuse_active_content
from esign.report import Check, Outcome, Report, SignatureFacts, judged
from esign.roles import Role
from esign.seals import check_container, check_order, end_of, facts
from esign.trusted import Trusted, read_trust
from esign.validity import check_last_stamp, check_seal


def verify(pdf: bytes, evidence: EvidenceChain | None, trust: bytes) -> Report:
    """Say what can be proved of a signed purchase order.

    Args:
        pdf: The file, of any origin; hostile bytes give a failed report, not an error.
        evidence: The order's events; without them the file is checked by itself and the
            report says so.
        trust: One or more root certificates and any revocation lists, PEM.

    Returns:
        A report with two answers: `.intact` if the buyer signed and no check failed, `.complete`
        if nobody has yet to sign. Evidence in which more was signed than in the file fails it.

    Raises:
        AuthorityError: The trust is not a PEM certificate.
    """
    trusted = read_trust(trust)
    try:
        return _report(pdf, evidence, trusted)
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
        "dated_by": said.dated_by,
        "timestamp_serial": said.timestamp_serial,
        "certificate_sha256": said.certificate_sha256,
        "document_sha256": said.document_sha256,
        "order_sha256": order_hash(reader),
    }


def _report(pdf: bytes, evidence: EvidenceChain | None, trusted: Trusted) -> Report:
    reader = open_document(pdf)
    seals = reader.embedded_signatures
    said = tuple(facts(pdf, seal) for seal in seals)
    pending = tuple(role.value for role, signed in roles_of(reader).items() if not signed)
    order = order_hash(reader)
    compared = tuple(compare(said, order, evidence))
    checks = (
        Check("readable", Outcome.PASSED),
        _content(pdf, reader),
        *_signatures(pdf, seals, said, trusted.with_answers_of(reader)),
        Check("complete", _completeness(pending, compared), "", ", ".join(pending)),
        Check("order_hash", judged(declared_hash(reader) == order), "", order),
        *compared,
    )
    return Report(sha256_hex(pdf), order, said, pending, checks)


def _signatures(
    pdf: bytes,
    seals: Sequence[EmbeddedPdfSignature],
    said: Sequence[SignatureFacts],
    trusted: Trusted,
) -> Iterator[Check]:
    signed = any(seal.field_name == Role.BUYER.value for seal in seals)
    yield Check("signed", judged(signed))
    if not signed:
        return
    yield check_order(seals)
    for seal, one in zip(seals, said, strict=True):
        stamp = one.role == TIMESTAMP_FIELD
        yield from (check_last_stamp if stamp else check_seal)(seal, one, trusted)
        yield check_container(pdf, seal, trusted)
    yield Check("file", judged(end_of(seals[-1]) == len(pdf)))
    raised = seals[-1].field_name == TIMESTAMP_FIELD
    archived = _archived(trusted) if raised else Outcome.NOT_CHECKED
    yield Check("archive", archived, "", said[-1].dated if raised else "")


def _archived(trusted: Trusted) -> Outcome:
    return judged(trusted.answers and trusted.lists)


def _completeness(pending: Sequence[str], compared: Sequence[Check]) -> Outcome:
    """Tell a file that waits for a signature from one that the evidence knows otherwise."""
    if not pending:
        return Outcome.PASSED
    denied = any(check.outcome is Outcome.FAILED for check in compared)
    return Outcome.FAILED if denied else Outcome.WAITING


def _content(pdf: bytes, reader: PdfFileReader) -> Check:
    try:
        refuse_active_content(pdf, reader)
    except DocumentError as error:
        return Check("content", Outcome.FAILED, "", str(error))
    return Check("content", Outcome.PASSED)


def _unreadable(pdf: bytes, reason: str) -> Report:
    return Report(sha256_hex(pdf), checks=(Check("readable", Outcome.FAILED, "", reason),))
