"""Dead letters: seen without what they said, and tried again."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from store import clock
from store.extensions import db, transaction
from store.models import OutboxMessage
from store.orders.deliveries import HANDLERS
from store.staff.letters import KINDS
from tests.people import person, send, sign_in_as


@pytest.fixture
def letter(client: FlaskClient) -> str:
    assert client
    at = clock.now()
    with transaction():
        db.session.add(
            OutboxMessage(
                id="dead",
                key="mail:code:x",
                kind="mail",
                order_id=None,
                payload={"template": "code", "secrets": {"code": "493021"}, "to": "a@example.fr"},
                created_at=at,
                due_at=at,
                attempts=12,
                last_error="DeliveryError: it doesn't answer",
                dead_at=at,
            )
        )
    return "dead"


def test_a_dead_letter_is_shown_without_its_secret_and_tried_again(
    client: FlaskClient, letter: str
):
    sign_in_as(client, "nora.petit@staff.example")
    page = client.get("/staff/dead-letters").get_data(as_text=True)
    assert "DeliveryError" in page
    assert "493021" not in page
    path = f"/staff/dead-letters/{letter}/deliveries"
    assert send(client, path, "/staff/dead-letters").status_code == 303
    row = db.session.get_one(OutboxMessage, letter, populate_existing=True)
    assert (row.dead_at, row.attempts) == (None, 0)
    assert send(client, path, "/staff/catalogue").status_code == 404
    assert 'class="empty"' in client.get("/staff/dead-letters").get_data(as_text=True)


def test_what_is_still_tried_is_shown_with_its_age(client: FlaskClient, letter: str):
    with transaction():
        row = db.session.get_one(OutboxMessage, letter)
        row.dead_at, row.due_at = None, clock.now() + timedelta(minutes=15)
        row.created_at = clock.now() - timedelta(hours=30)
    sign_in_as(client, "nora.petit@staff.example")
    page = client.get("/staff/dead-letters").get_data(as_text=True)
    assert "1\u00a0jour" in page
    assert "DeliveryError" in page
    assert "493021" not in page
    assert 'class="empty"' not in page


def test_every_kind_of_delivery_has_words():
    assert KINDS.keys() == HANDLERS.keys()


def test_a_stranger_retries_nothing(client: FlaskClient, letter: str):
    sign_in_as(client, person("charlie@example.fr").email)
    path = f"/staff/dead-letters/{letter}/deliveries"
    assert send(client, path, "/account").status_code == 404
    assert db.session.get_one(OutboxMessage, letter).dead_at


def test_every_dealer_has_a_line(client: FlaskClient):
    sign_in_as(client, "nora.petit@staff.example")
    page = client.get("/staff/dealers").get_data(as_text=True)
    assert "Nanterre" in page
    assert "Paris Grenelle" in page
