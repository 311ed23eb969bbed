"""What Stripe is asked for and how its answers are read; what is asked is checked by its types."""

import json
import re
import typing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest
from stripe.params import (
    PaymentIntentCancelParams as Cancel,
    PaymentIntentCaptureParams as Capture,
    PaymentIntentCreateParams,
    RefundCreateParams,
    checkout,
)

from store.config import Settings
from store.gateways.payments import BadSignature, PaymentError, ProviderAway
from store.gateways.provider_events import read_provider_event
from store.gateways.registry import build_gateways
from store.gateways.signatures import signature_header
from store.gateways.stripe import (
    CONNECT_SECONDS,
    READ_SECONDS,
    StripePayments,
    checkout_params,
    renewal_params,
)
from store.gateways.stripe_states import read_deposit, read_renewal
from tests.store.gateways.loopback import receiving
from tests.store.gateways.providers import MOMENT, request


Asked = dict[str, Any]


def asked_of(call: typing.Callable[[StripePayments], object]) -> tuple[str, Asked, str]:
    """Return the path, the fields and the idempotency key that go over the wire."""
    with receiving() as api, pytest.raises(PaymentError):
        call(StripePayments("sk_test_12345", "whsec_x", api.url))
    ((address, headers, body),) = api.came
    path, _mark, query = address.partition("?")
    return path, dict(parse_qsl(query or body.decode())), headers.get("Idempotency-Key", "")


def unknown_fields(given: Asked, form: type) -> list[str]:
    """Return the fields, nested ones too, that a TypedDict of the library does not have."""
    found = []
    for name, value in given.items():
        annotation = str(form.__annotations__.get(name, ""))
        if not annotation:
            found.append(f"{form.__name__}.{name}")
        named = [getattr(checkout, word, None) for word in re.findall(r"\w+", annotation)]
        nested = [form for form in named if form is not None]
        for part in value if isinstance(value, list) else [value]:
            if isinstance(part, dict) and nested:
                found += unknown_fields(part, nested[0])
    return found


def test_the_checkout_asks_for_nothing_stripe_does_not_know():
    assert unknown_fields(dict(checkout_params(request())), checkout.SessionCreateParams) == []
    wrong = {"line_items": [{"price_data": {"colour": "red"}}], "payment_method_types": []}
    assert len(unknown_fields(wrong, checkout.SessionCreateParams)) == 2


def test_the_amount_is_held_on_a_card_not_taken():
    asked = checkout_params(request(currency="EUR"))
    assert asked["mode"] == "payment"
    assert asked["payment_intent_data"]["capture_method"] == "manual"
    assert asked["allowed_payment_method_types"] == ["card"]
    price = asked["line_items"][0]["price_data"]
    assert (price["unit_amount"], price["currency"]) == (50_000, "eur")
    assert asked["metadata"] == {"order_number": "V-2026-ABC123"}
    assert (asked["customer_email"], asked["locale"]) == ("claire.morel@example.fr", "fr")


def test_the_card_page_saves_the_card_for_a_renewal_and_nothing_else():
    asked = checkout_params(request())
    assert asked["payment_intent_data"]["setup_future_usage"] == "off_session"
    assert asked["customer_creation"] == "always"


SAVED = {"id": "pi_1", "amount": 500, "currency": "eur", "customer": "cus_1"}


def test_a_hold_is_renewed_off_session_with_the_saved_card_and_held_not_taken():
    asked = renewal_params({**SAVED, "payment_method": "pm_1", "metadata": {"order_number": "V"}})
    assert asked is not None
    assert unknown_fields(dict(asked), PaymentIntentCreateParams) == []
    assert (asked["off_session"], asked["confirm"]) == (True, True)
    assert (asked["capture_method"], asked["amount"]) == ("manual", 500)
    assert (asked["customer"], asked["payment_method"]) == ("cus_1", "pm_1")


def test_a_renewal_reads_the_saved_card_before_it_asks():
    path, asked, _key = asked_of(lambda stripe: stripe.hold_again("pi_1", "k"))
    assert (path, asked) == ("/v1/payment_intents/pi_1", {"expand[0]": "latest_charge"})


