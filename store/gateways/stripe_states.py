"""What a Stripe Checkout Session says of a deposit (docs.stripe.com/api, Checkout Sessions)."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from store.gateways.payments import Deposit, PaymentError


# PaymentIntent statuses; every other one means that the page still waits for a card.
HELD = {"requires_capture": "authorised", "succeeded": "captured", "canceled": "released"}


def read_deposit(session: Mapping[str, Any]) -> Deposit:
    """Read a session whose `payment_intent.latest_charge` was expanded.

    Raises:
        PaymentError: The answer is not such a session.
    """
    intent = session.get("payment_intent") or {}
    charge = (intent.get("latest_charge") if isinstance(intent, Mapping) else None) or {}
    if not isinstance(intent, Mapping) or not isinstance(charge, Mapping):
        raise PaymentError("look: Stripe did not expand the intent and its charge")
    try:
        return Deposit(
            checkout_id=session["id"],
            intent_id=intent.get("id"),
            state=_state(session["status"], intent.get("status"), charge),
            amount_cents=int(intent.get("amount") or session["amount_total"]),
            currency=str(session["currency"]).upper(),
            failure=_failure(intent),
            capture_before=_capture_before(charge),
        )
    except KeyError as error:
        raise PaymentError(f"look: Stripe’s answer has no {error}") from error


def read_renewal(intent: Mapping[str, Any]) -> Deposit:
    """Read an intent made off session, whose `latest_charge` was expanded.

    Raises:
        PaymentError: The answer is not such an intent.
    """
    try:
        session = {
            "id": intent["id"],
            "status": "complete",
            "amount_total": intent["amount"],
            "currency": intent["currency"],
            "payment_intent": intent,
        }
    except KeyError as error:
        raise PaymentError(f"look: Stripe’s answer has no {error}") from error
    return read_deposit(session)


def _state(page: str, intent: str | None, charge: Mapping[str, Any]) -> str:
    state = HELD.get(intent or "", "")
    if state == "captured" and charge.get("amount_refunded", 0) >= charge.get("amount", 1):
        return "refunded"
    if page == "expired" and state in {"", "released"}:
        return "expired"  # Stripe cancels the intent of a page nobody has paid on
    if page == "complete" and not state and intent != "processing":
        return "failed"
    return state or "open"


def _failure(intent: Mapping[str, Any]) -> str:
    last = intent.get("last_payment_error") or {}
    return str(last.get("decline_code") or last.get("code") or "")[:60]


def _capture_before(charge: Mapping[str, Any]) -> datetime | None:
    card = (charge.get("payment_method_details") or {}).get("card") or {}
    until = card.get("capture_before")
    return datetime.fromtimestamp(until, UTC) if until else None
