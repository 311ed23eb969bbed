"""A customer on the sandbox's card page, whose webhooks reach the store through a test client."""

import re
from urllib.parse import urlsplit

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from store.gateways.payments import Checkout
from store.gateways.posting import PostError
from store.gateways.registry import Gateways
from store.gateways.sandbox import SandboxPayments
from store.gateways.sandbox_events import EventPost
from tests.store.gateways.providers import request


TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


def sandbox_of(app: Flask, store: FlaskClient | None = None) -> SandboxPayments:
    """Return the application's sandbox; its webhooks go to `store`, or to nobody."""
    gateways: Gateways = app.extensions["gateways"]
    sandbox = gateways.payments
    assert isinstance(sandbox, SandboxPayments)

    def send(url: str, body: bytes, headers: dict[str, str], _seconds: float) -> int:
        if store is None:
            raise PostError("nobody listens")
        return store.post(urlsplit(url).path, data=body, headers=headers).status_code

    events = sandbox.events
    sandbox.events = EventPost(events.ledger, events.url, events.secret, send)
    return sandbox


def a_card_page(app: Flask, **changed: object) -> Checkout:
    return sandbox_of(app).open_checkout(request(**changed))


def token(client: FlaskClient, path: str) -> str:
    found = TOKEN.search(client.get(path).get_data(as_text=True))
    assert found
    return found[1]


def show_card(client: FlaskClient, checkout_id: str, number: str, **typed: str) -> TestResponse:
    path = f"/sandbox/pay/{checkout_id}"
    card = {"number": number, "expiry": "04/29", "cvc": "123", "name": "Claire Morel", **typed}
    return client.post(path, data={**card, "csrf_token": token(client, path)})
