"""The one-time codes that sign: one by e-mail, another by SMS to whom the e-mail has proved.

A code proves the channel it came by and no other. So an address that nobody proved yet gets the
code of its own e-mail alone: whoever typed somebody else's address beside their own telephone
signs nothing, and opens nothing.
"""

from collections.abc import Mapping
from datetime import datetime

from esign import Role
from store.extensions import db, transaction
from store.models import OneTimeCode, Order
from store.orders.belonging import belongs
from store.orders.documents import document
from store.orders.events import locked, record
from store.orders.hold import HOLD, claim_within
from store.orders.letters import Post, owe_letter
from store.orders.lifecycle import State, WrongState
from store.orders.one_time import BY_MAIL, Channel, Errand, last_sent, mint, put, use, verify, was
from store.orders.origin import Origin
from store.orders.outbox import SECRETS, owe
from store.orders.signatories import DUTIES, Signatory, signatory


NOWHERE: Mapping[str, str] = {}
EITHER: tuple[Channel, ...] = ("mail", "sms")


def send_code(
    order_id: str,
    at: datetime,
    role: Role = Role.BUYER,
    *,
    proved: bool | None = None,
    origin: Origin | None = None,
    seen_from: Mapping[str, str] = NOWHERE,
) -> str:
    """Send a signatory a fresh code by each channel they may use; earlier ones stop working.

    The code is asked for at the foot of the whole document, so that the document counts as read.

    Args:
        order_id: The order.
        at: This moment.
        role: Who is to sign.
        proved: Whether who asks has proved the signatory's e-mail address: an SMS goes out too.
            By default whether the order is its account's (`has_proved`); a page says it of the
            very visitor who asks.
        origin: From where it is asked: a stock car is held from there while the code works.
        seen_from: Address, browser and session of the request, for the evidence.

    Returns:
        Where the e-mail went, masked, for the page and the consent ("c•••l@example.fr").

    Raises:
        WrongState: the order does not wait for this signature.
        CodeRejected: "too_many" were sent in a quarter of an hour.
        CarTaken: another buyer has the stock car.
    """
    duty = DUTIES[role]
    read = document(order_id, duty.reads).sha256
    sure = has_proved(db.session.get_one(Order, order_id), role) if proved is None else proved
    minted = [mint(Errand(duty.purpose, order_id, read, one), at) for one in channels(sure)]
    with transaction():
        order = locked(order_id)
        if order.state != duty.state:
            raise WrongState(State(order.state), duty.act)
        if order.stock_vehicle_id and origin:
            claim_within(order.stock_vehicle_id, order.journey_id, origin, at, at + HOLD)
        who = signatory(order, role)
        sent = [_send(order, who, one, at) for one in minted]
        facts = {"role": role.value, "document_sha256": read}
        record(order, "view", who.actor, {**facts, **seen_from}, at)
        record(order, "send_code", "system", {**facts, "to": ", ".join(filter(None, sent))}, at)
        return masked(who.email)


def channels(proved: bool) -> tuple[Channel, ...]:  # noqa: FBT001  the one thing it depends on
    """Return what a signatory may be sent codes by, and sign with."""
    return EITHER if proved else BY_MAIL


def has_proved(order: Order, role: Role) -> bool:
    """Say whether a signatory has proved their address: the co-buyer by the link sent there."""
    return role is Role.CO_BUYER or belongs(order)


def masked(email: str) -> str:
    """Return an address that its owner knows and nobody else learns."""
    name, _, host = email.partition("@")
    return f"{name[:1]}•••{name[-1:]}@{host}"


def masked_phone(number: str) -> str:
    """Return a telephone number that its owner knows and nobody else learns."""
    return f"{number[:3]}•••{number[-2:]}"


def code_sent_at(order_id: str, at: datetime, role: Role = Role.BUYER) -> datetime | None:
    """Return when the code that still works was sent, or None where there is none."""
    return last_sent(DUTIES[role].purpose, order_id, at)


def verify_code(errand: Errand, typed: str, at: datetime, *, proved: bool) -> str:
    """Check a code typed by a signatory and return the id of the sent one.

    Raises:
        CodeRejected: wrong, expired, exhausted (the reason says which), used or never sent.
    """
    return verify(errand, typed, at, channels(proved))


def use_code(code_id: str, at: datetime) -> None:
    """Date the use of a code, inside the transaction that signs."""
    use(code_id, at)


def came_by(
    order_id: str, typed: str, at: datetime, channel: Channel, role: Role = Role.BUYER
) -> bool:
    """Say whether a typed code is the one a channel brought for a signature; counts no try."""
    return was(errand_of(order_id, role, channel), typed, at)


def errand_of(order_id: str, role: Role, channel: Channel = "mail") -> Errand:
    """Return what the code of a signatory is for."""
    duty = DUTIES[role]
    return Errand(duty.purpose, order_id, document(order_id, duty.reads).sha256, channel)


def _send(order: Order, who: Signatory, minted: tuple[str, OneTimeCode], at: datetime) -> str:
    """Owe one channel's code; returns where it goes, masked, "" where there is no telephone."""
    code, row = minted
    if row.channel == "sms" and not who.phone:
        return ""
    put(row, at)
    if row.channel == "sms":
        _text(order, who, row, code, at)
        return masked_phone(who.phone)
    _post(order, who, row, code, at)
    return masked(who.email)


def _text(order: Order, who: Signatory, row: OneTimeCode, code: str, at: datetime) -> None:
    text = {"to": who.phone, "locale": order.account.locale, SECRETS: {"code": code}}
    owe("sms", f"sms:code:{row.id}", text, order.id, at, useless_after=row.expires_at)


def _post(order: Order, who: Signatory, row: OneTimeCode, code: str, at: datetime) -> None:
    post = Post(
        template="code",
        reference=row.id,
        to=who.email,
        locale=order.account.locale,
        secrets={"code": code},
        order_id=order.id,
        useless_after=row.expires_at,
    )
    owe_letter(post, at)
