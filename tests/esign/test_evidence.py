import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, strategies as st

from esign import GENESIS, Event, EvidenceChain, EvidenceError, canonical, event_hash


AT = datetime(2026, 11, 21, 17, 42, tzinfo=UTC)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)
EVENTS = st.lists(
    st.builds(
        Event,
        kind=st.sampled_from(["sent", "viewed", "signed"]),
        at=st.integers(0, 10_000).map(lambda seconds: AT + timedelta(seconds=seconds)),
        actor=st.text(max_size=12),
        data=st.dictionaries(st.text(max_size=8), JSON, max_size=3),
    ),
    max_size=6,
).map(lambda events: sorted(events, key=lambda event: event.at))


def chain_of(events: list[Event]) -> EvidenceChain:
    chain = EvidenceChain()
    for event in events:
        chain = chain.append(event)
    return chain


@given(events=EVENTS)
def test_a_chain_holds_and_survives_being_written(events: list[Event]):
    chain = chain_of(events)
    chain.verify()
    again = EvidenceChain.load(chain.dump())
    assert again.head == chain.head
    assert again.dump() == chain.dump()


@given(events=EVENTS.filter(lambda events: len(events) > 1), data=st.data())
def test_no_event_can_be_removed_changed_or_moved(events: list[Event], data: st.DataObject):
    chain = chain_of(events)
    place = data.draw(st.integers(0, len(events) - 2))
    kept = list(chain.events)
    removed = [*kept[:place], *kept[place + 1 :]]
    changed = [*kept[:place], replace(kept[place], actor="x" * 20), *kept[place + 1 :]]
    moved = [*kept[:place], kept[place + 1], kept[place], *kept[place + 2 :]]
    for forged in (removed, changed, moved):
        with pytest.raises(EvidenceError):
            EvidenceChain(tuple(forged)).verify()


def test_a_hash_does_not_depend_on_the_time_zone_or_the_order_of_keys():
    paris = AT.astimezone(timezone(timedelta(hours=1)))
    first = event_hash(GENESIS, "sent", AT, "store", {"a": 1, "b": 2})
    assert first == event_hash(GENESIS, "sent", paris, "store", {"b": 2, "a": 1})


def test_a_naive_moment_proves_nothing():
    with pytest.raises(EvidenceError, match="naive"):
        event_hash(GENESIS, "sent", AT.replace(tzinfo=None), "store", {})


def test_an_event_is_not_earlier_than_the_one_before():
    chain = EvidenceChain().append(Event("sent", AT, "store", {}))
    with pytest.raises(EvidenceError, match="event 1: it is earlier"):
        chain.append(Event("viewed", AT - timedelta(seconds=1), "buyer", {}))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "not JSON"),
        (b"\xff", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"[]", "format"),
        (b'{"format":"volant-evidence/1"}', "no list"),
        (b'{"format":"volant-evidence/1","events":[3]}', "event 0"),
        (b'{"format":"volant-evidence/1","events":[{"kind":"x"}]}', "event 0"),
        (b" " * 10_000_001, "larger"),
    ],
)
def test_what_is_no_evidence_is_refused(content: bytes, reason: str):
    with pytest.raises(EvidenceError, match=reason):
        EvidenceChain.load(content)


def test_a_shortened_file_is_found_by_its_head():
    chain = chain_of([Event("sent", AT, "store", {}), Event("viewed", AT, "buyer", {})])
    document = json.loads(chain.dump())
    del document["events"][-1]
    with pytest.raises(EvidenceError, match="head"):
        EvidenceChain.load(json.dumps(document).encode())


@pytest.mark.parametrize("value", [2**53, float("nan"), {"a": b"bytes"}, {"a": {1, 2}}])
def test_a_value_without_canonical_form_is_refused(value: object):
    with pytest.raises(EvidenceError, match="canonical"):
        canonical(value)
