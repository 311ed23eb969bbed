"""/readyz and /metrics say what is missing; only a missing database sends visitors elsewhere."""

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from store import clock
from store.extensions import db, limiter
from store.gateways.press import PRESS
from store.orders.heartbeats import beat
from store.orders.letters import Post, send
from tests.conftest import MOMENT, application


NOWHERE = "redis://127.0.0.1:1/0"
LETTER = Post(template="sign_in", reference="one", to="reader@example.fr", locale="fr")


def checks(client: FlaskClient) -> dict[str, str]:
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json is not None
    found: dict[str, str] = answer.json["checks"]
    return found


def test_a_worker_that_shows_itself_no_more_is_missing(client: FlaskClient):
    assert checks(client)["worker"] == "missing: never seen"
    beat("here:1", "worker", clock.now())
    assert checks(client)["worker"] == "ok, seen 0 s ago"
    with clock.stopped_at(clock.now() + timedelta(minutes=4)):
        assert checks(client)["worker"] == "missing: seen 240 s ago"
        assert b'volant_heartbeat_age_seconds{kind="worker"} 240.0' in client.get("/metrics").data


def test_the_age_of_the_oldest_owed_row_is_told_by_lane(client: FlaskClient):
    before = checks(client)["owed"]
    assert "codes" not in before
    send(replace(LETTER, secrets={"code": "123456"}), MOMENT)
    with clock.stopped_at(MOMENT + timedelta(seconds=90)):
        assert "codes: 1, the oldest 90 s, 0 failing" in checks(client)["owed"]
        figures = client.get("/metrics").text
    assert 'volant_oldest_owed_seconds{lane="codes"} 90.0' in figures
    assert "123456" not in figures


def test_a_press_that_does_not_print_is_told(client: FlaskClient, monkeypatch: pytest.MonkeyPatch):
    assert checks(client)["press"] == "ok"
    monkeypatch.setattr(PRESS, "trouble", "OSError: no memory")
    assert checks(client)["press"] == "missing: OSError: no memory"


def test_while_redis_is_away_pages_go_on_and_limits_are_counted(app: Flask):
    settings = replace(
        app.extensions["settings"], mode="demo", redis_url=NOWHERE, rate_limit="3/minute"
    )
    with app.app_context():
        db.session.remove()
    try:
        with application(settings) as made:
            client = made.test_client()
            codes = [client.get("/sign-in").status_code for _ in range(4)]
            assert codes == [200, 200, 200, 429]
            assert checks(client)["redis"] == "missing: each process counts limits by itself"
    finally:
        limiter.init_app(app)
