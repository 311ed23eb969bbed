from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from store import clock
from store.extensions import db
from store.gateways.archive import ArchiveFullError, FolderArchive
from store.models import Order, OrderEvent
from store.orders.codes import send_code
from store.orders.lifecycle import State
from tests.fresh import state
from tests.orders_for_pages import BUYER, a_ready, a_signed
from tests.people import CHARLIE, CLAIRE, give_journey, send, sign_in_as, token
from tests.situations import sent_code


@pytest.fixture
def order(client: FlaskClient) -> Order:
    ready = a_ready()
    give_journey(client, ready.journey_id)
    return ready


class FullArchive(FolderArchive):
    """A disk that takes nothing more."""

    def put(self, name: str, content: bytes) -> str:
        raise ArchiveFullError(name, f"no space for {len(content)} bytes")


def page(order: Order) -> str:
    return f"/orders/{order.id}/signature"


def signatures(order_id: str) -> int:
    wanted = select(func.count()).where(OrderEvent.order_id == order_id, OrderEvent.kind == "sign")
    return db.session.scalar(wanted) or 0


def test_the_purchase_order_is_read_in_full_before_it_is_signed(client: FlaskClient, order: Order):
    text = client.get(page(order)).get_data(as_text=True)
    for said in ("Commander avec obligation de paiement", "12 rue des Lilas", order.number):
        assert said in text
    for said in ("WLTP", "Caractéristiques déterminantes", "Médiation", "SHA-256"):
        assert said in text


def test_the_code_signs_and_opens_the_account_of_the_address(client: FlaskClient, order: Order):
    assert send(client, f"/orders/{order.id}/codes", page(order)).status_code == 303
    text = client.get(page(order)).get_data(as_text=True)
    assert "c•••l@example.fr" in text
    code = sent_code(order.id)
    answer = send(client, page(order), page(order), consent="y", code=code)
    assert (answer.status_code, answer.location) == (303, f"/orders/{order.id}/deposit")
    assert client.get(answer.location).status_code == 200
    assert (state(order.id), signatures(order.id)) == (State.SIGNED, 1)