@pytest.mark.parametrize("kept", [SAVED, {**SAVED, "customer": None, "payment_method": "pm_1"}])
def test_a_card_page_of_before_that_saved_no_card_renews_nothing(kept: Asked):
    assert renewal_params(kept) is None


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("requires_capture", "authorised"),
        ("succeeded", "captured"),
        ("canceled", "released"),
        ("requires_payment_method", "failed"),
        ("requires_action", "failed"),
    ],
)
def test_every_word_on_a_renewed_hold_is_one_of_our_states(status: str, state: str):
    said = read_renewal({**SAVED, "status": status, "latest_charge": None})
    assert (said.checkout_id, said.intent_id, said.state) == ("pi_1", "pi_1", state)


def test_a_language_stripe_does_not_speak_is_left_to_the_browser():
    assert checkout_params(request(locale="br"))["locale"] == "auto"


@pytest.mark.parametrize(
    ("call", "path", "key", "form"),
    [
        (lambda s: s.capture("pi_1", 5, "k"), "/pi_1/capture", "capture:k", Capture),
        (lambda s: s.release("pi_1", "k"), "/pi_1/cancel", "release:k", Cancel),
        (lambda s: s.refund("pi_1", 5, "k"), "/v1/refunds", "refund:k", RefundCreateParams),
        (lambda s: s.expire("cs_1"), "/cs_1/expire", "expire:cs_1", checkout.SessionExpireParams),
    ],
)
def test_every_operation_carries_its_own_idempotency_key(
    call: typing.Callable[[StripePayments], object], path: str, key: str, form: type
):
    asked_path, asked, asked_key = asked_of(call)
    assert asked_path.endswith(path)
    assert asked_key == key
    assert unknown_fields(asked, form) == []


def test_the_checkout_goes_over_the_wire_as_it_was_checked():
    path, asked, key = asked_of(lambda stripe: stripe.open_checkout(request()))
    assert (path, key) == ("/v1/checkout/sessions", "checkout:deposit:1:1")
    assert asked["payment_intent_data[capture_method]"] == "manual"
    assert asked["line_items[0][price_data][unit_amount]"] == "50000"


def test_looking_asks_for_the_intent_and_its_charge_at_once():
    path, asked, _key = asked_of(lambda stripe: stripe.look("cs_1"))
    assert path == "/v1/checkout/sessions/cs_1"
    assert asked == {"expand[0]": "payment_intent.latest_charge"}
    _path, asked, _key = asked_of(lambda stripe: stripe.find("pi_1"))
    assert unknown_fields(asked, checkout.SessionListParams) == []


def test_an_error_names_the_operation_and_never_the_key():
    with receiving() as api:
        api.status = 401
        with pytest.raises(PaymentError) as caught:
            StripePayments("sk_test_secret", "whsec_x", api.url).look("cs_1")
    assert "look" in str(caught.value)
    assert "sk_test_secret" not in str(caught.value)


def test_a_provider_gets_five_seconds_and_one_try():
    assert CONNECT_SECONDS + READ_SECONDS <= 5
    with receiving() as api:
        api.status = 500
        with pytest.raises(PaymentError):
            StripePayments("sk_test_12345", "whsec_x", api.url).look("cs_1")
    assert len(api.came) == 1


def test_who_does_not_answer_is_away_and_who_refuses_is_not():
    with receiving() as api:
        api.status = 402
        with pytest.raises(PaymentError) as refused:
            StripePayments("sk_test_12345", "whsec_x", api.url).look("cs_1")
        gone = api.url
    with pytest.raises(ProviderAway):
        StripePayments("sk_test_12345", "whsec_x", gone).look("cs_1")
    assert not isinstance(refused.value, ProviderAway)


def session(page: str, intent: str | None = None, **charge: object) -> Asked:
    latest = {"amount": 500, "amount_refunded": 0, **charge} if charge else None
    found = {"id": "pi_1", "amount": 500, "status": intent, "latest_charge": latest}
    return {
        "id": "cs_1",
        "status": page,
        "amount_total": 500,
        "currency": "eur",
        "payment_intent": found if intent else None,
    }


