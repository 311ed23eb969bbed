"""The link that opens a journey on another device."""

from datetime import timedelta

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from store import clock
from store.extensions import db
from store.models import OutboxMessage
from tests.conftest import MOMENT
from tests.pages import PageClient
from tests.store.shop.walking import Walker, a_journey, complete, hidden


def mailed(walker: Walker) -> str:
    """Ask for a link and return its secret, as the letter carries it."""
    assert walker.post("link", {"email": "ada@example.org"}).status_code == 303
    wanted = select(OutboxMessage).order_by(OutboxMessage.created_at.desc())
    message = db.session.scalars(wanted).first()
    assert message is not None
    assert message.payload["to"] == "ada@example.org"
    return str(message.payload["secrets"]["token"])


def a_phone(app: Flask) -> FlaskClient:
    app.test_client_class = PageClient
    return app.test_client()


def test_a_link_opens_the_journey_on_a_second_device(client: FlaskClient, app: Flask):
    walker = Walker(client, a_journey())
    complete(walker)
    token, phone = mailed(walker), a_phone(app)
    shown = phone.get(f"/resume/{token}")
    assert "208" in shown.get_data(as_text=True)
    assert phone.get(walker.path("review")).status_code == 404
    form = {"csrf_token": hidden(shown)["csrf_token"]}
    assert phone.post(f"/resume/{token}", data=form).status_code == 303
    assert phone.get(walker.path("review")).status_code == 200
    assert walker.get("review").status_code == 200


def test_looking_at_a_link_shows_nobodys_details(client: FlaskClient, app: Flask):
    walker = Walker(client, a_journey())
    complete(walker)
    text = a_phone(app).get(f"/resume/{mailed(walker)}").get_data(as_text=True)
    assert "Martin" not in text
    assert "example.org" not in text


def test_an_expired_or_unknown_link_is_gone(client: FlaskClient, app: Flask):
    walker = Walker(client, a_journey())
    token, phone = mailed(walker), a_phone(app)
    with clock.stopped_at(MOMENT + timedelta(days=31)):
        assert phone.get(f"/resume/{token}").status_code == 410
    assert phone.get("/resume/nothing").status_code == 410


def test_a_new_link_ends_the_old_one(client: FlaskClient, app: Flask):
    walker = Walker(client, a_journey())
    old = mailed(walker)
    with clock.stopped_at(MOMENT + timedelta(minutes=5)):
        new = mailed(walker)
        phone = a_phone(app)
        assert phone.get(f"/resume/{old}").status_code == 410
        assert phone.get(f"/resume/{new}").status_code == 200


def test_a_wrong_address_is_said_beside_its_field(client: FlaskClient):
    walker = Walker(client, a_journey())
    page = walker.post("link", {"email": "ada"})
    text = page.get_data(as_text=True)
    assert page.status_code == 422
    assert 'id="email-error"' in text
    assert 'value="ada"' in text
    assert walker.journey.resume_hash is None
