"""What the sandbox does beyond the contract: its page, time, repeats, many processes, webhooks."""

import json
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from store import clock
from store.gateways.payments import PaymentError
from store.gateways.posting import PostError, post
from store.gateways.sandbox import SandboxPayments
from store.gateways.sandbox_cards import CardEntry, CardError
from store.gateways.sandbox_counter import UnknownCheckout
from tests.store.gateways.loopback import receiving
from tests.store.gateways.providers import (
    ASKS,
    CARD,
    DECLINED,
    MOMENT,
    POOR,
    REFUSED_LATER,
    no_receiver,
    request,
)


URL = "http://127.0.0.1:8000"


def card(number: str) -> CardEntry:
    return CardEntry(number=number, expiry="04/29", cvc="123")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "sandbox.db"


@pytest.fixture
def sandbox(path: Path) -> Iterator[SandboxPayments]:
    with clock.stopped_at(MOMENT):
        yield SandboxPayments(path, URL, "secret", no_receiver)


def events(path: Path) -> list[str]:
    with sqlite3.connect(path) as books:
        rows = books.execute("SELECT body FROM events ORDER BY rowid").fetchall()
    books.close()
    return [json.loads(body)["type"] for (body,) in rows]


def test_the_same_key_opens_the_same_page(sandbox: SandboxPayments):
    first = sandbox.open_checkout(request())
    assert sandbox.open_checkout(request()) == first
    assert first.url == f"{URL}/sandbox/pay/{first.id}"
    with pytest.raises(PaymentError, match="idempotency key"):
        sandbox.open_checkout(request(amount_cents=1))


@pytest.mark.parametrize("amount", [0, -1])
def test_a_deposit_is_above_zero(sandbox: SandboxPayments, amount: int):
    with pytest.raises(PaymentError, match="amount_cents"):
        sandbox.open_checkout(request(amount_cents=amount))


def test_a_declined_card_can_be_followed_by_a_good_one(sandbox: SandboxPayments, path: Path):
    page = sandbox.open_checkout(request())
    assert sandbox.counter.pay(page.id, card(DECLINED), MOMENT).failure == "card_declined"
    assert sandbox.counter.pay(page.id, card(POOR), MOMENT).failure == "insufficient_funds"
    assert sandbox.look(page.id).state == "open"
    sandbox.counter.pay(page.id, card(CARD), MOMENT)
    held = sandbox.look(page.id)
    assert (held.state, held.failure) == ("authorised", "")
    assert held.capture_before == MOMENT + timedelta(days=7)
    assert events(path) == [
        "payment_intent.payment_failed",
        "payment_intent.payment_failed",
        "payment_intent.amount_capturable_updated",
        "checkout.session.completed",
    ]


def test_a_bank_that_asks_holds_nothing_before_the_answer(sandbox: SandboxPayments):
    page = sandbox.open_checkout(request())
    assert sandbox.counter.pay(page.id, card(ASKS), MOMENT).step == "authenticate"
    assert sandbox.look(page.id).state == "open"
    refused = sandbox.counter.authenticate(page.id, confirmed=False, at=MOMENT)
    assert (refused.state, refused.failure) == ("open", "authentication_failed")
    again = sandbox.counter.authenticate(page.id, confirmed=True, at=MOMENT)
    assert again.state == "open", "an answer without a question does nothing"
    sandbox.counter.pay(page.id, card(ASKS), MOMENT)
    assert sandbox.counter.authenticate(page.id, confirmed=True, at=MOMENT).state == "authorised"


def test_a_card_number_is_never_kept(sandbox: SandboxPayments, path: Path):
    page = sandbox.open_checkout(request())
    sandbox.counter.pay(page.id, card(CARD), MOMENT)
    with sqlite3.connect(path) as books:
        dump = "\n".join(books.iterdump())
    books.close()
    assert CARD not in dump
    assert CARD.encode().hex() not in dump.lower()