@pytest.mark.parametrize(
    ("seen", "state"),
    [
        (session("open"), "open"),
        (session("open", "requires_payment_method"), "open"),
        (session("open", "requires_action"), "open"),
        (session("complete", "processing"), "open"),
        (session("complete", "requires_payment_method"), "failed"),
        (session("complete", "requires_capture", captured=False), "authorised"),
        (session("complete", "succeeded", captured=True), "captured"),
        (session("complete", "succeeded", amount_refunded=499), "captured"),
        (session("complete", "succeeded", amount_refunded=500), "refunded"),
        (session("complete", "canceled", captured=False), "released"),
        (session("expired"), "expired"),
        (session("expired", "canceled"), "expired"),
    ],
)
def test_every_answer_of_stripe_is_one_of_our_states(seen: Asked, state: str):
    said = read_deposit(seen)
    assert said.state == state
    assert (said.checkout_id, said.amount_cents, said.currency) == ("cs_1", 500, "EUR")


def test_the_end_of_the_hold_and_the_banks_reason_are_read():
    until = MOMENT + timedelta(days=7)
    card = {"card": {"capture_before": int(until.timestamp())}}
    seen = session("complete", "requires_capture", payment_method_details=card)
    assert read_deposit(seen).capture_before == until
    seen = session("open", "requires_payment_method")
    seen["payment_intent"]["last_payment_error"] = {
        "code": "card_declined",
        "decline_code": "insufficient_funds",
    }
    assert read_deposit(seen).failure == "insufficient_funds"


@pytest.mark.parametrize("seen", [{}, session("open") | {"payment_intent": "pi_1"}])
def test_an_answer_that_is_no_session_is_an_error(seen: Asked):
    with pytest.raises(PaymentError, match="look"):
        read_deposit(seen)


def test_a_webhook_is_checked_by_the_moment_it_is_read_at():
    about = {"object": {"object": "charge", "payment_intent": "pi_1"}}
    body = json.dumps({"id": "evt_1", "type": "charge.refunded", "data": about}).encode()
    at = datetime(2031, 1, 1, tzinfo=UTC)
    signature = signature_header(body, "whsec_x", int(at.timestamp()))
    stripe = StripePayments("sk_test_12345", "whsec_x")
    event = stripe.read_event(body, signature, at)
    assert (event.checkout_id, event.intent_id) == (None, "pi_1")
    with pytest.raises(BadSignature, match="away from now"):
        stripe.read_event(body, signature, at + timedelta(minutes=6))


@pytest.mark.parametrize(
    "body",
    [b"", b"\xff", b"[]", b"null", b'"evt_1"', b'{"id": 7, "type": "x"}', b'{"id": "evt_1"}'],
)
def test_a_signed_body_that_is_no_event_is_refused(body: bytes):
    with pytest.raises(BadSignature, match="body"):
        read_provider_event(body)


@pytest.mark.parametrize("data", ["null", "[]", '{"object": null}', '{"object": {"id": 1}}'])
def test_an_event_about_something_else_names_nothing(data: str):
    event = read_provider_event(f'{{"id": "evt_1", "type": "x", "data": {data}}}'.encode())
    assert (event.checkout_id, event.intent_id) == (None, None)


def test_nothing_personal_of_an_event_is_kept():
    about = {"object": "checkout.session", "id": "cs_1", "customer_email": "a@b.fr"}
    told = {"id": "evt_1", "type": "t", "data": {"object": about}}
    event = read_provider_event(json.dumps(told).encode())
    assert event.checkout_id == "cs_1"
    assert "a@b.fr" not in str(event)


def test_an_installation_that_asks_for_stripe_gets_it(tmp_path: Path):
    settings = Settings(
        mode="test",
        instance=tmp_path,
        database_url=f"sqlite:///{tmp_path / 'volant.db'}",
        secret_key="s" * 40,
        payments="stripe",
        stripe_key="sk_test_12345",
        stripe_webhook_secret="whsec_x",
    )
    assert isinstance(build_gateways(settings).payments, StripePayments)
