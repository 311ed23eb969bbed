"""The same scenarios on both payment gateways."""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from stripe import StripeClient

from store import clock
from store.gateways.payments import BadSignature, PaymentError
from store.gateways.posting import post
from store.gateways.sandbox import SandboxPayments
from store.gateways.signatures import signature_header
from store.gateways.stripe import StripePayments
from tests.store.gateways.loopback import receiving
from tests.store.gateways.providers import (
    ASKS,
    CARD,
    LOCALSTRIPE,
    MOMENT,
    Paying,
    PayingSandbox,
    PayingStripe,
    localstripe,
    no_receiver,
)


URL = "http://127.0.0.1:8000"
WEBHOOK_SECRET = "whsec_of_the_tests"


@pytest.fixture(scope="module")
def stripe_api() -> Iterator[str]:
    if not LOCALSTRIPE.exists():
        pytest.skip("localstripe is not installed in build/localstripe")
    with localstripe() as address:
        yield address


@pytest.fixture(params=["sandbox", "stripe"])
def paying(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Paying]:
    if request.param == "stripe":
        address = request.getfixturevalue("stripe_api")
        client = StripeClient("sk_test_12345", base_addresses={"api": address})
        yield PayingStripe(StripePayments("sk_test_12345", WEBHOOK_SECRET, address), client)
        return
    with clock.stopped_at(MOMENT):
        yield PayingSandbox(SandboxPayments(tmp_path / "s.db", URL, "secret", no_receiver))


def test_a_card_is_held_then_captured_whole(paying: Paying):
    held = paying.show_card(CARD)
    assert (held.state, held.amount_cents, held.currency) == ("authorised", 50_000, "EUR")
    assert held.intent_id
    paying.payments.capture(held.intent_id, 50_000, "capture:1")
    assert paying.word(held.intent_id).state == "captured"


def test_a_held_amount_is_let_go(paying: Paying):
    held = paying.show_card(CARD)
    paying.payments.release(held.intent_id or "", "return:1")
    assert paying.word(held.intent_id or "").state == "released"


def test_a_captured_amount_is_given_back_whole(paying: Paying):
    held = paying.show_card(CARD)
    paying.payments.capture(held.intent_id or "", 50_000, "capture:2")
    paying.payments.refund(held.intent_id or "", 50_000, "return:2")
    assert paying.word(held.intent_id or "").state == "refunded"


def test_a_bank_that_asks_holds_nothing_before_the_answer(paying: Paying):
    seen = paying.show_card(ASKS)
    assert (seen.state, seen.capture_before) == ("open", None)


def test_what_was_let_go_cannot_be_captured(paying: Paying):
    held = paying.show_card(CARD)
    paying.payments.release(held.intent_id or "", "return:3")
    with pytest.raises(PaymentError):
        paying.payments.release(held.intent_id or "", "return:3b")
    assert paying.word(held.intent_id or "").state == "released"


def test_a_captured_amount_cannot_be_let_go(paying: Paying):
    held = paying.show_card(CARD)
    paying.payments.capture(held.intent_id or "", 50_000, "capture:4")
    with pytest.raises(PaymentError):
        paying.payments.release(held.intent_id or "", "return:4")
    assert paying.word(held.intent_id or "").state == "captured"


def test_an_unknown_intent_is_an_error_of_the_provider(paying: Paying):
    for move in (
        lambda: paying.payments.capture("pi_nothing", 1, "k1"),
        lambda: paying.payments.release("pi_nothing", "k2"),
        lambda: paying.payments.refund("pi_nothing", 1, "k3"),
        lambda: paying.payments.look("cs_nothing"),
        lambda: paying.payments.expire("cs_nothing"),
    ):
        with pytest.raises(PaymentError):
            move()


def test_a_body_that_nobody_signed_is_refused(paying: Paying):
    body = b'{"id": "evt_1", "type": "x", "object": "event"}'
    for header in ("", "t=1,v1=00", signature_header(body, "another", int(MOMENT.timestamp()))):
        with pytest.raises(BadSignature):
            paying.payments.read_event(body, header, MOMENT)
    with pytest.raises(BadSignature):
        paying.payments.read_event(b"\xff\xfe", "t=1,v1=00", MOMENT)


def test_webhooks_signed_by_another_implementation_are_read(stripe_api: str):
    """Localstripe signs with code of its own; only its event for a hold names the intent."""
    gateway = StripePayments("sk_test_12345", WEBHOOK_SECRET, stripe_api)
    client = StripeClient("sk_test_12345", base_addresses={"api": stripe_api})
    held = PayingStripe(gateway, client).show_card(CARD)
    with receiving() as store:
        hook = urlencode({"url": f"{store.url}/hooks/payments", "secret": WEBHOOK_SECRET})
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        post(f"{stripe_api}/_config/webhooks/tests", hook.encode(), form, 5)
        gateway.capture(held.intent_id or "", 50_000, "capture:9")
        store.wait_for(1)
        _path, headers, body = store.came[0]
    signature = headers["Stripe-Signature"]
    signed_at = MOMENT.fromtimestamp(int(signature.partition(",")[0][2:]), MOMENT.tzinfo)
    event = gateway.read_event(body, signature, signed_at)
    assert event.kind in {"charge.captured", "charge.succeeded", "payment_intent.succeeded"}
    assert event.event_id == json.loads(body)["id"]
    with pytest.raises(BadSignature, match="away from now"):
        gateway.read_event(body, signature, MOMENT.fromtimestamp(0, MOMENT.tzinfo))
