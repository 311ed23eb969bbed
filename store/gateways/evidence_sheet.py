"""What the evidence of an order says on paper: every event, word for word, ready to be printed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


Rows = Sequence[tuple[str, str]]


@dataclass(frozen=True, kw_only=True)
class PrintedEvent:
    """One event: its number, its moment in UTC, what happened, who did it and its facts."""

    number: int
    at: str
    title: str
    actor: str
    facts: Rows


@dataclass(frozen=True, kw_only=True)
class EvidenceSheet:
    """The evidence in one language.

    Attributes:
        made_at: Aware moment; also the date of the attachment.
        facts: What is known of the order and its document, as rows of (label, value).
        events: Every event, oldest first.
        evidence_json: The same chain as canonical JSON; attached as `evidence.json`.
        identity: What the file is known by: 32 characters.
    """

    language: str
    brand: str
    brand_name: str
    seller: str
    title: str
    lead: str
    note: str
    made_at: datetime
    facts: Rows
    events: Sequence[PrintedEvent]
    evidence_json: bytes
    identity: str
