"""The one-time code with which a buyer signs: sent by e-mail and SMS, bound to the draft."""

from datetime import datetime

from store.extensions import transaction
from store.models import Order
from store.orders.documents import document
from store.orders.events import locked, record
from store.orders.letters import Post, owe_letter
from store.orders.lifecycle import Act, State, WrongState
from store.orders.one_time import Errand, last_sent, mint, put, use, verify, was
from store.orders.outbox import SECRETS, owe


PURPOSE = "sign"


def send_code(order_id: str, at: datetime) -> str:
    """Send the buyer a fresh code; earlier ones stop working.

    Returns:
        Where it went, masked, for the page and the consent ("c•••l@example.fr").

    Raises:
        WrongState: the order is not to be signed.
        CodeRejected: "too_many" were sent in a quarter of an hour.
    """
    code, row = mint(_errand(order_id, document(order_id, "draft").sha256), at)
    with transaction():
        order = locked(order_id)
        if order.state != State.READY:
            raise WrongState(State(order.state), Act.SIGN)
        put(row, at)
        _post(order, row.id, code, at)
        record(order, "send_code", "system", {"to": masked(order.account.email)}, at)
        return masked(order.account.email)


def masked(email: str) -> str:
    """Return an address that its owner knows and nobody else learns."""
    name, _, host = email.partition("@")
    return f"{name[:1]}•••{name[-1:]}@{host}"


def code_sent_at(order_id: str, at: datetime) -> datetime | None:
    """Return when the code that still works was sent, or None where there is none."""
    return last_sent(PURPOSE, order_id, at)


def verify_code(order_id: str, typed: str, bound_to: str, at: datetime) -> str:
    """Check a typed code and return the id of the sent one.

    Raises:
        CodeRejected: wrong, expired, exhausted (the reason says which), used or never sent.
    """
    return verify(_errand(order_id, bound_to), typed, at)


def use_code(code_id: str, at: datetime) -> None:
    """Date the use of a code, inside the transaction that signs."""
    use(code_id, at)


def signed_with(order_id: str, typed: str, at: datetime) -> bool:
    """Say whether a typed code is the one an order was just signed with."""
    return was(_errand(order_id, document(order_id, "draft").sha256), typed, at)


def _errand(order_id: str, bound_to: str) -> Errand:
    return Errand(PURPOSE, order_id, bound_to)


def _post(order: Order, code_id: str, code: str, at: datetime) -> None:
    said = {"code": code}
    post = Post(
        template="code",
        reference=code_id,
        to=order.account.email,
        locale=order.account.locale,
        secrets=said,
        order_id=order.id,
    )
    owe_letter(post, at)
    phone = order.buyer.get("phone")
    if phone:
        text = {"to": phone, "locale": order.account.locale, SECRETS: said}
        owe("sms", f"sms:code:{code_id}", text, order.id, at)
