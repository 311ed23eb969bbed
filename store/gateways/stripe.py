"""Stripe Checkout with manual capture: the only file that talks to Stripe.

A deposit is authorised on Stripe's own card page, held for about seven days, captured when a dealer
accepts and cancelled when none does (docs.stripe.com/payments/place-a-hold-on-a-payment-method).
The page also takes a mandate to use the card off session, by which a hold is renewed before it ends
(docs.stripe.com/payments/save-during-payment).
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from stripe import (
    APIConnectionError,
    CardError,
    InvalidRequestError,
    RequestsClient,
    SignatureVerificationError,
    StripeClient,
    StripeError,
    WebhookSignature,
)
from stripe.params import (
    PaymentIntentCaptureParams,
    PaymentIntentCreateParams,
    PaymentIntentRetrieveParams,
    RefundCreateParams,
)
from stripe.params.checkout import (
    SessionCreateParams,
    SessionListParams,
    SessionRetrieveParams,
)

from store.gateways.payments import (
    BadSignature,
    Checkout,
    Deposit,
    DepositRequest,
    PaymentError,
    ProviderAway,
    ProviderEvent,
)
from store.gateways.provider_events import read_provider_event
from store.gateways.signatures import check_age
from store.gateways.stripe_states import read_deposit, read_renewal


CONNECT_SECONDS, READ_SECONDS = 2.0, 3.0  # a thread that serves visitors waits five at most
RETRIES = 0  # the visitor's next click or the outbox tries again, under the same key
LANGUAGES = frozenset({"fr", "en", "de", "es", "it", "nl", "pt"})
EXPANDED = "payment_intent.latest_charge"
INTENT = "pi_"  # how the id of an intent begins: a renewed hold has no checkout session


class StripePayments:
    """The Stripe gateway. Keys are prefixed with the operation: Stripe ties a key to one path."""

    name = "stripe"

    def __init__(self, key: str, webhook_secret: str, api_base: str = "") -> None:
        """Prepare the client; nothing is asked yet.

        Args:
            key: Secret or restricted API key.
            webhook_secret: `whsec_…` of the endpoint `/hooks/payments`.
            api_base: Another address of the API, for tests; Stripe's own when empty.
        """
        self._webhook_secret = webhook_secret
        self._client = StripeClient(
            key,
            base_addresses={"api": api_base} if api_base else None,
            max_network_retries=RETRIES,
            http_client=RequestsClient(timeout=(CONNECT_SECONDS, READ_SECONDS)),
        )

    def open_checkout(self, request: DepositRequest) -> Checkout:
        """Open a hosted card page."""
        with _told("open_checkout"):
            session = self._client.v1.checkout.sessions.create(
                checkout_params(request), {"idempotency_key": f"checkout:{request.key}"}
            )
        if not session.url:
            raise PaymentError("open_checkout: Stripe gave no address of a card page")
        return Checkout(id=session.id, url=session.url)

    def look(self, checkout_id: str) -> Deposit:
        """Fetch the session with its intent and charge; of a renewed hold, the intent."""
        if checkout_id.startswith(INTENT):
            return read_renewal(self._intent(checkout_id))
        with _told("look"):
            wanted: SessionRetrieveParams = {"expand": [EXPANDED]}
            session = self._client.v1.checkout.sessions.retrieve(checkout_id, wanted)
        return read_deposit(session.to_dict())

    def find(self, intent_id: str) -> str | None:
        """Return the checkout id an intent belongs to."""
        with _told("find"):
            wanted: SessionListParams = {"payment_intent": intent_id, "limit": 1}
            sessions = self._client.v1.checkout.sessions.list(wanted).data
        return sessions[0].id if sessions else intent_id

    def hold_again(self, intent_id: str, key: str) -> Deposit:
        """Authorise the amount anew with the card the first page saved (off session)."""
        wanted = renewal_params(self._intent(intent_id))
        if wanted is None:
            return refused_renewal(intent_id, "no_mandate")
        try:
            with _told("hold_again"):
                made = self._client.v1.payment_intents.create(
                    wanted, {"idempotency_key": f"renew:{key}"}
                )
        except PaymentError as error:
            refused = error.__cause__
            if not isinstance(refused, (CardError, InvalidRequestError)):
                raise
            return refused_renewal(intent_id, refused.code or "card_declined")
        return read_renewal(made.to_dict())

    def _intent(self, intent_id: str) -> Mapping[str, Any]:
        wanted: PaymentIntentRetrieveParams = {"expand": ["latest_charge"]}
        with _told("look"):
            return self._client.v1.payment_intents.retrieve(intent_id, wanted).to_dict()

    def capture(self, intent_id: str, amount_cents: int, key: str) -> None:
        """Take the held amount."""
        with _told("capture"):
            wanted: PaymentIntentCaptureParams = {"amount_to_capture": amount_cents}
            self._client.v1.payment_intents.capture(
                intent_id, wanted, {"idempotency_key": f"capture:{key}"}
            )

    def release(self, intent_id: str, key: str) -> None:
        """Cancel the intent, which lets the held amount go."""
        with _told("release"):
            self._client.v1.payment_intents.cancel(
                intent_id, {}, {"idempotency_key": f"release:{key}"}
            )

    def refund(self, intent_id: str, amount_cents: int, key: str) -> None:
        """Give a captured amount back."""
        with _told("refund"):
            wanted: RefundCreateParams = {"payment_intent": intent_id, "amount": amount_cents}
            self._client.v1.refunds.create(wanted, {"idempotency_key": f"refund:{key}"})

    def expire(self, checkout_id: str) -> None:
        """Close a card page."""
        with _told("expire"):
            self._client.v1.checkout.sessions.expire(
                checkout_id, {}, {"idempotency_key": f"expire:{checkout_id}"}
            )

    def read_event(self, body: bytes, signature: str, at: datetime) -> ProviderEvent:
        """Verify and read a webhook."""
        try:
            WebhookSignature.verify_header(body, signature, self._webhook_secret)
            check_age(signature, int(at.timestamp()))
        except (SignatureVerificationError, ValueError) as error:
            raise BadSignature(f"signature: {error}"[:200]) from error
        return read_provider_event(body)


def checkout_params(request: DepositRequest) -> SessionCreateParams:
    """Return what Stripe is asked for; the amount is authorised, not captured."""
    marks = {"order_number": request.order_number}
    return {
        "mode": "payment",
        "allowed_payment_method_types": ["card"],
        "line_items": [
            {
                "quantity": 1,
                "price_data": {
                    "currency": request.currency.lower(),
                    "unit_amount": request.amount_cents,
                    "product_data": {"name": request.description},
                },
            }
        ],
        "payment_intent_data": {
            "capture_method": "manual",
            "setup_future_usage": "off_session",
            "description": request.description,
            "metadata": marks,
        },
        "customer_creation": "always",
        "customer_email": request.email,
        "client_reference_id": request.order_number,
        "metadata": marks,
        "locale": request.locale if request.locale in LANGUAGES else "auto",
        "success_url": request.success_url,
        "cancel_url": request.cancel_url,
    }


def renewal_params(intent: Mapping[str, Any]) -> PaymentIntentCreateParams | None:
    """Return what Stripe is asked for to hold an intent's amount anew; None without a mandate."""
    customer, method = intent.get("customer"), intent.get("payment_method")
    if not customer or not method:
        return None
    return {
        "amount": int(intent["amount"]),
        "currency": str(intent["currency"]),
        "customer": str(customer),
        "payment_method": str(method),
        "allowed_payment_method_types": ["card"],
        "capture_method": "manual",
        "confirm": True,
        "off_session": True,
        "description": str(intent.get("description") or ""),
        "metadata": dict(intent.get("metadata") or {}),
        "expand": ["latest_charge"],
    }


def refused_renewal(intent_id: str, reason: str) -> Deposit:
    """Return a refusal to hold anew; `authentication_required` asks for the customer."""
    return Deposit(
        checkout_id=intent_id,
        intent_id=intent_id,
        state="failed",
        amount_cents=0,
        currency="",
        failure=reason[:60],
    )


@contextmanager
def _told(operation: str) -> Iterator[None]:
    """Turn every error of the library into ours, without what was typed or sent."""
    try:
        yield
    except StripeError as error:
        reason = error.code or type(error).__name__
        asked = f" (request {error.request_id})" if error.request_id else ""
        kind = ProviderAway if isinstance(error, APIConnectionError) else PaymentError
        raise kind(f"{operation}: {reason}{asked}") from error
