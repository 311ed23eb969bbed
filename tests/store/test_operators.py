"""What operators see, and nobody else: figures, logs without secrets, headers."""

from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from structlog.testing import capture_logs

from store.config import ConfigurationError, Settings, read_settings
from store.extensions import limiter
from tests.people import give_journey, send
from tests.store.shop.walking import a_journey


TOKEN = "a token of Prometheus, long enough"
PRODUCTION = {
    "VOLANT_MODE": "production",
    "SECRET_KEY": "x" * 32,
    "DATABASE_URL": "sqlite://",
    "PUBLIC_URL": "https://volant.example",
    "PAYMENTS": "stripe",
    "STRIPE_SECRET_KEY": "sk",
    "STRIPE_WEBHOOK_SECRET": "wh",
    "MAIL_URL": "smtp://mail.example",
    "SMS": "none",
    "TRUST": "provided",
    "TRUST_ISSUING_PASSPHRASE": "words of one",
    "TRUST_SEAL_PASSPHRASE": "words of two",
    "TRUST_TIMESTAMPS_PASSPHRASE": "words of three",
}


def take(app: Flask, **settings: str) -> None:
    app.extensions["settings"] = replace(app.extensions["settings"], **settings)


def test_figures_are_for_who_has_the_token(app: Flask, client: FlaskClient):
    assert client.get("/metrics").status_code == 200
    take(app, mode="production")
    assert client.get("/metrics").status_code == 404
    take(app, metrics_token=TOKEN)
    for given in ("", TOKEN, f"Basic {TOKEN}", "Bearer ", f"Bearer {TOKEN}é", f"Bearer {TOKEN}x"):
        assert client.get("/metrics", headers={"Authorization": given}).status_code == 404
    right = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    assert right.status_code == 200
    assert b"volant_requests_total" in right.data


def test_production_answers_to_its_public_name_alone(tmp_path: Path):
    live = read_settings({**PRODUCTION, "VOLANT_INSTANCE": str(tmp_path)})
    assert live.flask()["TRUSTED_HOSTS"] == ["volant.example"]
    assert "localhost" in replace(live, mode="demo").flask()["TRUSTED_HOSTS"]
    with pytest.raises(ConfigurationError, match="METRICS_TOKEN"):
        read_settings({**PRODUCTION, "METRICS_TOKEN": "short"})
    assert TOKEN not in repr(Settings(**{**vars(live), "metrics_token": TOKEN}))


@pytest.mark.parametrize("path", ["/co-signatures/{}", "/resume/{}", "/test-drives/{}"])
def test_no_log_holds_the_secret_of_a_link(client: FlaskClient, path: str):
    with capture_logs() as logs:
        assert client.get(path.format("secret-of-a-link")).status_code in {404, 410}
    assert "secret-of-a-link" not in str(logs)
    for one in logs:
        assert one.get("route", "/<token>").endswith("<token>")


def test_only_who_is_sent_away_is_told_when_to_come_back(app: Flask, client: FlaskClient):
    app.config["RATELIMIT_ENABLED"] = True
    limiter.init_app(app)
    try:
        answers = [client.get("/resume/nothing") for _ in range(61)]
    finally:
        limiter.reset()
        limiter.enabled = False
    assert [one.status_code for one in answers] == [410] * 60 + [429]
    assert {one.headers.get("Retry-After") for one in answers[:60]} == {None}
    assert answers[60].headers["Retry-After"] == "60"


def test_a_mailbox_gets_few_letters_that_anybody_may_ask_for(app: Flask, client: FlaskClient):
    app.config["RATELIMIT_ENABLED"] = True
    limiter.init_app(app)
    key = a_journey()
    page = f"/journeys/{key}/link"
    try:
        answers = []
        for number in range(8):
            client.environ_base["REMOTE_ADDR"] = f"203.0.{number}.1"
            give_journey(client, key)
            spelled = "Victim@example.fr" if number % 2 else "victim@example.fr"
            answers.append(send(client, page, page, email=spelled).status_code)
    finally:
        limiter.reset()
        limiter.enabled = False
    assert answers == [303] * 6 + [429] * 2
