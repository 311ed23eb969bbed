"""The counter of the payment sandbox: what a customer does on its card page."""

import sqlite3
from dataclasses import replace
from datetime import datetime, timedelta
from secrets import token_hex

from store import clock
from store.gateways.payments import PaymentError
from store.gateways.sandbox_cards import AUTHENTICATE, SUCCEEDS, CardEntry, off_session, outcome
from store.gateways.sandbox_events import announce
from store.gateways.sandbox_ledger import Entry, Ledger, entry, once, write


HOLD = timedelta(days=7)
EVENTS = {
    "captured": "payment_intent.succeeded",
    "released": "payment_intent.canceled",
    "refunded": "charge.refunded",
    "expired": "checkout.session.expired",
}


class UnknownCheckout(PaymentError):
    """There is no card page of this id."""


def found(books: sqlite3.Connection, checkout_id: str) -> Entry:
    """Return a checkout. Raises UnknownCheckout."""
    one = entry(books, "id", checkout_id)
    if one is None:
        raise UnknownCheckout("checkout: there is none of this id")
    return one


def present(books: sqlite3.Connection, one: Entry, at: datetime) -> Entry:
    """Return a checkout after what time alone did: a page closes, a bank lets a hold go."""
    now = at.timestamp()
    if one.state == "open" and now >= one.expires_at:
        after = "expired"
    elif one.state == "authorised" and one.capture_before and now >= one.capture_before:
        after = "released"
    else:
        return one
    lapsed = replace(one, state=after)
    write(books, lapsed)
    announce(books, EVENTS[after], lapsed, at)
    return lapsed


def move(books: sqlite3.Connection, one: Entry, key: str, states: tuple[str, str]) -> None:
    """Go from one state to the next under an idempotency key, and announce it.

    Raises:
        PaymentError: It is in another state, or the key was used for another operation.
    """
    if not once(books, key, one.id):
        return
    at, (before, after) = clock.now(), states
    now = present(books, one, at)
    if now.state != before:
        raise PaymentError(f"state: it is {now.state}, not {before}")
    moved = replace(now, state=after)
    write(books, moved)
    announce(books, EVENTS[after], moved, at)


def renewed(books: sqlite3.Connection, old: Entry, key: str, at: datetime) -> Entry:
    """Hold an amount anew by the mandate of its card page; the same key finds the same hold."""
    known = entry(books, "key", key)
    if known is not None:
        return present(books, known, at)
    intent_id = f"pi_sandbox_{token_hex(16)}"
    made = replace(
        old,
        id=intent_id,
        intent_id=intent_id,
        request=replace(old.request, key=key),
        state="failed" if old.mandate else "authorised",
        failure=old.mandate,
        capture_before=None if old.mandate else (at + HOLD).timestamp(),
    )
    write(books, made)
    kind = "payment_failed" if old.mandate else "amount_capturable_updated"
    announce(books, f"payment_intent.{kind}", made, at)
    return made


class CardCounter:
    """Shows a checkout, takes a card, asks its bank. Repeats and double clicks change nothing."""

    def __init__(self, ledger: Ledger) -> None:
        """Work on these books."""
        self._ledger = ledger

    def show(self, checkout_id: str, at: datetime) -> Entry:
        """Return a checkout as it stands.

        Raises:
            UnknownCheckout: There is none of this id.
        """
        with self._ledger.writing() as books:
            return present(books, found(books, checkout_id), at)

    def pay(self, checkout_id: str, card: CardEntry, at: datetime) -> Entry:
        """Take a card; only what the bank answers is kept, never the number.

        Returns:
            The checkout: authorised, open with a `failure`, or at the step `authenticate`. One
            that is no longer open is returned as it stands.

        Raises:
            CardError: A field of the card is wrong; nothing changed.
            UnknownCheckout: There is none of this id.
        """
        answer = outcome(card, at.date())
        with self._ledger.writing() as books:
            one = present(books, found(books, checkout_id), at)
            if one.state != "open":
                return one
            intent_id = one.intent_id or f"pi_sandbox_{token_hex(16)}"
            asked = replace(one, intent_id=intent_id, mandate=off_session(card))
            if answer == AUTHENTICATE:
                waiting = replace(asked, step=AUTHENTICATE, failure="")
                write(books, waiting)
                return waiting
            return _answered(books, asked, answer, at)

    def authenticate(self, checkout_id: str, *, confirmed: bool, at: datetime) -> Entry:
        """Answer the bank's question (3-D Secure).

        Returns:
            The checkout, authorised or open with the failure `authentication_failed`.

        Raises:
            UnknownCheckout: There is none of this id.
        """
        with self._ledger.writing() as books:
            one = present(books, found(books, checkout_id), at)
            if one.state != "open" or one.step != AUTHENTICATE:
                return one
            answer = SUCCEEDS if confirmed else "authentication_failed"
            return _answered(books, one, answer, at)


def _answered(books: sqlite3.Connection, one: Entry, failure: str, at: datetime) -> Entry:
    """Write the bank's answer: the amount is held, or the page stays open for another card."""
    if failure:
        declined = replace(one, step="card", failure=failure)
        write(books, declined)
        announce(books, "payment_intent.payment_failed", declined, at)
        return declined
    until = (at + HOLD).timestamp()
    held = replace(one, state="authorised", step="card", failure="", capture_before=until)
    write(books, held)
    announce(books, "payment_intent.amount_capturable_updated", held, at)
    announce(books, "checkout.session.completed", held, at)
    return held
