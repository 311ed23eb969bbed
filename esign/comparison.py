"""The file against its evidence: whether this is the document the events speak of."""

from collections.abc import Iterator, Mapping, Sequence

from esign.canonical import Json
from esign.errors import EvidenceError
from esign.evidence import Event, EvidenceChain
from esign.report import Check, Outcome, SignatureFacts, judged


RECORD = "signature"
FROZEN = "deal_sha256"
CHECKS = ("evidence", "evidence_order", "evidence_file", "evidence_final")
COMPARED = ("role", "document_sha256", "certificate_sha256", "timestamp_serial")


def compare(
    said: Sequence[SignatureFacts], order: str, evidence: EvidenceChain | None
) -> Iterator[Check]:
    """Compare the signatures of a file with those that were recorded.

    Args:
        said: What the signatures say, oldest first.
        order: Hash of the attached order.
        evidence: The events, or None: then nothing of this is checked, and the report says so.
    """
    if evidence is None:
        yield from (Check(code, Outcome.NOT_CHECKED) for code in CHECKS)
        return
    try:
        evidence.verify()
    except EvidenceError as error:
        yield Check("evidence", Outcome.FAILED, "", str(error))
        return
    yield Check("evidence", Outcome.PASSED, "", evidence.head)
    recorded = [_compared(event.data[RECORD]) for event in evidence.events if RECORD in event.data]
    found = [tuple(str(getattr(one, key)) for key in COMPARED) for one in said]
    yield Check("evidence_order", judged(set(_orders(evidence.events)) == {order}))
    yield Check("evidence_file", judged(found and recorded[: len(found)] == found))
    yield Check("evidence_final", judged(found and recorded[-1:] == found[-1:]))


def _compared(record: Json) -> tuple[str, ...]:
    return tuple(_text(record, key) for key in COMPARED)


def _orders(events: Sequence[Event]) -> Iterator[str]:
    """Return every hash of the order in the events: as it was frozen, and as it was signed."""
    for event in events:
        if RECORD in event.data:
            yield _text(event.data[RECORD], "order_sha256")
        if FROZEN in event.data:
            yield _text(event.data, FROZEN)


def _text(record: Json, key: str) -> str:
    return str(record.get(key, "")) if isinstance(record, Mapping) else ""