def test_a_mistyped_card_changes_nothing(sandbox: SandboxPayments, path: Path):
    page = sandbox.open_checkout(request())
    with pytest.raises(CardError):
        sandbox.counter.pay(page.id, card("4242424242424241"), MOMENT)
    assert sandbox.look(page.id).intent_id is None
    assert events(path) == []


def test_of_many_clicks_one_pays(sandbox: SandboxPayments, path: Path):
    page = sandbox.open_checkout(request())
    with ThreadPoolExecutor(16) as clicks:
        seen = list(
            clicks.map(lambda _: sandbox.counter.pay(page.id, card(CARD), MOMENT), range(16))
        )
    assert {(one.state, one.intent_id) for one in seen} == {("authorised", seen[0].intent_id)}
    assert events(path).count("checkout.session.completed") == 1


def test_of_many_captures_under_one_key_one_takes(sandbox: SandboxPayments, path: Path):
    page = sandbox.open_checkout(request())
    intent = sandbox.counter.pay(page.id, card(CARD), MOMENT).intent_id or ""
    twins = [SandboxPayments(path, URL, "secret", no_receiver) for _ in range(8)]
    with ThreadPoolExecutor(8) as workers:
        list(workers.map(lambda twin: twin.capture(intent, 50_000, "capture:1"), twins))
    assert events(path).count("payment_intent.succeeded") == 1
    with pytest.raises(PaymentError, match="it is captured"):
        sandbox.capture(intent, 50_000, "capture:2")


def test_a_part_of_the_amount_is_not_moved(sandbox: SandboxPayments):
    page = sandbox.open_checkout(request())
    intent = sandbox.counter.pay(page.id, card(CARD), MOMENT).intent_id or ""
    with pytest.raises(PaymentError, match="amount_cents"):
        sandbox.capture(intent, 49_999, "capture:1")


def test_a_page_closes_after_a_day(sandbox: SandboxPayments, path: Path):
    page = sandbox.open_checkout(request())
    with clock.stopped_at(MOMENT + timedelta(hours=24)):
        assert sandbox.counter.pay(page.id, card(CARD), clock.now()).state == "expired"
        assert sandbox.look(page.id).state == "expired"
        with pytest.raises(PaymentError, match="it is expired"):
            sandbox.expire(page.id)
    assert events(path) == ["checkout.session.expired"]


def test_a_hold_ends_after_seven_days(sandbox: SandboxPayments):
    page = sandbox.open_checkout(request())
    intent = sandbox.counter.pay(page.id, card(CARD), MOMENT).intent_id or ""
    with clock.stopped_at(MOMENT + timedelta(days=7)):
        with pytest.raises(PaymentError, match="it is released"):
            sandbox.capture(intent, 50_000, "capture:1")
        assert sandbox.look(page.id).state == "released"


def test_a_page_nobody_paid_on_can_be_closed(sandbox: SandboxPayments):
    page = sandbox.open_checkout(request())
    sandbox.expire(page.id)
    assert sandbox.look(page.id).state == "expired"
    assert sandbox.find("pi_nothing") is None


def test_an_unknown_page_is_told_apart(sandbox: SandboxPayments):
    with pytest.raises(UnknownCheckout):
        sandbox.counter.show("cs_sandbox_x' OR 1=1 --", MOMENT)


def test_broken_books_are_a_provider_that_is_down(sandbox: SandboxPayments, path: Path):
    page = sandbox.open_checkout(request())
    for name in ("", "-wal", "-shm"):
        path.with_name(path.name + name).unlink(missing_ok=True)
    path.write_bytes(b"this is no database, whoever wrote it" * 40)
    with pytest.raises(PaymentError, match="sandbox:"):
        sandbox.look(page.id)


