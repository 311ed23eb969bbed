"""Signing in by a code sent to the e-mail address; nobody learns whether an address is known."""

from datetime import datetime

from sqlalchemy import select

from store.accounts.newcomers import is_expected, welcome
from store.email import canonical_email
from store.extensions import db, transaction
from store.models import Account, OneTimeCode
from store.orders.letters import Post, owe_letter
from store.orders.one_time import ANYBODY, Errand, mint, put, use, verify
from store.orders.origin import Origin
from store.orders.refusals import CodeRejected


PURPOSE = "sign-in"
FIRST_LOCALE = "fr"  # the language of a first letter, before anybody could choose


def person_of(email: str) -> Account | None:
    """Return the account of an address, or None."""
    return db.session.scalar(
        select(Account).where(Account.email == email, Account.erased_at.is_(None))
    )


def send_sign_in_code(
    email: str, at: datetime, asker: Origin = ANYBODY, *, known: bool = False
) -> None:
    """Send a code to a customer; an unknown address costs the same time and gets no letter.

    A code is stored either way, so that tries, expiry and limits answer alike. Who is in the HR
    file is known without having bought before. Dealers and staff sign in by password only.

    Args:
        email: The address, however it is spelled.
        at: Now.
        asker: Which browser asks; the code is worth nothing in any other.
        known: Whether its owner has signed in with that browser before.

    Raises:
        CodeRejected: "too_many" were asked for in a quarter of an hour, or a day.
    """
    code, row = mint(_errand(email, asker), at)
    with transaction():
        put(row, at, known=known)
        person = person_of(email)
        if person is None and is_expected(email):
            _post(canonical_email(email), FIRST_LOCALE, code, row, at)
        elif person is not None and person.role == "customer":
            _post(person.email, person.locale, code, row, at)


def redeem(email: str, typed: str, at: datetime, asker: Origin = ANYBODY) -> Account:
    """Return the person whose code this is; it works once.

    Raises:
        CodeRejected: wrong, expired, exhausted, used or never sent.
    """
    code_id = verify(_errand(email, asker), typed, at)
    with transaction():
        if not use(code_id, at):
            raise CodeRejected("code", "wrong")
        welcome(email, FIRST_LOCALE, at)
        person = person_of(email)
        if person is None or person.role != "customer":
            raise CodeRejected("code", "wrong")
        return person


def _errand(email: str, asker: Origin) -> Errand:
    address = canonical_email(email)
    return Errand(PURPOSE, address, address, asker=asker)


def _post(email: str, locale: str, code: str, row: OneTimeCode, at: datetime) -> None:
    """Owe the letter."""
    post = Post(
        template="sign_in",
        reference=row.id,
        to=email,
        locale=locale,
        secrets={"code": code},
        useless_after=row.expires_at,
    )
    owe_letter(post, at)
