"""One-time codes, whatever they are for: hashed, few tries, a short life, few in a quarter hour."""

import hashlib
import hmac
import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal, cast

from flask import current_app
from sqlalchemy import ColumnElement, CursorResult, delete, func, select, update

from esign import LIFETIME, MAX_TRIES, IssuedCode, Verdict, check_code, hash_code, new_code
from store.config import Settings
from store.database import new_id
from store.extensions import db, transaction
from store.models import OneTimeCode
from store.orders.origin import Origin
from store.orders.refusals import CodeRejected


SALT_BYTES = RANDOM_BYTES = 16
MOST_SENT = 5
SENT_WITHIN = timedelta(minutes=15)
DAY = timedelta(days=1)
KEPT = timedelta(days=1)

Channel = Literal["mail", "sms"]
BY_MAIL: tuple[Channel, ...] = ("mail",)


ANYBODY = Origin("", "")


@dataclass(frozen=True, slots=True)
class Bound:
    """How many codes for one purpose and subject may be sent within a time."""

    most: int
    within: timedelta


# A stranger who asks for somebody's codes is bounded by their own address range; many of them
# together by what is sent to one mailbox, except to a browser its owner has signed in with.
OF_NETWORK = (Bound(MOST_SENT, SENT_WITHIN), Bound(15, DAY))
OF_ALL = (Bound(15, SENT_WITHIN), Bound(60, DAY))
OF_KNOWN = (Bound(MOST_SENT, SENT_WITHIN),)


@dataclass(frozen=True, slots=True)
class Errand:
    """What a code is for.

    Attributes:
        purpose: "sign" or "sign-in".
        subject: Whom or what it is about: an order's id, an e-mail address.
        bound_to: What it is worth nothing without: the hash of the document, the address.
        channel: What it is sent by, and so the only address it proves.
        asker: From where it is asked, and alone is worth something: so nobody's codes are ended or
            used up by somebody else who asks for the same. By default wherever the subject is read.
    """

    purpose: str
    subject: str
    bound_to: str
    channel: Channel = "mail"
    asker: Origin = ANYBODY


def mint(errand: Errand, at: datetime) -> tuple[str, OneTimeCode]:
    """Return a fresh code and its row, unstored."""
    code, salt = new_code(secrets.token_bytes(RANDOM_BYTES)), secrets.token_bytes(SALT_BYTES)
    row = OneTimeCode(
        id=new_id(),
        purpose=errand.purpose,
        subject=errand.subject,
        salt=salt.hex(),
        code_hash=hash_code(code, _keyed(salt), errand.bound_to),
        bound_to=errand.bound_to,
        channel=errand.channel,
        asker=errand.asker.browser,
        network=errand.asker.network,
        created_at=at,
        expires_at=at + LIFETIME,
    )
    return code, row


def put(row: OneTimeCode, at: datetime, *, known: bool = False) -> None:
    """Store a minted code in the caller's transaction; the asker's earlier ones of its channel end.

    Args:
        row: The code.
        at: Now.
        known: Whether the subject's owner has proved themself with this browser before.

    Raises:
        CodeRejected: "too_many" were sent for this in a quarter of an hour, or a day.
    """
    about = _about(row.purpose, row.subject, (row.channel,))
    mine, near = OneTimeCode.asker == row.asker, OneTimeCode.network == row.network
    if known:
        _refuse_flood(OF_KNOWN, (*about, mine), at)
    else:
        _refuse_flood(OF_NETWORK, (*about, near), at)
        _refuse_flood(OF_ALL, about, at)
    earlier = update(OneTimeCode).where(*about, mine, OneTimeCode.used_at.is_(None))
    db.session.execute(earlier.values(used_at=at))
    db.session.add(row)
    db.session.flush()


def _refuse_flood(
    bounds: Sequence[Bound], about: tuple[ColumnElement[bool], ...], at: datetime
) -> None:
    for bound in bounds:
        recent = OneTimeCode.created_at > at - bound.within
        sent = db.session.scalar(select(func.count(OneTimeCode.id)).where(*about, recent)) or 0
        if sent >= bound.most:
            raise CodeRejected("code", "too_many")


