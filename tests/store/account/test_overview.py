from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from store import clock
from store.demo.load import PASSWORD
from store.extensions import db
from store.models import LoginSession
from tests.orders_for_pages import a_ready, a_signed
from tests.people import CHARLIE, CLAIRE, GRENELLE, person, send, sign_in_as


NEW = "une phrase facile à retenir"
PRIVATE = ("/account", "/account/password", "/account/export", "/account/erasure")


def signed_in(client: FlaskClient) -> bool:
    return client.get("/account").status_code == 200


def test_a_customer_sees_their_own_orders_and_no_others(client: FlaskClient):
    mine, other = a_signed(), a_ready(CHARLIE, "citroen")
    sign_in_as(client, CLAIRE)
    text = client.get("/account").get_data(as_text=True)
    assert mine.number in text
    assert other.number not in text


def test_an_account_without_orders_says_what_to_do(client: FlaskClient):
    sign_in_as(client, CHARLIE)
    assert client.get("/account").status_code == 200


def test_a_dealer_sees_the_way_to_work(client: FlaskClient):
    sign_in_as(client, GRENELLE)
    assert 'href="/dealer"' in client.get("/account").get_data(as_text=True)


@pytest.mark.parametrize("path", PRIVATE)
def test_nobody_opens_an_account_without_signing_in(client: FlaskClient, path: str):
    assert client.get(path).location.startswith("/sign-in?next=")


def test_a_lost_device_is_signed_out_from_another(app: Flask, client: FlaskClient):
    phone = app.test_client()
    sign_in_as(phone, CLAIRE)
    with clock.stopped_at(clock.now() + timedelta(minutes=1)):
        sign_in_as(client, CLAIRE)
    rows = select(LoginSession).order_by(LoginSession.created_at)
    lost = db.session.scalars(rows).first()
    assert lost is not None
    assert send(client, f"/account/sessions/{lost.id}/revocation", "/account").status_code == 303
    assert signed_in(client)
    assert not signed_in(phone)


def test_a_stranger_signs_nobody_out(app: Flask, client: FlaskClient):
    sign_in_as(client, CLAIRE)
    row = db.session.scalars(select(LoginSession)).one()
    charlie = app.test_client()
    sign_in_as(charlie, CHARLIE)
    assert send(charlie, f"/account/sessions/{row.id}/revocation", "/account").status_code == 404
    assert signed_in(client)


def test_all_other_devices_are_signed_out_at_once(app: Flask, client: FlaskClient):
    phone = app.test_client()
    for device in (phone, client):
        sign_in_as(device, CLAIRE)
    send(client, "/account/sessions/revocation", "/account")
    assert signed_in(client)
    assert not signed_in(phone)


def test_a_changed_password_signs_the_other_devices_out(app: Flask, client: FlaskClient):
    phone = app.test_client()
    for device in (phone, client):
        sign_in_as(device, CLAIRE)
    page = "/account/password"
    assert send(client, page, page, present="no", new=NEW).status_code == 422
    assert send(client, page, page, present=PASSWORD, new="short").status_code == 422
    assert send(client, page, page, present=PASSWORD, new=NEW).location == "/account"
    assert signed_in(client)
    assert not signed_in(phone)
    assert send(phone, "/sign-in", "/sign-in", email=CLAIRE, password=NEW).location == "/account"


def test_who_has_no_password_sets_one(client: FlaskClient):
    email = "new@example.fr"
    person(email)
    sign_in_as(client, email)
    page = "/account/password"
    assert send(client, page, page, new=NEW).location == "/account"
    stored = person(email).password_hash
    assert stored
    assert stored.startswith("$argon2id$")
