"""Who is signed in and what they may open; the only importer of flask_login."""

import hashlib
import hmac
import ipaddress
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache, wraps
from http import HTTPStatus
from typing import ParamSpec
from urllib.parse import urlsplit

import argon2
from flask import Flask, abort, current_app, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from sqlalchemy import ColumnElement, select, update
from typing_extensions import override

from store import clock
from store.config import Settings
from store.email import canonical_email
from store.extensions import db, limiter, transaction
from store.models import Account, LoginSession
from store.orders.origin import Origin


LIFETIME = {
    "customer": timedelta(days=60),
    "dealer": timedelta(hours=12),
    "staff": timedelta(hours=12),
}
RANGES = {4: 24, 6: 48}
HASH_SIGNS = 32
KEPT = ("journeys", "scheme", "language")  # not the CSRF token: a session has one of its own
KNOWN = "known"  # addresses that signed in with this browser, as keyed hashes; outlives sessions
MOST_KNOWN = 5
MAILBOX_SIGNS = 254
TAKEN = {HTTPStatus.NO_CONTENT, HTTPStatus.SEE_OTHER}  # a form was taken, and leads on

P = ParamSpec("P")
View = Callable[P, ResponseReturnValue]

hasher = argon2.PasswordHasher()
manager = LoginManager()


class Visitor(UserMixin):
    """A signed-in browser, as flask_login sees it: its id is the secret session token."""

    def __init__(self, token: str, account: Account) -> None:
        self.token = token
        self.account = account

    @override
    def get_id(self) -> str:
        """Return what the signed cookie keeps."""
        return self.token


def init_app(app: Flask) -> None:
    """Bind flask_login to the application."""
    manager.init_app(app, add_context_processor=False)  # a page asks for the person it shows
    app.config["SESSION_PROTECTION"] = None  # a phone changes its address; the token is the proof


@manager.user_loader
def _load(token: str) -> Visitor | None:
    found = db.session.scalar(
        select(LoginSession).where(
            LoginSession.token_hash == _digest(token),
            LoginSession.revoked_at.is_(None),
            LoginSession.expires_at > clock.now(),
        )
    )
    return Visitor(token, found.account) if found and _may_enter(found.account) else None


def _may_enter(person: Account) -> bool:
    """Refuse who is erased, and in production who came with the demonstration."""
    settings: Settings = current_app.extensions["settings"]
    return person.erased_at is None and not (settings.production and person.demonstration)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _visitor() -> Visitor | None:
    return current_user if isinstance(current_user, Visitor) else None


def account() -> Account | None:
    """Return who is signed in, or None."""
    visitor = _visitor()
    return visitor.account if visitor else None


def origin() -> Origin:
    """Return where this request comes from, in hashes that nobody without our key can undo."""
    person, mark = account(), str(session.get("csrf_token") or "")
    customer = person.id if person and person.role == "customer" else None
    return Origin(_keyed(mark), _keyed(network_of(request.remote_addr or "")), customer)


def network_of(address: str) -> str:
    """Return the range of an address that one subscriber has: IPv4 /24, IPv6 /48."""
    try:
        number = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network((number, RANGES[number.version]), strict=False))


def _keyed(word: str) -> str:
    key = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(key, word.encode(), hashlib.sha256).hexdigest()[:HASH_SIGNS]


def _typed_mailbox() -> str:
    return canonical_email(request.form.get("email", "")[:MAILBOX_SIGNS])


def _is_owners() -> bool:
    return not _typed_mailbox() or knows(_typed_mailbox())


# Letters that anybody may ask for: few for each mailbox, unless its owner asks; errors are free.
a_letter = limiter.limit(
    "6/day",
    key_func=lambda: f"{request.endpoint} {_typed_mailbox()}",
    exempt_when=_is_owners,
    deduct_when=lambda response: response.status_code in TAKEN,
)


def sign_in(person: Account, at: datetime) -> None:
    """Open a fresh session for a person; what the visitor had begun stays theirs."""
    token = secrets.token_urlsafe(32)
    row = LoginSession(
        token_hash=_digest(token),
        account_id=person.id,
        created_at=at,
        expires_at=at + LIFETIME[person.role],
        browser=str(request.user_agent)[:200],
    )
    with transaction():
        db.session.add(row)
    kept = {key: session[key] for key in KEPT if key in session}
    others = [one for one in session.get(KNOWN, []) if one != _keyed(person.email)]
    session.clear()
    session.update(kept)
    session[KNOWN] = [*others, _keyed(person.email)][-MOST_KNOWN:]
    session.permanent = True
    login_user(Visitor(token, person))


def sign_out(at: datetime) -> None:
    """End this browser's session, in the database too."""
    visitor = _visitor()
    if visitor:
        _revoke(LoginSession.token_hash == _digest(visitor.token), at)
    logout_user()
    known = session.get(KNOWN, [])
    session.clear()
    session[KNOWN] = known
    session.permanent = bool(known)


def knows(email: str) -> bool:
    """Say whether the owner of an address has signed in with this browser before.

    Whatever strangers try with that address elsewhere, this browser is asked to wait for nobody.
    """
    return _keyed(canonical_email(email)) in session.get(KNOWN, [])


def revoke_all(account_id: str, at: datetime) -> None:
    """End every session of an account."""
    _revoke(LoginSession.account_id == account_id, at)


def _revoke(whose: ColumnElement[bool], at: datetime) -> None:
    with transaction():
        db.session.execute(
            update(LoginSession)
            .where(whose, LoginSession.revoked_at.is_(None))
            .values(revoked_at=at)
        )


def hash_password(password: str) -> str:
    """Return the argon2id hash of a password."""
    return hasher.hash(password)


@cache
def _decoy() -> str:
    """Return the hash that an unknown person's password is compared with."""
    return hash_password(secrets.token_hex(8))


def password_fits(person: Account | None, password: str) -> bool:
    """Say whether a password fits; takes as long for an unknown person as for a known one."""
    known = person.password_hash if person and _may_enter(person) else None
    try:
        hasher.verify(known or _decoy(), password)
    except argon2.exceptions.VerificationError:
        return False
    return known is not None


def _guard(roles: frozenset[str]) -> Callable[[View[P]], View[P]]:
    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
            person = account()
            if person is None:
                wanted = request.full_path if request.method == "GET" else None
                return redirect(url_for("account.sign_in", next=wanted), 303)
            if person.role not in roles:
                abort(404)
            return view(*args, **kwargs)

        return guarded

    return decorate


signed_in = _guard(frozenset(LIFETIME))
customer_only = _guard(frozenset({"customer"}))
dealer_only = _guard(frozenset({"dealer"}))
staff_only = _guard(frozenset({"staff"}))


def safe_target(wanted: str | None, otherwise: str) -> str:
    """Return where to go next: a path of this store, never an address outside it."""
    if not wanted or not wanted.startswith("/") or wanted[1:2] in {"/", "\\"}:
        return otherwise
    parts = urlsplit(wanted.replace("\\", "/"))
    return wanted if not parts.scheme and not parts.netloc and wanted.isprintable() else otherwise
