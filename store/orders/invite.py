"""The co-buyer's own link: sent when the buyer has signed, dead with the order's seven days."""

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import select

from esign import Role
from store.database import new_id
from store.extensions import db, transaction
from store.models import Order, SigningLink
from store.orders.codes import masked
from store.orders.documents import document
from store.orders.events import SYSTEM, advance, locked_for_buyer, record
from store.orders.letters import Post, owe_letter
from store.orders.lifecycle import Act, State, WrongState
from store.orders.refusals import LinkExpired, NotFound
from store.orders.signatories import DUTIES, has_co_buyer, signatory


CO_SIGN_WITHIN = timedelta(days=7)
TOKEN_BYTES = 32
DUTY = DUTIES[Role.CO_BUYER]


def invite(order: Order, at: datetime) -> None:
    """Ask the co-buyer to sign, inside the transaction in which the buyer signed."""
    order.reminded_at = at
    advance(order, Act.INVITE, SYSTEM, link_sent(order, "co_sign", at), at)


def invite_again(order_id: str, account_id: str, at: datetime) -> Order:
    """Send another link at the buyer's wish; the earlier ones keep working.

    Raises:
        NotFound: the buyer has no such order.
        WrongState: the order does not wait for a co-buyer.
    """
    with transaction():
        order = locked_for_buyer(order_id, account_id)
        if order.state != DUTY.state:
            raise WrongState(State(order.state), Act.INVITE)
        actor = f"customer:{account_id}"
        record(order, "remind", actor, link_sent(order, "co_sign", at), at)
        return order


def link_sent(order: Order, template: str, at: datetime) -> dict[str, str]:
    """Owe a letter with a fresh link, inside the caller's transaction.

    Returns:
        What the evidence keeps: the masked address and the hash of the document to be signed.
    """
    who, token = signatory(order, Role.CO_BUYER), secrets.token_urlsafe(TOKEN_BYTES)
    until = co_sign_until(order)
    row = SigningLink(
        id=new_id(),
        order_id=order.id,
        token_hash=_digest(token),
        bound_to=document(order.id, DUTY.reads).sha256,
        created_at=at,
        expires_at=until,
    )
    db.session.add(row)
    facts = {"buyer": str(order.summary.get("buyer", "")), "until": until.isoformat()}
    _write(order, template, row.id, at, facts=facts, secrets_={"token": token})
    return {"role": who.role.value, "to": masked(who.email), "document_sha256": row.bound_to}


def co_sign_until(order: Order) -> datetime:
    """Return when the co-buyer's time is over: seven days after the buyer signed."""
    if order.signed_at is None:
        raise WrongState(State(order.state), Act.INVITE)
    return order.signed_at + CO_SIGN_WITHIN


def follow(token: str, at: datetime) -> Order:
    """Return the order a co-buyer's link opens.

    Raises:
        NotFound: nobody was sent this link, or it is not about this document.
        LinkExpired: its time is over.
    """
    row = db.session.scalar(select(SigningLink).where(SigningLink.token_hash == _digest(token)))
    if row is None or row.bound_to != document(row.order_id, DUTY.reads).sha256:
        raise NotFound("link", "nobody was sent it")
    if row.expires_at <= at:
        raise LinkExpired("link", f"it worked until {row.expires_at.isoformat()}")
    return db.session.get_one(Order, row.order_id)


def thank(order: Order, at: datetime) -> None:
    """Send the co-buyer what both have signed."""
    _write(order, "co_copy", order.id, at, attach=("co_signed",))


def tell_co_buyer(order: Order, template: str, at: datetime, *, attach: Sequence[str] = ()) -> None:
    """Write to a co-buyer who was asked to sign; to nobody where there is none."""
    if order.signed_at is not None and has_co_buyer(order):
        _write(order, template, order.id, at, attach=attach)


def _write(
    order: Order,
    template: str,
    reference: str,
    at: datetime,
    *,
    facts: Mapping[str, str] | None = None,
    secrets_: Mapping[str, str] | None = None,
    attach: Sequence[str] = (),
) -> None:
    post = Post(
        template=template,
        reference=reference,
        to=signatory(order, Role.CO_BUYER).email,
        locale=order.account.locale,
        facts=facts or {},
        secrets=secrets_ or {},
        attach=attach,
        order_id=order.id,
    )
    owe_letter(post, at)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
