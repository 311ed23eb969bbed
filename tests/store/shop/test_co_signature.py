"""The co-buyer's link: whoever holds it reads and signs without an account, and nobody else."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from store import clock
from store.extensions import db
from store.models import Journey, Order, OutboxMessage
from store.orders.events import chain
from store.orders.lifecycle import State
from tests.fresh import state
from tests.orders_for_pages import a_half_signed
from tests.people import CHARLIE, CLAIRE, send, sign_in_as
from tests.situations import sent_code
from tests.two_buyers import sent_link


@pytest.fixture
def order() -> Order:
    return a_half_signed()


def page(order: Order) -> str:
    return f"/co-signatures/{sent_link(order.id)}"


def test_the_co_buyer_reads_asks_for_a_code_and_signs(client: FlaskClient, order: Order):
    client.environ_base["HTTP_USER_AGENT"] = "A browser"
    link = page(order)
    text = client.get(link).get_data(as_text=True)
    for said in ("Žižek", "Commander avec obligation de paiement", order.number, "WLTP"):
        assert said in text
    assert client.get(f"{link}/document").data.startswith(b"%PDF")
    assert send(client, f"{link}/codes", link).status_code == 303
    assert "l•••z@example.fr" in client.get(link).get_data(as_text=True)
    assert send(client, link, link, consent="y", code="000000").status_code == 422
    code = sent_code(order.id)
    assert send(client, link, link, code=code).status_code == 422
    form = {"consent": "y", "code": code}
    assert send(client, link, link, **form).status_code == 303
    assert state(order.id) == State.SIGNED
    assert send(client, link, "/sign-in", **form).status_code == 200
    events = [event for event in chain(order.id).events if event.kind == "co_sign"]
    assert [event.data["agent"] for event in events] == ["A browser"]
    with client.session_transaction() as session:
        assert "_user_id" not in session


def test_a_changed_project_leaves_the_co_buyer_the_document_itself(
    client: FlaskClient, order: Order
):
    journey = db.session.get_one(Journey, order.journey_id)
    journey.buyer = {**journey.buyer, "street": "1 rue Neuve"}
    db.session.commit()
    shown = client.get(page(order))
    assert shown.status_code == 200
    assert f"{page(order)}/document" in shown.get_data(as_text=True)


def test_a_stranger_a_wrong_link_and_an_old_one_open_nothing(
    app: Flask, client: FlaskClient, order: Order
):
    wrong = f"/co-signatures/{order.id}"
    for path in (wrong, f"{wrong}/document", f"{wrong}/refusal"):
        assert client.get(path).status_code == 404
    for path in (wrong, f"{wrong}/codes", f"{wrong}/refusal"):
        assert send(client, path).status_code == 404
    sign_in_as(client, CHARLIE)
    assert send(client, f"/orders/{order.id}/invitations", "/account").status_code == 404
    with clock.stopped_at(clock.now() + timedelta(days=8)):
        assert app.test_client().get(page(order)).status_code == 410
    assert state(order.id) == State.CO_SIGNING


def test_declining_is_asked_once_and_ends_the_order_for_both(client: FlaskClient, order: Order):
    link = page(order)
    assert "Claire Morel" in client.get(f"{link}/refusal").get_data(as_text=True)
    assert send(client, f"{link}/refusal", f"{link}/refusal").status_code == 303
    assert send(client, f"{link}/refusal").status_code == 303
    assert state(order.id) == State.DECLINED
    assert "refusée" in client.get(link).get_data(as_text=True)
    sign_in_as(client, CLAIRE)
    shown = client.get(f"/orders/{order.id}").get_data(as_text=True)
    assert "Łukasz Žižek ne signe pas" in shown


def test_the_buyer_sees_who_is_to_sign_and_sends_the_link_again(client: FlaskClient, order: Order):
    sign_in_as(client, CLAIRE)
    here = f"/orders/{order.id}"
    assert "Łukasz" in client.get(here).get_data(as_text=True)
    assert client.get(f"{here}/deposit").location == here
    assert send(client, f"{here}/invitations", here).status_code == 303
    sent = select(OutboxMessage).where(OutboxMessage.key.startswith("mail:co_sign:"))
    assert len(db.session.scalars(sent).all()) == 2
