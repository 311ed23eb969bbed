"""Append-only, hash-chained evidence of what was done, by whom and when.

Every event carries the hash of the one before it, so that removing, changing or reordering
one breaks every hash that follows. A hash is SHA-256 over the RFC 8785 form of the event.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from esign.canonical import Json, canonical, sha256_hex
from esign.errors import EvidenceError


GENESIS = "0" * 64
FORMAT = "volant-evidence/1"
MAX_BYTES = 10_000_000


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened.

    Attributes:
        kind: What happened, a short code ("viewed", "signed").
        at: When, aware, in UTC.
        actor: Who, a stable code or masked name; never a secret.
        data: JSON facts of the event.
        previous: Hash of the event before, 64 hexadecimal digits (`GENESIS` for the first).
        hash: This event's own hash, 64 hexadecimal digits; empty until it is appended.
    """

    kind: str
    at: datetime
    actor: str
    data: Mapping[str, Json]
    previous: str = GENESIS
    hash: str = ""


def event_hash(previous: str, kind: str, at: datetime, actor: str, data: Mapping[str, Json]) -> str:
    """Compute the hash that binds an event to everything before it.

    Args:
        previous: Hash of the event before, or `GENESIS`.
        kind: Code of the event.
        at: Aware moment; written in UTC with microseconds.
        actor: Who did it.
        data: JSON facts.

    Returns:
        64 lower-case hexadecimal digits.

    Raises:
        EvidenceError: The moment is naive, or the data has no canonical form.
    """
    body: Mapping[str, Json] = {
        "actor": actor,
        "at": written(at),
        "data": data,
        "kind": kind,
        "previous": previous,
    }
    return sha256_hex(canonical(body))


def written(at: datetime) -> str:
    """Write an aware moment as `2026-11-21T17:42:00.000000Z`.

    Raises:
        EvidenceError: The moment has no time zone.
    """
    if at.tzinfo is None:
        raise EvidenceError("moment", "a naive time proves nothing; give an aware one")
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


@dataclass(frozen=True, slots=True)
class EvidenceChain:
    """The events of one order, oldest first."""

    events: tuple[Event, ...] = ()

    @property
    def head(self) -> str:
        """Hash of the last event, or `GENESIS` when there is none."""
        return self.events[-1].hash if self.events else GENESIS

    def append(self, event: Event) -> "EvidenceChain":
        """Return a longer chain; `previous` and `hash` of the event are computed here.

        Raises:
            EvidenceError: The event is earlier than the last one, or cannot be hashed.
        """
        place = f"event {len(self.events)}"
        if self.events and event.at < self.events[-1].at:
            raise EvidenceError(place, "it is earlier than the event before it")
        digest = event_hash(self.head, event.kind, event.at, event.actor, event.data)
        linked = Event(event.kind, event.at, event.actor, event.data, self.head, digest)
        return EvidenceChain((*self.events, linked))

    def verify(self) -> None:
        """Recompute every hash and link.

        Raises:
            EvidenceError: Names the first event that does not hold.
        """
        previous, moment = GENESIS, None
        for position, event in enumerate(self.events):
            place = f"event {position}"
            if event.previous != previous:
                raise EvidenceError(place, "it does not follow the event before it")
            digest = event_hash(previous, event.kind, event.at, event.actor, event.data)
            if event.hash != digest:
                raise EvidenceError(place, "its content is not the content that was hashed")
            if moment is not None and event.at < moment:
                raise EvidenceError(place, "it is earlier than the event before it")
            previous, moment = event.hash, event.at

    def dump(self) -> bytes:
        """Write the chain as canonical JSON."""
        events = [_as_json(event) for event in self.events]
        return canonical({"events": events, "format": FORMAT, "head": self.head})

    @classmethod
    def load(cls, content: bytes) -> "EvidenceChain":
        """Read a chain written by `dump` and verify it.

        Raises:
            EvidenceError: Not JSON, another format, a missing member, a broken chain.
        """
        document = _read(content)
        chain = cls(tuple(_events(document["events"])))
        chain.verify()
        if document.get("head") != chain.head:
            raise EvidenceError("head", "it is not the hash of the last event")
        return chain


def _as_json(event: Event) -> Json:
    return {
        "actor": event.actor,
        "at": written(event.at),
        "data": event.data,
        "hash": event.hash,
        "kind": event.kind,
        "previous": event.previous,
    }


def _read(content: bytes) -> dict[str, object]:
    if len(content) > MAX_BYTES:
        raise EvidenceError("evidence file", f"larger than {MAX_BYTES} bytes")
    try:
        document = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise EvidenceError("evidence file", "it is not JSON") from error
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise EvidenceError("evidence file", f"its format is not {FORMAT}")
    if not isinstance(document.get("events"), list):
        raise EvidenceError("evidence file", "it has no list of events")
    return document


def _events(rows: object) -> Iterable[Event]:
    if not isinstance(rows, list):
        return
    for position, row in enumerate(rows):
        try:
            yield Event(
                kind=str(row["kind"]),
                at=datetime.fromisoformat(row["at"]),
                actor=str(row["actor"]),
                data=dict(row["data"]),
                previous=str(row["previous"]),
                hash=str(row["hash"]),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise EvidenceError(f"event {position}", f"it cannot be read ({error})") from error
