"""What the payment sandbox tells the store: signed webhooks, repeated until they are taken."""

import json
import secrets
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

from store.gateways.posting import PostError
from store.gateways.sandbox_ledger import Entry, Ledger
from store.gateways.signatures import signature_header


SECONDS = 3.0
MOST_ATTEMPTS = 20
LONGEST_WAIT_SECONDS = 3600
HEADER = "Stripe-Signature"


@dataclass(frozen=True)
class EventPost:
    """Delivers events to `url`. `send` posts a body and returns the status, or raises PostError."""

    ledger: Ledger
    url: str
    secret: str
    send: Callable[..., int]

    def deliver_pending(self, at: datetime) -> int:
        """Deliver every event that is due, oldest first; returns how many were taken.

        An event that is not taken comes again after 2, 4, 8 … seconds, at most an hour, twenty
        times. Two deliverers at once may send one twice, which a receiver has to bear anyway.

        Args:
            at: This moment; it dates the signature.

        Raises:
            PaymentError: The books cannot be read.
        """
        with self.ledger.writing() as books:
            due = books.execute(
                "SELECT id, body, attempts FROM events"
                " WHERE delivered = 0 AND attempts < ? AND due <= ? ORDER BY rowid",
                (MOST_ATTEMPTS, at.timestamp()),
            ).fetchall()
        return sum(self._deliver(row["id"], row["body"], row["attempts"] + 1, at) for row in due)

    def _deliver(self, event_id: str, body: bytes, attempts: int, at: datetime) -> bool:
        # The books are not held meanwhile: the receiver asks the sandbox back.
        taken = self._taken(body, at)
        wait = min(2**attempts, LONGEST_WAIT_SECONDS)
        with self.ledger.writing() as books:
            books.execute(
                "UPDATE events SET delivered = delivered OR ?, attempts = ?, due = ? WHERE id = ?",
                (taken, attempts, at.timestamp() + wait, event_id),
            )
        return taken

    def _taken(self, body: bytes, at: datetime) -> bool:
        signature = signature_header(body, self.secret, int(at.timestamp()))
        headers = {"Content-Type": "application/json", HEADER: signature}
        try:
            return self.send(self.url, body, headers, SECONDS) == HTTPStatus.OK
        except PostError:
            return False


def announce(books: sqlite3.Connection, kind: str, one: Entry, at: datetime) -> None:
    """Write an event to be delivered, in Stripe's form, with the operation that causes it."""
    session = kind.startswith("checkout.")
    thing: dict[str, object] = {
        "object": "checkout.session" if session else "payment_intent",
        "id": one.id if session else one.intent_id,
        "amount": one.request.amount_cents,
        "currency": one.request.currency.lower(),
        "metadata": {"order_number": one.request.order_number},
    }
    if session:
        thing["payment_intent"] = one.intent_id
    event = {
        "id": f"evt_sandbox_{secrets.token_hex(12)}",
        "object": "event",
        "type": kind,
        "created": int(at.timestamp()),
        "livemode": False,
        "data": {"object": thing},
    }
    books.execute(
        "INSERT INTO events (id, body, due) VALUES (?, ?, ?)",
        (event["id"], json.dumps(event).encode(), at.timestamp()),
    )
