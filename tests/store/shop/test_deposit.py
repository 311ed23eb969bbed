from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from store import clock
from store.extensions import db
from store.gateways.payments import Checkout, Deposit, DepositRequest, PaymentError
from store.gateways.sandbox import SandboxPayments
from store.models import Order, Payment
from store.orders.lifecycle import State
from tests.fresh import state
from tests.orders_for_pages import a_signed
from tests.people import CLAIRE, send, sign_in_as


GOOD, DECLINED = "4242 4242 4242 4242", "4000 0000 0000 0002"


class SilentProvider(SandboxPayments):
    """A provider that does not answer."""

    def open_checkout(self, request: DepositRequest) -> Checkout:
        raise PaymentError(f"no answer about {request.key}")

    def look(self, checkout_id: str) -> Deposit:
        raise PaymentError(f"no answer about {checkout_id}")


@pytest.fixture
def order(client: FlaskClient) -> Order:
    signed = a_signed()
    sign_in_as(client, CLAIRE)
    return signed


def deposit(order: Order) -> str:
    return f"/orders/{order.id}/deposit"


def open_page(client: FlaskClient, order: Order) -> str:
    answer = send(client, f"/orders/{order.id}/deposits", deposit(order))
    assert answer.status_code == 303
    return urlsplit(answer.location).path


def pay(client: FlaskClient, page: str, number: str) -> str:
    card = {"number": number, "expiry": "12/30", "cvc": "123", "name": "Claire Morel"}
    return send(client, page, page, **card).location


def silence(app: Flask) -> None:
    outside = app.extensions["gateways"]
    settings = app.extensions["settings"]
    silent = SilentProvider(
        settings.instance / "sandbox.db", settings.public_url, settings.secret_key
    )
    app.extensions["gateways"] = replace(outside, payments=silent)


def test_the_page_says_how_much_and_that_it_comes_back(client: FlaskClient, order: Order):
    text = client.get(deposit(order)).get_data(as_text=True)
    assert "acompte" in text
    assert "500" in text


def test_a_card_holds_the_deposit_and_the_order_leaves(client: FlaskClient, order: Order):
    back = pay(client, open_page(client, order), GOOD)
    answer = client.get(urlsplit(back).path)
    assert answer.location == f"/orders/{order.id}"
    assert state(order.id) == State.OFFERED
    assert client.get(deposit(order)).location == f"/orders/{order.id}"


def test_two_tabs_get_the_same_card_page(client: FlaskClient, order: Order):
    assert open_page(client, order) == open_page(client, order)
    assert db.session.query(Payment).filter_by(order_id=order.id).count() == 1


def test_a_refused_card_loses_nothing_and_another_one_works(client: FlaskClient, order: Order):
    page = open_page(client, order)
    pay(client, page, DECLINED)
    answer = client.get(f"{deposit(order)}/return", follow_redirects=True)
    assert answer.request.path == deposit(order)
    assert state(order.id) == State.SIGNED
    pay(client, open_page(client, order), GOOD)
    client.get(f"{deposit(order)}/return")
    assert state(order.id) == State.OFFERED


def test_coming_back_without_paying_is_no_payment(client: FlaskClient, order: Order):
    open_page(client, order)
    assert client.get(f"{deposit(order)}/return").location == deposit(order)
    assert state(order.id) == State.SIGNED


def test_a_forged_return_is_no_payment(client: FlaskClient, order: Order):
    forged = f"{deposit(order)}/return?state=authorised&redirect_status=succeeded"
    assert client.get(forged).location == deposit(order)
    assert state(order.id) == State.SIGNED


def test_a_silent_provider_is_said_plainly_with_a_retry(
    app: Flask, client: FlaskClient, order: Order
):
    open_page(client, order)
    silence(app)
    answer = send(client, f"/orders/{order.id}/deposits", deposit(order))
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    answer = client.get(f"{deposit(order)}/return")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert state(order.id) == State.SIGNED


def test_an_expired_card_page_can_be_opened_anew(client: FlaskClient, order: Order):
    first = open_page(client, order)
    provider = client.application.extensions["gateways"].payments
    provider.expire(first.rpartition("/")[2])
    client.get(f"{deposit(order)}/return")
    assert open_page(client, order) != first
    assert clock.now() >= order.created_at
