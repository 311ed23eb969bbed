"""What pages and papers say of money follows from what the provider says, in every state."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient

from store import clock
from store.desk.order_file import order_file
from store.extensions import db, transaction
from store.models import Order, Payment
from store.orders.deposits import Standing, deposit_fact, payments_of
from store.orders.lifecycle import ENDED, State
from store.orders.part_exchange import part_exchange_of
from store.shop.order_figures import figures
from tests.fresh import fresh
from tests.orders_for_pages import an_offered
from tests.people import CLAIRE, NORA, person, sign_in_as


pytestmark = [
    pytest.mark.usefixtures("app"),
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),  # words, not queries
]
MOMENT = datetime.fromisoformat("2026-11-24T09:30:00+00:00")
OVER = timedelta(days=8)
WORDS = (
    ("open",),
    ("authorised",),
    ("captured",),
    ("released",),
    ("refunded",),
    ("released", "authorised"),
    ("released", "expired"),
)
TAKEN = re.compile(r"débité|encaissé|(?<!Rien n’a été )prélevé", re.IGNORECASE)
LEFT = re.compile(r"Reste (dû|à payer|à la livraison)|À la livraison", re.IGNORECASE)
WITHDRAW = "/withdrawal"


@pytest.fixture
def order() -> Order:
    """An order of a real car before its dealer, whose rows the tests below rewrite."""
    return an_offered(CLAIRE)


def situations() -> Iterator[tuple[State, tuple[str, ...], datetime]]:
    """Yield every state of an order with every word of the provider, alone and after a loss."""
    now = clock.now()
    for state in State:
        for words in WORDS:
            yield state, words, now
        yield state, ("authorised",), now + OVER


def put(order: Order, state: State, words: tuple[str, ...]) -> None:
    """Make an order and its payments what a situation says."""
    now = clock.now()
    with transaction():
        kept = fresh(order.id)
        kept.state = state
        kept.delivered_at = now if state is State.DELIVERED else None
        kept.unsecured_at = now if state is State.UNSECURED else None
        for one in payments_of(order.id)[1:]:
            db.session.delete(one)
        first = payments_of(order.id)[0]
        first.state, first.capture_before = words[0], now + timedelta(days=7)
        for word in words[1:]:
            db.session.add(_another(first, word))


def _another(first: Payment, word: str) -> Payment:
    return Payment(
        order_id=first.order_id,
        provider=first.provider,
        checkout_id="cs_again",
        checkout_url="https://volant.example/pay",
        amount_cents=first.amount_cents,
        currency=first.currency,
        state=word,
        failure="",
        capture_before=first.capture_before,
        created_at=first.created_at + timedelta(days=7),
        updated_at=first.created_at,
    )


def test_in_every_state_the_deposit_is_off_the_price_only_while_it_is_held_or_taken(
    app: Flask, order: Order
):
    with app.test_request_context():
        for state, words, at in situations():
            put(order, state, words)
            check(fresh(order.id), words, at)


def check(order: Order, words: tuple[str, ...], at: datetime) -> None:
    """Assert what follows from a situation for the customer's figures and the desk's file."""
    fact, file, case = deposit_fact(order, at), order_file(order, (), at), (order.state, words)
    ended = order.state in ENDED
    money = "captured" in words or ("authorised" in words and at < MOMENT + OVER)
    assert fact.counts == (money and not ended), case
    if fact.standing is Standing.TAKEN:
        assert "captured" in words
    rows = figures(order, fact, part_exchange_of(order)).rows
    left = file.deal.due_at_delivery_cents + (0 if fact.counts else order.deposit_cents)
    assert file.due_cents == (None if ended else left), case
    assert (len(rows[-1]) == 3) == (not ended), rows
    assert any(line.code == "due_at_delivery" for line in file.receipt) == fact.counts, case


Looks = Callable[[FlaskClient, Order], str]


def of_customer(client: FlaskClient, order: Order) -> str:
    sign_in_as(client, CLAIRE)
    return client.get(f"/orders/{order.id}").text


def of_dealer(client: FlaskClient, order: Order) -> str:
    sign_in_as(client, _seller(order))
    return client.get(f"/dealer/orders/{order.id}").text


def of_staff(client: FlaskClient, order: Order) -> str:
    person(NORA, "staff")
    sign_in_as(client, NORA)
    return client.get(f"/staff/orders/{order.id}").text


def _seller(order: Order) -> str:
    email = "seller@dealers.example"
    person(email, "dealer", dealer_id=order.dealer_id)
    return email


@pytest.mark.parametrize("look", [of_customer, of_dealer, of_staff])
def test_pages_say_taken_left_and_withdraw_only_where_it_is_so(
    client: FlaskClient, order: Order, look: Looks
):
    for state, words in (
        (State.OFFERED, ("authorised",)),
        (State.UNSECURED, ("released",)),
        (State.APPROVAL, ("released",)),
        (State.ACCEPTED, ("authorised",)),
        (State.ACCEPTED, ("captured",)),
        (State.ACCEPTED, ("released",)),
        (State.ACCEPTED, ("refunded",)),
        (State.WITHDRAWN, ("refunded",)),
        (State.WITHDRAWN, ("captured",)),
        (State.CANCELLED, ("released",)),
        (State.EXPIRED, ("expired",)),
    ):
        put(order, state, words)
        shown = unescape(re.sub(r"<[^>]+>", " ", look(client, order)))
        case = f"{look.__name__} {state} {words}"
        if "captured" not in words or state in ENDED:
            assert not TAKEN.search(shown), case
        if state in ENDED:
            assert not LEFT.search(shown), case
            assert f"/orders/{order.id}{WITHDRAW}" not in look(client, order), case


@pytest.mark.parametrize("state", sorted(ENDED))
def test_the_withdrawal_page_of_an_ended_order_offers_none(
    client: FlaskClient, order: Order, state: State
):
    put(order, state, ("released",))
    sign_in_as(client, CLAIRE)
    answer = client.get(f"/orders/{order.id}{WITHDRAW}")
    assert answer.status_code == 409
    assert "<form" not in answer.text.partition("<main")[2].partition("</main")[0]
