"""The one-time code a buyer signs with: sent by e-mail and SMS, bound to what is read."""

from collections.abc import Mapping
from datetime import datetime

from esign import Role
from store.extensions import transaction
from store.models import OneTimeCode, Order
from store.orders.documents import document
from store.orders.events import locked, record
from store.orders.letters import Post, owe_letter
from store.orders.lifecycle import State, WrongState
from store.orders.one_time import Errand, last_sent, mint, put, use, verify, was
from store.orders.outbox import SECRETS, owe
from store.orders.signatories import DUTIES, Signatory, signatory


NOWHERE: Mapping[str, str] = {}


def send_code(
    order_id: str,
    at: datetime,
    role: Role = Role.BUYER,
    *,
    seen_from: Mapping[str, str] = NOWHERE,
) -> str:
    """Send a signatory a fresh code; earlier ones stop working.

    The code is asked for at the foot of the whole document, so that the document counts as read.

    Args:
        order_id: The order.
        at: This moment.
        role: Who is to sign.
        seen_from: Address, browser and session of the request, for the evidence.

    Returns:
        Where it went, masked, for the page and the consent ("c•••l@example.fr").

    Raises:
        WrongState: the order does not wait for this signature.
        CodeRejected: "too_many" were sent in a quarter of an hour.
    """
    duty = DUTIES[role]
    read = document(order_id, duty.reads).sha256
    code, row = mint(Errand(duty.purpose, order_id, read), at)
    with transaction():
        order = locked(order_id)
        if order.state != duty.state:
            raise WrongState(State(order.state), duty.act)
        who = signatory(order, role)
        put(row, at)
        _post(order, who, row, code, at)
        facts = {"role": role.value, "document_sha256": read}
        record(order, "view", who.actor, {**facts, **seen_from}, at)
        record(order, "send_code", "system", {**facts, "to": masked(who.email)}, at)
        return masked(who.email)


def masked(email: str) -> str:
    """Return an address that its owner knows and nobody else learns."""
    name, _, host = email.partition("@")
    return f"{name[:1]}•••{name[-1:]}@{host}"


def code_sent_at(order_id: str, at: datetime, role: Role = Role.BUYER) -> datetime | None:
    """Return when the code that still works was sent, or None where there is none."""
    return last_sent(DUTIES[role].purpose, order_id, at)


def verify_code(order_id: str, role: Role, typed: str, bound_to: str, at: datetime) -> str:
    """Check a typed code and return the id of the sent one.

    Raises:
        CodeRejected: wrong, expired, exhausted (the reason says which), used or never sent.
    """
    return verify(Errand(DUTIES[role].purpose, order_id, bound_to), typed, at)


def use_code(code_id: str, at: datetime) -> None:
    """Date the use of a code, inside the transaction that signs."""
    use(code_id, at)


def signed_with(order_id: str, typed: str, at: datetime) -> bool:
    """Say whether a typed code is the one the buyer just signed an order with."""
    duty = DUTIES[Role.BUYER]
    return was(Errand(duty.purpose, order_id, document(order_id, duty.reads).sha256), typed, at)


def _post(order: Order, who: Signatory, row: OneTimeCode, code: str, at: datetime) -> None:
    said = {"code": code}
    post = Post(
        template="code",
        reference=row.id,
        to=who.email,
        locale=order.account.locale,
        secrets=said,
        order_id=order.id,
        useless_after=row.expires_at,
    )
    owe_letter(post, at)
    if who.phone:
        text = {"to": who.phone, "locale": order.account.locale, SECRETS: said}
        key = f"sms:code:{row.id}"
        owe("sms", key, text, order.id, at, useless_after=row.expires_at)
