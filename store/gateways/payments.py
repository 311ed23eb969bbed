"""What the store asks of a payment provider: a hosted card page that holds a deposit.

Two gateways keep this contract: `stripe.py` (Stripe Checkout, manual capture) and `sandbox.py`
(a local twin with its own card page, for the demonstration and the tests).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from store.gateways.mail import Unreachable


class PaymentError(RuntimeError):
    """The provider refused or did not answer; the operation may be tried again."""


class ProviderAway(PaymentError, Unreachable):
    """The provider did not answer at all, or not in time."""


class BadSignature(PaymentError):
    """A webhook that the provider did not sign, or signed too long ago."""


@dataclass(frozen=True, kw_only=True)
class DepositRequest:
    """A deposit to hold on a card. `key` is the idempotency key: same key, same checkout."""

    key: str
    order_number: str
    amount_cents: int
    currency: str
    email: str
    description: str
    success_url: str
    cancel_url: str
    locale: str


@dataclass(frozen=True, kw_only=True)
class Checkout:
    """A hosted card page."""

    id: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Deposit:
    """The provider's present word on a checkout.

    `state` is open, authorised, captured, released, refunded, failed or expired. `checkout_id` is
    the intent's own id where a hold was renewed without a card page.
    """

    checkout_id: str
    intent_id: str | None
    state: str
    amount_cents: int
    currency: str
    failure: str = ""
    capture_before: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class ProviderEvent:
    """A verified webhook: only its id and the checkout or intent it speaks of are trusted."""

    event_id: str
    kind: str
    checkout_id: str | None
    intent_id: str | None
    payload: Mapping[str, Any]


class Payments(Protocol):
    """A payment provider. Every call may raise PaymentError; keys make repeats harmless."""

    name: str

    def open_checkout(self, request: DepositRequest) -> Checkout:
        """Open a hosted card page that authorises, without capturing, the amount."""
        ...

    def look(self, checkout_id: str) -> Deposit:
        """Fetch the present state of a checkout, or of a renewed hold, and its payment."""
        ...

    def find(self, intent_id: str) -> str | None:
        """Return the checkout id an intent belongs to; a renewed hold is its own."""
        ...

    def hold_again(self, intent_id: str, key: str) -> Deposit:
        """Hold the amount of an intent anew, off session, by the mandate its card page took.

        A bank that refuses, or asks for its customer, is an answer and no error: `failed`, with
        the reason (`no_mandate` where the card page took none). The old hold is left alone.
        """
        ...

    def capture(self, intent_id: str, amount_cents: int, key: str) -> None:
        """Take the held amount."""
        ...

    def release(self, intent_id: str, key: str) -> None:
        """Let the held amount go."""
        ...

    def refund(self, intent_id: str, amount_cents: int, key: str) -> None:
        """Give a captured amount back."""
        ...

    def expire(self, checkout_id: str) -> None:
        """Close a card page nobody has paid on."""
        ...

    def read_event(self, body: bytes, signature: str, at: datetime) -> ProviderEvent:
        """Verify and read a webhook. Raises BadSignature."""
        ...
