"""Dead letters: seen without what they said, and tried again."""

import pytest
from flask.testing import FlaskClient

from store import clock
from store.extensions import db, transaction
from store.models import OutboxMessage
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
