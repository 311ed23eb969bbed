"""Stripe Checkout with manual capture: the only file that talks to Stripe.

A deposit is authorised on Stripe's own card page, held for about seven days, captured when a dealer
accepts and cancelled when none does (docs.stripe.com/payments/place-a-hold-on-a-payment-method).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from stripe import (
    RequestsClient,
    SignatureVerificationError,
    StripeClient,
    StripeError,
    WebhookSignature,
)
from stripe.params import PaymentIntentCaptureParams, RefundCreateParams
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
    ProviderEvent,
)
from store.gateways.provider_events import read_provider_event
from store.gateways.signatures import check_age
from store.gateways.stripe_states import read_deposit


CONNECT_SECONDS, READ_SECONDS = 2.0, 3.0  # a thread that serves visitors waits five at most
RETRIES = 0  # the visitor's next click or the outbox tries again, under the same key
LANGUAGES = frozenset({"fr", "en", "de", "es", "it", "nl", "pt"})
EXPANDED = "payment_intent.latest_charge"


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
        """Fetch the session with its intent and charge."""
        with _told("look"):
            wanted: SessionRetrieveParams = {"expand": [EXPANDED]}
            session = self._client.v1.checkout.sessions.retrieve(checkout_id, wanted)
        return read_deposit(session.to_dict())

    def find(self, intent_id: str) -> str | None:
        """Return the checkout id an intent belongs to."""
        with _told("find"):
            wanted: SessionListParams = {"payment_intent": intent_id, "limit": 1}
            sessions = self._client.v1.checkout.sessions.list(wanted).data
        return sessions[0].id if sessions else None

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
            "description": request.description,
            "metadata": marks,
        },
        "customer_email": request.email,
        "client_reference_id": request.order_number,
        "metadata": marks,
        "locale": request.locale if request.locale in LANGUAGES else "auto",
        "success_url": request.success_url,
        "cancel_url": request.cancel_url,
    }


@contextmanager
def _told(operation: str) -> Iterator[None]:
    """Turn every error of the library into ours, without what was typed or sent."""
    try:
        yield
    except StripeError as error:
        reason = error.code or type(error).__name__
        asked = f" (request {error.request_id})" if error.request_id else ""
        raise PaymentError(f"{operation}: {reason}{asked}") from error
