"""The one-time code with which a buyer signs: sent by e-mail and SMS, bound to the draft."""

import secrets
from datetime import datetime

from sqlalchemy import ColumnElement, select, update

from esign import LIFETIME, MAX_TRIES, IssuedCode, Verdict, check_code, hash_code, new_code
from store.database import new_id
from store.extensions import db, transaction
from store.models import OneTimeCode, Order
from store.orders.documents import document
from store.orders.events import locked, record
from store.orders.letters import Post, owe_letter
from store.orders.lifecycle import Act, State, WrongState
from store.orders.outbox import SECRETS, owe
from store.orders.refusals import CodeRejected


PURPOSE = "sign"
SALT_BYTES = RANDOM_BYTES = 16


def send_code(order_id: str, at: datetime) -> str:
    """Send the buyer a fresh code; earlier ones stop working.

    Returns:
        Where it went, masked, for the page and the consent ("c•••l@example.fr").

    Raises:
        WrongState: the order is not to be signed.
    """
    code, salt = new_code(secrets.token_bytes(RANDOM_BYTES)), secrets.token_bytes(SALT_BYTES)
    bound_to = document(order_id, "draft").sha256
    digest = hash_code(code, salt, bound_to)
    with transaction():
        order = locked(order_id)
        if order.state != State.READY:
            raise WrongState(State(order.state), Act.SIGN)
        _end_earlier(order.id, at)
        row = _row(order.id, digest, salt, bound_to, at)
        db.session.add(row)
        _post(order, row.id, code, at)
        record(order, "send_code", "system", {"to": masked(order.account.email)}, at)
        return masked(order.account.email)


def masked(email: str) -> str:
    """Return an address that its owner knows and nobody else learns."""
    name, _, host = email.partition("@")
    return f"{name[:1]}•••{name[-1:]}@{host}"


def claim_try(order_id: str) -> tuple[str, IssuedCode]:
    """Count a try before the code is compared, so that parallel guesses are all counted.

    Returns:
        The id of the sent code and what `esign.check_code` compares with.

    Raises:
        CodeRejected: no code was sent, or it was used.
    """
    with transaction():
        row = db.session.scalars(
            select(OneTimeCode)
            .where(*_open(order_id))
            .order_by(OneTimeCode.created_at.desc())
            .limit(1)
            .with_for_update()
        ).one_or_none()
        if row is None:
            raise CodeRejected("code", "none was sent")
        issued = IssuedCode(
            digest=row.code_hash,
            salt=bytes.fromhex(row.salt),
            bound_to=row.bound_to,
            issued_at=row.created_at,
            tries=row.tries,
        )
        row.tries = min(row.tries + 1, MAX_TRIES)
        return row.id, issued


def verify_code(order_id: str, typed: str, bound_to: str, at: datetime) -> str:
    """Check a typed code and return the id of the sent one.

    Raises:
        CodeRejected: wrong, expired, exhausted (the reason says which), used or never sent.
    """
    key, issued = claim_try(order_id)
    verdict = check_code(typed, issued, bound_to, at)
    if verdict is not Verdict.RIGHT:
        raise CodeRejected("code", verdict.value)
    return key


def use_code(code_id: str, at: datetime) -> None:
    """Date the use of a code, inside the transaction that signs."""
    db.session.execute(update(OneTimeCode).where(OneTimeCode.id == code_id).values(used_at=at))


def _open(order_id: str) -> tuple[ColumnElement[bool], ...]:
    return (
        OneTimeCode.purpose == PURPOSE,
        OneTimeCode.subject == order_id,
        OneTimeCode.used_at.is_(None),
    )


def _end_earlier(order_id: str, at: datetime) -> None:
    db.session.execute(update(OneTimeCode).where(*_open(order_id)).values(used_at=at))


def _row(order_id: str, digest: str, salt: bytes, bound_to: str, at: datetime) -> OneTimeCode:
    return OneTimeCode(
        id=new_id(),
        purpose=PURPOSE,
        subject=order_id,
        salt=salt.hex(),
        code_hash=digest,
        bound_to=bound_to,
        created_at=at,
        expires_at=at + LIFETIME,
    )


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