def test_every_event_reaches_the_store_once_signed(path: Path):
    with receiving() as store, clock.stopped_at(MOMENT):
        sandbox = SandboxPayments(path, store.url, "secret", post)
        page = sandbox.open_checkout(request())
        intent = sandbox.counter.pay(page.id, card(CARD), MOMENT).intent_id
        assert sandbox.events.deliver_pending(MOMENT) == 2
        assert sandbox.events.deliver_pending(MOMENT + timedelta(hours=1)) == 0
        read = [
            sandbox.read_event(body, headers["Stripe-Signature"], MOMENT)
            for _path, headers, body in store.came
        ]
    assert {path for path, _headers, _body in store.came} == {"/hooks/payments"}
    assert [(one.checkout_id, one.intent_id) for one in read] == [(None, intent), (page.id, intent)]
    assert len({one.event_id for one in read}) == 2


def test_an_event_nobody_takes_comes_again_later_and_later(path: Path):
    tries: list[int] = []

    def refuse(*_: object) -> int:
        tries.append(1)
        if len(tries) % 2:
            return 503
        raise PostError("nobody listens")

    with clock.stopped_at(MOMENT):
        sandbox = SandboxPayments(path, URL, "secret", refuse)
        sandbox.expire(sandbox.open_checkout(request()).id)
    at, waits = MOMENT, [0, 1, 1, 3, 1, 7, 1]
    for wait in waits:
        at += timedelta(seconds=wait)
        sandbox.events.deliver_pending(at)
    assert len(tries) == 4, "after 0, 2, 6 and 14 seconds"
    for hour in range(60):
        sandbox.events.deliver_pending(MOMENT + timedelta(hours=2 + 2 * hour))
    assert len(tries) == 20


def test_two_stores_do_not_take_each_others_events(sandbox: SandboxPayments, tmp_path: Path):
    with receiving() as store:
        other = SandboxPayments(tmp_path / "other.db", store.url, "another secret", post)
        other.expire(other.open_checkout(request()).id)
        other.events.deliver_pending(MOMENT)
        _path, headers, body = store.came[0]
    with pytest.raises(PaymentError, match="does not fit"):
        sandbox.read_event(body, headers["Stripe-Signature"], MOMENT)


def paid(sandbox: SandboxPayments, number: str) -> str:
    page = sandbox.open_checkout(request(f"deposit:{number}"))
    sandbox.counter.pay(page.id, card(number), MOMENT)
    sandbox.counter.authenticate(page.id, confirmed=True, at=MOMENT)
    return sandbox.look(page.id).intent_id or ""


def test_an_amount_is_held_anew_by_the_mandate_of_its_card(sandbox: SandboxPayments):
    first, at = paid(sandbox, CARD), MOMENT + timedelta(days=5)
    with clock.stopped_at(at):
        again = sandbox.hold_again(first, "renew:1")
        assert sandbox.hold_again(first, "renew:1") == again
    assert (again.state, again.amount_cents, again.currency) == ("authorised", 50_000, "EUR")
    assert again.capture_before == at + timedelta(days=7)
    assert sandbox.find(again.intent_id or "") == again.checkout_id
    sandbox.release(first, "return:1")
    with clock.stopped_at(at + timedelta(days=6)):
        sandbox.capture(again.intent_id or "", 50_000, "capture:1")
        assert sandbox.look(again.checkout_id).state == "captured"


@pytest.mark.parametrize(
    ("number", "reason"), [(ASKS, "authentication_required"), (REFUSED_LATER, "card_declined")]
)
def test_a_bank_may_refuse_to_hold_anew(sandbox: SandboxPayments, number: str, reason: str):
    first = paid(sandbox, number)
    again = sandbox.hold_again(first, "renew:1")
    assert (again.state, again.failure, again.capture_before) == ("failed", reason, None)
    assert sandbox.look(sandbox.find(first) or "").state == "authorised"


def test_books_of_before_cards_were_saved_open_and_renew_nothing(path: Path):
    with clock.stopped_at(MOMENT):
        first = paid(SandboxPayments(path, URL, "secret", no_receiver), CARD)
        with sqlite3.connect(path) as books:
            books.execute("ALTER TABLE checkouts DROP COLUMN mandate")
        books.close()
        again = SandboxPayments(path, URL, "secret", no_receiver).hold_again(first, "renew:1")
    assert (again.state, again.failure) == ("failed", "no_mandate")
