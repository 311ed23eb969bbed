import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

import esign
from esign import EvidenceChain
from store.extensions import db
from store.gateways.registry import Gateways
from store.models import DaySeal, OutboxMessage
from store.orders.cancel import cancel
from store.orders.day_seals import owe_day_seals, seal_days
from store.orders.deliveries import HANDLERS
from store.orders.delivering import deliver_due
from store.orders.documents import document
from store.orders.events import chain
from store.orders.evidence import ENDED, FINISHED, evidence_sheet, seal_evidence
from tests.situations import MOMENT, a_ready_order, a_signed_order, an_accepted_order
from tests.store.orders.test_seal import MoodyTrust


pytestmark = pytest.mark.usefixtures("app")
LATER = MOMENT + timedelta(hours=1)
TOMORROW = MOMENT + timedelta(days=1)


def test_a_finished_order_has_its_evidence_sealed_with_every_event(outside: Gateways):
    order = an_accepted_order()
    while deliver_due(HANDLERS, LATER):
        pass
    pdf = outside.archive.get(document(order.id, FINISHED).name)
    assert esign.verify_sealed(pdf, outside.trust.root).failures == ()
    last = chain(order.id).events[-1]
    events = EvidenceChain(chain(order.id).events[:-1])
    assert (last.kind, last.data["head"]) == ("evidence", events.head)
    sheet = evidence_sheet(order, events, LATER)
    assert [event.title for event in sheet.events[:3]] == [
        "Bon de commande établi",
        "Document lu en entier, code demandé à son pied",
        "Code à usage unique envoyé",
    ]
    shown = {fact for event in sheet.events for fact in event.facts}
    assert len(sheet.events) == len(events.events)
    assert ("sentence", "Je commande ce véhicule aux conditions du bon de commande.") in shown
    assert EvidenceChain.load(sheet.evidence_json).head == events.head
    assert seal_evidence(order.id, FINISHED, LATER) is False


def test_an_order_that_ends_after_a_signature_keeps_its_evidence_and_no_other_does():
    signed, ready = a_signed_order(), a_ready_order(extra_cents=1)
    for order in (signed, ready):
        cancel(order.id, order.account_id, LATER)
    while deliver_due(HANDLERS, LATER):
        pass
    assert [event.kind for event in chain(signed.id).events][-2:] == ["cancel", "evidence"]
    assert document(signed.id, ENDED).size > 0
    assert chain(ready.id).events[-1].kind == "cancel"


def test_each_day_lists_the_heads_of_its_chains_and_the_day_before(outside: Gateways):
    first = a_signed_order()
    second = a_signed_order(extra_cents=1, at=TOMORROW)
    assert owe_day_seals(MOMENT + timedelta(hours=2)) == 0
    at = datetime(2026, 11, 26, 0, 11, tzinfo=UTC)
    assert (owe_day_seals(at), owe_day_seals(at)) == (1, 0)
    while deliver_due(HANDLERS, at):
        pass
    lists = [_list(outside, day) for day in (date(2026, 11, 24), date(2026, 11, 25))]
    assert [one["heads"] for one in lists] == [[chain(one.id).head] for one in (first, second)]
    before = db.session.get_one(DaySeal, date(2026, 11, 24)).sha256
    assert [one["previous"] for one in lists] == ["0" * 64, before]
    assert (owe_day_seals(at), seal_days(date(2026, 11, 25), at)) == (0, 0)


def _list(outside: Gateways, day: date) -> Mapping[str, object]:
    content = outside.archive.get(db.session.get_one(DaySeal, day).list_name)
    said: dict[str, object] = json.loads(content)
    return said


def test_a_day_without_a_timestamp_authority_is_sealed_later(app: Flask, outside: Gateways):
    a_signed_order()
    app.extensions["gateways"] = replace(outside, trust=MoodyTrust(outside.trust.load, test=True))
    assert owe_day_seals(TOMORROW) == 1
    deliver_due(HANDLERS, TOMORROW)
    (job,) = db.session.scalars(select(OutboxMessage).where(OutboxMessage.kind == "day_seal"))
    assert "TimestampError" in job.last_error
    assert db.session.scalars(select(DaySeal)).all() == []
    for minute in range(1, 5):
        deliver_due(HANDLERS, TOMORROW + timedelta(minutes=minute))
    assert len(db.session.scalars(select(DaySeal)).all()) == 1
