from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from store import clock
from tests.store.gateways.providers import ASKS, CARD, DECLINED, MOMENT, POOR
from tests.store.sandbox.cards import a_card_page, sandbox_of, show_card, token


PAID, ORDER = "http://127.0.0.1:8000/paid", "http://127.0.0.1:8000/order"


def test_the_page_says_how_much_for_what_and_that_no_money_moves(app: Flask, client: FlaskClient):
    page = a_card_page(app)
    text = client.get(f"/sandbox/pay/{page.id}").get_data(as_text=True)
    for words in ("V-2026-ABC123", "Peugeot 3008", "500", "4242 4242 4242 4242", ORDER):
        assert words in text
    assert "noindex" in text


def test_a_good_card_leads_back_to_the_store(app: Flask, client: FlaskClient):
    page = a_card_page(app)
    answer = show_card(client, page.id, CARD)
    assert (answer.status_code, answer.location) == (303, PAID)
    assert sandbox_of(app).look(page.id).state == "authorised"


def test_a_second_click_finds_the_first_ones_answer(app: Flask, client: FlaskClient):
    page = a_card_page(app)
    path = f"/sandbox/pay/{page.id}"
    form = {"number": CARD, "expiry": "04/29", "cvc": "123", "name": "Claire Morel"}
    form["csrf_token"] = token(client, path)
    first, second = client.post(path, data=form), client.post(path, data=form)
    assert first.location == second.location == PAID
    assert client.get(path).location == PAID


@pytest.mark.parametrize("number", [DECLINED, POOR])
def test_a_declined_card_is_explained_and_another_one_taken(
    app: Flask, client: FlaskClient, number: str
):
    page = a_card_page(app)
    answer = show_card(client, page.id, number)
    assert (answer.status_code, answer.location) == (303, f"/sandbox/pay/{page.id}")
    assert 'role="alert"' in client.get(answer.location).get_data(as_text=True)
    assert show_card(client, page.id, CARD).location == PAID


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"number": "4242 4242 4242 4241"}, "number"),
        ({"number": "4539 1488 0343 6467"}, "number"),
        ({"number": ""}, "number"),
        ({"number": "4" * 4000}, "number"),
        ({"expiry": "01/20"}, "expiry"),
        ({"cvc": "1"}, "cvc"),
        ({"name": ""}, "name"),
    ],
)
def test_an_error_stands_beside_its_field_and_nothing_typed_is_lost(
    app: Flask, client: FlaskClient, typed: dict[str, str], field: str
):
    page = a_card_page(app)
    answer = show_card(client, page.id, **{"number": CARD, **typed})
    text = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert f'id="{field}-error"' in text
    assert text.count('-error"><') == 1
    assert 'value="Claire Morel"' in text or field == "name"
    assert sandbox_of(app).look(page.id).state == "open"


def test_a_bank_that_asks_is_answered_on_its_own_page(app: Flask, client: FlaskClient):
    page = a_card_page(app)
    bank = show_card(client, page.id, ASKS).location
    assert bank == f"/sandbox/pay/{page.id}/authenticate"
    assert client.get(f"/sandbox/pay/{page.id}").location == bank
    refusal = {"csrf_token": token(client, bank), "answer": "refuse"}
    assert client.post(bank, data=refusal).location == f"/sandbox/pay/{page.id}"
    assert client.get(bank).status_code == 303, "there is no question any more"
    show_card(client, page.id, ASKS)
    consent = {"csrf_token": token(client, bank), "answer": "confirm"}
    assert client.post(bank, data=consent).location == PAID


def test_a_page_that_closed_says_so(app: Flask, client: FlaskClient):
    page = a_card_page(app)
    with clock.stopped_at(MOMENT + timedelta(days=2)):
        assert client.get(f"/sandbox/pay/{page.id}").status_code == 410


@pytest.mark.parametrize("path", ["/sandbox/pay/none", "/sandbox/pay/none/authenticate"])
def test_a_page_that_never_was_is_lost(client: FlaskClient, path: str):
    assert client.get(path).status_code == 404


def test_a_card_without_the_pages_token_is_refused(app: Flask, client: FlaskClient):
    app.config["WTF_CSRF_ENABLED"] = True
    page = a_card_page(app)
    answer = client.post(f"/sandbox/pay/{page.id}", data={"number": CARD})
    assert answer.status_code == 400
    assert sandbox_of(app).look(page.id).state == "open"