def verify(
    errand: Errand, typed: str, at: datetime, channels: Collection[Channel] = BY_MAIL
) -> str:
    """Check a typed code against the latest sent by each channel; return the id of the right one.

    A wrong one is a try on every channel, so that a second channel gives no second set of tries.

    Raises:
        CodeRejected: wrong, expired, exhausted (the reason says which), used or never sent.
    """
    verdicts: dict[Verdict, str] = {}
    for key, issued in _claim_tries(errand, channels):
        verdicts.setdefault(check_code(typed, issued, errand.bound_to, at), key)
    if Verdict.RIGHT in verdicts:
        return verdicts[Verdict.RIGHT]
    order = (Verdict.WRONG, Verdict.EXPIRED, Verdict.EXHAUSTED)
    raise CodeRejected("code", next(one for one in order if one in verdicts).value)


def use(code_id: str, at: datetime) -> bool:
    """Date the use of a code inside the caller's transaction; False if it was used meanwhile."""
    unused = select(OneTimeCode).where(OneTimeCode.id == code_id, OneTimeCode.used_at.is_(None))
    row = db.session.scalar(unused.with_for_update())
    if row is None:
        return False
    row.used_at = at
    return True


def last_sent(purpose: str, subject: str, at: datetime) -> datetime | None:
    """Return when the code that still works was sent, or None where there is none."""
    return db.session.scalar(
        select(func.max(OneTimeCode.created_at))
        .where(
            *_about(purpose, subject, BY_MAIL),
            OneTimeCode.used_at.is_(None),
            OneTimeCode.expires_at >= at,
        )
        .execution_options(populate_existing=True)
    )


def was(errand: Errand, typed: str, at: datetime) -> bool:
    """Say whether this is its channel's latest code, used or not, while fresh; counts no try."""
    about = _about(errand.purpose, errand.subject, (errand.channel,))
    latest = select(OneTimeCode).where(*about).order_by(OneTimeCode.created_at.desc()).limit(1)
    row = db.session.scalar(latest)
    return row is not None and check_code(typed, _issued(row, 0), errand.bound_to, at) == "right"


def forget(at: datetime) -> int:
    """Delete every code that ran out more than a day ago, and return how many."""
    with transaction():
        gone = db.session.execute(delete(OneTimeCode).where(OneTimeCode.expires_at < at - KEPT))
        return cast("CursorResult[Any]", gone).rowcount


def _claim_tries(errand: Errand, channels: Collection[Channel]) -> Sequence[tuple[str, IssuedCode]]:
    """Count tries before the codes are compared, so that parallel guesses are all counted."""
    with transaction():
        rows = db.session.scalars(
            select(OneTimeCode)
            .where(*_about(errand.purpose, errand.subject, channels))
            .where(OneTimeCode.asker == errand.asker.browser, OneTimeCode.used_at.is_(None))
            .order_by(OneTimeCode.created_at.desc(), OneTimeCode.id)
            .with_for_update()
        ).all()
        if not rows:
            raise CodeRejected("code", "none was sent")
        issued = [(row.id, _issued(row, row.tries)) for row in rows]
        for row in rows:
            row.tries = min(row.tries + 1, MAX_TRIES)
        return issued


def _issued(row: OneTimeCode, tries: int) -> IssuedCode:
    return IssuedCode(
        digest=row.code_hash,
        salt=_keyed(bytes.fromhex(row.salt)),
        bound_to=row.bound_to,
        issued_at=row.created_at,
        tries=tries,
    )


def _about(
    purpose: str, subject: str, channels: Collection[str]
) -> tuple[ColumnElement[bool], ...]:
    return (
        OneTimeCode.purpose == purpose,
        OneTimeCode.subject == subject,
        OneTimeCode.channel.in_(channels),
    )


def _keyed(salt: bytes) -> bytes:
    """Return the salt under the store's secret: a stolen table of codes is worth nothing."""
    settings: Settings = current_app.extensions["settings"]
    return hmac.new(settings.secret_key.encode(), salt, hashlib.sha256).digest()