def test_an_older_order_that_cannot_be_signed_leads_back_to_the_name(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setitem(BUYER, "last_name", "محمد")
    older = a_ready()
    give_journey(client, older.journey_id)
    you = f"/journeys/{older.journey_id}/you"
    assert client.get(page(older)).location == you
    assert send(client, page(older), you, consent="y", code="123456").location == you
    text = client.get(you).get_data(as_text=True)
    assert 'id="last_name-error"' in text
    assert signatures(older.id) == 0


def test_without_consent_or_code_nothing_is_signed(client: FlaskClient, order: Order):
    send_code(order.id, clock.now())
    answer = send(client, page(order), page(order), code=sent_code(order.id))
    assert answer.status_code == 422
    answer = send(client, page(order), page(order), consent="y")
    assert answer.status_code == 422
    assert state(order.id) == State.READY


def test_a_wrong_code_is_said_beside_the_field_and_five_are_enough(
    client: FlaskClient, order: Order
):
    send_code(order.id, clock.now())
    right = sent_code(order.id)
    wrong = "000000" if right != "000000" else "111111"
    for _ in range(5):
        answer = send(client, page(order), page(order), consent="y", code=wrong)
        assert answer.status_code == 422
        assert wrong in answer.get_data(as_text=True)
    answer = send(client, page(order), page(order), consent="y", code=right)
    assert answer.status_code == 422
    assert state(order.id) == State.READY


def test_an_expired_code_asks_for_a_new_one(client: FlaskClient, order: Order):
    send_code(order.id, clock.now())
    with clock.stopped_at(clock.now() + timedelta(minutes=11)):
        answer = send(client, page(order), page(order), consent="y", code=sent_code(order.id))
    assert answer.status_code == 422
    assert state(order.id) == State.READY


def test_a_replayed_code_finds_the_order_signed_once_and_opens_no_account(
    app: Flask, client: FlaskClient, order: Order
):
    send_code(order.id, clock.now())
    code = sent_code(order.id)
    form = {"consent": "y", "code": code}
    second = app.test_client()
    give_journey(second, order.journey_id)
    first = send(client, page(order), page(order), **form)
    again = send(second, page(order), "/sign-in", **form)
    assert first.location == again.location
    assert second.get(again.location).location.startswith("/sign-in")
    assert signatures(order.id) == 1


def test_another_tab_of_the_signed_order_leads_to_the_deposit(client: FlaskClient):
    order = a_signed()
    sign_in_as(client, CLAIRE)
    assert client.get(page(order)).location == f"/orders/{order.id}/deposit"


def test_codes_are_not_sent_without_end(client: FlaskClient, order: Order):
    for _ in range(7):
        send(client, f"/orders/{order.id}/codes", page(order))
    wanted = select(func.count()).where(
        OrderEvent.order_id == order.id, OrderEvent.kind == "send_code"
    )
    assert db.session.scalar(wanted) == 5


def test_a_changed_project_is_reviewed_again_before_it_is_signed(client: FlaskClient, order: Order):
    journey = order.journey
    journey.buyer = {**journey.buyer, "street": "1 rue Neuve"}
    db.session.commit()
    text = client.get(page(order)).get_data(as_text=True)
    assert f"/journeys/{order.journey_id}/review" in text
    assert "Commander avec obligation de paiement" not in text


@pytest.mark.parametrize("path", ["signature", "documents/draft", "deposit", "", "withdrawal"])
def test_a_stranger_finds_no_order(app: Flask, order: Order, path: str):
    charlie = app.test_client()
    where = f"/orders/{order.id}/{path}".rstrip("/")
    assert charlie.get(where).location.startswith("/sign-in?next=")
    sign_in_as(charlie, CHARLIE)
    assert charlie.get(where).status_code == 404


@pytest.mark.parametrize("path", ["codes", "signature", "deposits", "withdrawal", "cancellation"])
def test_a_stranger_changes_no_order(app: Flask, order: Order, path: str):
    charlie = app.test_client()
    sign_in_as(charlie, CHARLIE)
    answer = send(charlie, f"/orders/{order.id}/{path}", "/account", consent="y", code="123456")
    assert answer.status_code == 404
    assert state(order.id) == State.READY


def test_a_double_click_in_two_browsers_signs_once_and_lets_both_in(
    app: Flask, client: FlaskClient, order: Order
):
    send_code(order.id, clock.now())
    form = {"consent": "y", "code": sent_code(order.id)}
    browsers = [app.test_client(), app.test_client()]
    for browser in browsers:
        give_journey(browser, order.journey_id)
    tokens = [token(browser, page(order)) for browser in browsers]
    where, key = page(order), order.id
    db.session.remove()
    with ThreadPoolExecutor(2) as pool:
        sent = [
            pool.submit(browser.post, where, data={"csrf_token": one, **form})
            for browser, one in zip(browsers, tokens, strict=True)
        ]
        answers = [one.result() for one in sent]
    assert {one.location for one in answers} == {f"/orders/{key}/deposit"}
    assert signatures(key) == 1
    assert client.get(where).status_code == 303
    assert all(one.get(f"/orders/{key}/deposit").status_code == 200 for one in browsers)


def test_a_full_disk_signs_nothing_and_a_later_try_does(
    app: Flask, client: FlaskClient, order: Order
):
    usual = app.extensions["gateways"]
    send_code(order.id, clock.now())
    form = {"consent": "y", "code": sent_code(order.id)}
    full = FullArchive(app.extensions["settings"].instance / "archive")
    app.extensions["gateways"] = replace(usual, archive=full)
    answer = send(client, page(order), page(order), **form)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert (state(order.id), signatures(order.id)) == (State.READY, 0)
    app.extensions["gateways"] = usual
    assert send(client, page(order), page(order), **form).status_code == 303
    assert (state(order.id), signatures(order.id)) == (State.SIGNED, 1)
