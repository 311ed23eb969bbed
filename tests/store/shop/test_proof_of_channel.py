"""A code proves the channel it came by: nobody signs in as the owner of an address they typed."""

import json
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from store import clock
from store.accounts.erase import running
from store.accounts.orders import orders_of
from store.extensions import db
from store.models import Account, Journey, Order, OutboxMessage
from store.orders.codes import send_code
from store.orders.events import chain
from store.orders.lifecycle import State
from store.orders.refusals import CodeRejected
from store.orders.remind import remind_due
from store.orders.sign import sign
from tests.fresh import state
from tests.orders_for_pages import a_signed
from tests.people import CLAIRE, give_journey, person, send, sign_in_as
from tests.situations import CONSENT, a_ready_order, sent_code
from tests.store.shop.walking import Walker, a_journey, complete, hidden


def texts(order_id: str) -> list[str]:
    """Return the codes that were sent by SMS for an order."""
    rows = select(OutboxMessage).where(
        OutboxMessage.order_id == order_id, OutboxMessage.kind == "sms"
    )
    return [one.payload["secrets"]["code"] for one in db.session.scalars(rows)]


def an_order_in_the_name_of(email: str, client: FlaskClient) -> Order:
    """Walk as a stranger who types somebody's address and their own telephone."""
    walker = Walker(client, a_journey(), "fr")
    complete(walker)
    kept = dict(walker.journey.buyer)
    journey = db.session.get_one(Journey, walker.id)
    journey.buyer = {**kept, "email": email, "phone": "+33639987766"}
    db.session.commit()
    walker.post("orders", {"seen": hidden(walker.get("review"))["seen"]})
    return db.session.scalars(select(Order).where(Order.journey_id == walker.id)).one()


def test_a_stranger_who_types_an_address_is_never_its_owner(app: Flask, client: FlaskClient):
    victims = a_signed(CLAIRE)
    thief = app.test_client()
    order = an_order_in_the_name_of(CLAIRE, thief)
    page = f"/orders/{order.id}/signature"
    assert send(thief, f"/orders/{order.id}/codes", page).status_code == 303
    assert texts(order.id) == [], "an address that nobody proved gets no second channel"
    for typed in (*texts(order.id), "000000"):
        assert send(thief, page, page, consent="y", code=typed).status_code == 422
    assert state(order.id) == State.READY
    assert thief.get("/account").status_code == thief.get("/account/export").status_code == 303
    owner = sign_in_as(client, CLAIRE)
    told = json.loads(client.get("/account/export").data)
    assert [one["number"] for one in told["orders"]] == [victims.number]
    assert order.journey_id not in {one["id"] for one in told["journeys"]}
    assert [one.id for one in orders_of(owner.id)] == [victims.id]
    assert client.get(f"/orders/{order.id}").status_code == 404
    assert client.get(f"/journeys/{order.journey_id}/you").status_code == 404


def test_a_code_by_sms_signs_for_who_is_signed_in_and_opens_nothing_else(
    app: Flask, client: FlaskClient
):
    order = an_order_in_the_name_of("ada.martin@example.org", client)
    owner, page = person("ada.martin@example.org"), f"/orders/{order.id}/signature"
    sign_in_as(client, owner.email)
    send(client, f"/orders/{order.id}/codes", page)
    (by_sms,) = texts(order.id)
    assert by_sms != sent_code(order.id)
    other = app.test_client()
    give_journey(other, order.journey_id)
    assert send(other, page, page, consent="y", code=by_sms).status_code == 422
    assert send(client, page, page, consent="y", code=by_sms).status_code == 303
    assert state(order.id) == State.SIGNED
    signed = next(one for one in chain(order.id).events if one.kind == "sign")
    assert "+33•••66" in str(signed.data["method"])
    assert other.get("/account").status_code == 303


def test_the_code_of_the_address_gives_the_account_journey_order_and_name(client: FlaskClient):
    order = an_order_in_the_name_of("ada.martin@example.org", client)
    owner, page = person("ada.martin@example.org"), f"/orders/{order.id}/signature"
    assert (owner.name, orders_of(owner.id)) == ("", [])
    send(client, f"/orders/{order.id}/codes", page)
    form = {"consent": "y", "code": sent_code(order.id)}
    assert send(client, page, page, **form).location == f"/orders/{order.id}/deposit"
    assert client.get("/account").status_code == 200
    assert [one.id for one in orders_of(owner.id)] == [order.id]
    assert db.session.get_one(Journey, order.journey_id).account_id == owner.id
    assert db.session.get_one(Account, owner.id).name == "Ada Martin"


def test_a_wrong_code_is_a_try_on_both_channels(app: Flask):
    del app
    order, at = a_ready_order(), clock.now()
    send_code(order.id, at, proved=True)
    wrong = next(f"{n:06}" for n in range(9) if f"{n:06}" not in {*texts(order.id)})
    for _ in range(5):
        with pytest.raises(CodeRejected):
            sign(order.id, wrong, CONSENT, at, proved=True)
    for code in (*texts(order.id), sent_code(order.id)):
        with pytest.raises(CodeRejected, match="exhausted"):
            sign(order.id, code, CONSENT, at, proved=True)


def test_an_unproved_address_gets_no_letter_and_can_be_forgotten(app: Flask, client: FlaskClient):
    stranger = app.test_client()
    order = an_order_in_the_name_of(CLAIRE, stranger)
    owner = sign_in_as(client, CLAIRE)
    assert remind_due(clock.now() + timedelta(days=3)) == 0
    sent = select(OutboxMessage).where(OutboxMessage.order_id == order.id)
    assert db.session.scalars(sent).all() == []
    assert running(owner.id) == []
    assert send(client, "/account/erasure", "/account", sure="y").status_code == 303
    assert state(order.id) == State.EXPIRED
    assert db.session.get_one(Order, order.id, populate_existing=True).buyer == {}


def test_the_order_of_who_is_signed_in_bears_their_own_address(client: FlaskClient):
    walker = Walker(client, a_journey(), "fr")
    complete(walker)
    owner = sign_in_as(client, CLAIRE)
    walker.post("orders", {"seen": hidden(walker.get("review"))["seen"]})
    order = db.session.scalars(select(Order)).one()
    assert (order.account_id, order.buyer["email"]) == (owner.id, CLAIRE)
