import json
import sqlite3
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from store import clock
from store.extensions import db
from store.gateways.signatures import signature_header
from store.models import PaymentEvent
from tests.store.gateways.providers import CARD
from tests.store.sandbox.cards import a_card_page, sandbox_of, show_card


HOOK = "/hooks/payments"


def signed(app: Flask, body: bytes, away: int = 0) -> dict[str, str]:
    at = int(clock.now().timestamp()) + away
    return {"Stripe-Signature": signature_header(body, sandbox_of(app).events.secret, at)}


def told(event_id: str, checkout_id: str = "cs_sandbox_unknown") -> bytes:
    about = {"object": "checkout.session", "id": checkout_id}
    event = {"id": event_id, "type": "checkout.session.completed", "data": {"object": about}}
    return json.dumps(event).encode()


def stored() -> list[str]:
    db.session.rollback()
    return list(db.session.scalars(db.select(PaymentEvent.event_id)))


def test_an_event_is_stored_once_however_often_it_comes(app: Flask, client: FlaskClient):
    body = told("evt_1")
    for _ in range(3):
        assert client.post(HOOK, data=body, headers=signed(app, body)).status_code == 200
    assert stored() == ["evt_1"]


def test_an_event_about_an_unknown_checkout_is_taken_and_stored(app: Flask, client: FlaskClient):
    body = told("evt_2", "cs_of_somebody_else")
    assert client.post(HOOK, data=body, headers=signed(app, body)).status_code == 200
    assert stored() == ["evt_2"]


@pytest.mark.parametrize("headers", [{}, {"Stripe-Signature": "t=1,v1=00"}])
def test_a_body_that_nobody_signed_is_refused(client: FlaskClient, headers: dict[str, str]):
    assert client.post(HOOK, data=told("evt_3"), headers=headers).status_code == 400
    assert stored() == []


def test_a_replay_of_an_old_event_is_refused(app: Flask, client: FlaskClient):
    body = told("evt_4")
    assert client.post(HOOK, data=body, headers=signed(app, body, -301)).status_code == 400


def test_a_changed_body_is_refused(app: Flask, client: FlaskClient):
    headers = signed(app, told("evt_5"))
    assert client.post(HOOK, data=told("evt_6"), headers=headers).status_code == 400
    assert stored() == []


def test_a_body_without_end_is_refused_unread(client: FlaskClient):
    assert client.post(HOOK, data=b"x" * (256 * 1024 + 1)).status_code == 413


def test_only_posts_are_taken(client: FlaskClient):
    assert client.get(HOOK).status_code == 405


def test_while_the_provider_is_down_an_event_is_asked_for_again(
    app: Flask, client: FlaskClient, instance: Path
):
    """An event that names only an intent makes the store ask the provider for its checkout."""
    about = {"object": {"object": "payment_intent", "id": "pi_1"}}
    body = json.dumps({"id": "evt_7", "type": "payment_intent.succeeded", "data": about}).encode()
    headers = signed(app, body)
    with sqlite3.connect(instance / "sandbox.db") as books:
        books.execute("ALTER TABLE checkouts RENAME TO gone")
    down = client.post(HOOK, data=body, headers=headers)
    assert (down.status_code, down.headers["Retry-After"]) == (503, "30")
    with sqlite3.connect(instance / "sandbox.db") as books:
        books.execute("ALTER TABLE gone RENAME TO checkouts")
    books.close()
    assert client.post(HOOK, data=body, headers=headers).status_code == 200


def test_the_sandbox_and_the_store_understand_each_other(app: Flask, client: FlaskClient):
    page = a_card_page(app)
    sandbox = sandbox_of(app, client)
    show_card(client, page.id, CARD)
    assert len(stored()) == 2
    assert sandbox.events.deliver_pending(clock.now()) == 0
