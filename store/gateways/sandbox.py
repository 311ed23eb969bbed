"""A local twin of the payment provider, for the demonstration and the tests: no real money.

It behaves as Stripe Checkout with manual capture does: the same states, idempotency keys, a card
hold of seven days, webhooks in the same signed form. Its hosted card page is `store/sandbox/`.
"""

import hashlib
import hmac
import secrets
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from store import clock
from store.gateways.payments import (
    BadSignature,
    Checkout,
    Deposit,
    DepositRequest,
    PaymentError,
    ProviderEvent,
)
from store.gateways.posting import post
from store.gateways.provider_events import read_provider_event
from store.gateways.sandbox_counter import CardCounter, found, move, present, renewed
from store.gateways.sandbox_events import EventPost
from store.gateways.sandbox_ledger import Entry, Ledger, entry, write
from store.gateways.signatures import SignatureRefused, verify_signature


PAGE_OPEN = timedelta(hours=24)


class SandboxPayments:
    """The twin. `counter` is where cards are shown; `events` what it tells the store."""

    name = "sandbox"

    def __init__(
        self, path: Path, public_url: str, secret: str, send: Callable[..., int] = post
    ) -> None:
        """Open its books.

        Args:
            path: SQLite file of its own.
            public_url: Where the store is reached, for the card page and the webhooks.
            secret: The store's secret, from which the webhooks' secret is derived.
            send: What posts a webhook; `store.gateways.posting.post` by default.
        """
        self._ledger = Ledger(path)
        self._public_url = public_url
        self._secret = hmac.new(secret.encode(), b"sandbox webhooks", hashlib.sha256).hexdigest()
        self.counter = CardCounter(self._ledger)
        self.events = EventPost(self._ledger, f"{public_url}/hooks/payments", self._secret, send)

    def open_checkout(self, request: DepositRequest) -> Checkout:
        """Open a card page for 24 hours; the same key opens the same page."""
        if request.amount_cents <= 0:
            raise PaymentError("amount_cents: a deposit is above zero")
        with self._ledger.writing() as books:
            known = entry(books, "key", request.key)
            if known and known.request != request:
                raise PaymentError("idempotency key: it was used for another deposit")
            one = known or self._new(request)
            write(books, one)
        return Checkout(id=one.id, url=f"{self._public_url}/sandbox/pay/{one.id}")

    def look(self, checkout_id: str) -> Deposit:
        """Fetch the present state."""
        with self._ledger.writing() as books:
            return _word(present(books, found(books, checkout_id), clock.now()))

    def find(self, intent_id: str) -> str | None:
        """Return the checkout id an intent belongs to."""
        with self._ledger.writing() as books:
            one = entry(books, "intent_id", intent_id)
        return one.id if one else None

    def hold_again(self, intent_id: str, key: str) -> Deposit:
        """Hold the amount anew for seven days, if the bank of the card agrees."""
        with self._ledger.writing() as books:
            return _word(renewed(books, self._of(books, intent_id), key, clock.now()))

    def capture(self, intent_id: str, amount_cents: int, key: str) -> None:
        """Take the held amount, whole."""
        with self._ledger.writing() as books:
            one = self._whole(books, intent_id, amount_cents)
            move(books, one, f"capture:{key}", ("authorised", "captured"))

    def release(self, intent_id: str, key: str) -> None:
        """Let the held amount go."""
        with self._ledger.writing() as books:
            one = self._of(books, intent_id)
            move(books, one, f"release:{key}", ("authorised", "released"))

    def refund(self, intent_id: str, amount_cents: int, key: str) -> None:
        """Give a captured amount back, whole."""
        with self._ledger.writing() as books:
            one = self._whole(books, intent_id, amount_cents)
            move(books, one, f"refund:{key}", ("captured", "refunded"))

    def expire(self, checkout_id: str) -> None:
        """Close an open card page."""
        with self._ledger.writing() as books:
            one = found(books, checkout_id)
            move(books, one, f"expire:{checkout_id}", ("open", "expired"))

    def read_event(self, body: bytes, signature: str, at: datetime) -> ProviderEvent:
        """Verify and read a webhook of the twin."""
        try:
            verify_signature(body, signature, self._secret, int(at.timestamp()))
        except SignatureRefused as error:
            raise BadSignature(str(error)) from error
        return read_provider_event(body)

    def _new(self, request: DepositRequest) -> Entry:
        return Entry(
            id=f"cs_sandbox_{secrets.token_hex(16)}",
            request=request,
            state="open",
            step="card",
            failure="",
            intent_id=None,
            expires_at=(clock.now() + PAGE_OPEN).timestamp(),
            capture_before=None,
        )

    @staticmethod
    def _of(books: sqlite3.Connection, intent_id: str) -> Entry:
        one = entry(books, "intent_id", intent_id)
        if one is None:
            raise PaymentError("intent: there is none of this id")
        return one

    def _whole(self, books: sqlite3.Connection, intent_id: str, amount_cents: int) -> Entry:
        one = self._of(books, intent_id)
        if amount_cents != one.request.amount_cents:
            raise PaymentError("amount_cents: the sandbox moves the whole deposit only")
        return one


def _word(one: Entry) -> Deposit:
    until = one.capture_before
    return Deposit(
        checkout_id=one.id,
        intent_id=one.intent_id,
        state=one.state,
        amount_cents=one.request.amount_cents,
        currency=one.request.currency.upper(),
        failure=one.failure,
        capture_before=datetime.fromtimestamp(until, UTC) if until else None,
    )
