"""Who visits the store in tests, and how they sign in and send forms, as a browser would.

Claire buys, Grenelle and Versailles sell, Nora and Marc are staff, Charlie is a stranger with an
account of his own.
"""

import hashlib
import re
import secrets
from datetime import timedelta

from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from store import clock
from store.extensions import db, transaction
from store.models import Account, LoginSession


CLAIRE = "claire.morel@example.fr"
CHARLIE = "hugo.lambert@example.fr"
NORA = "nora.petit@staff.example"
MARC = "marc.dubois@staff.example"
GRENELLE = "peugeot-paris-grenelle@dealers.example"
VERSAILLES = "peugeot-versailles-clagny@dealers.example"
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="csrf_token"')


def person(email: str, role: str = "customer", *, dealer_id: str | None = None) -> Account:
    """Return the account of an address, made where there is none."""
    found = db.session.scalar(select(Account).where(Account.email == email))
    if found is None:
        found = Account(email=email, role=role, dealer_id=dealer_id, created_at=clock.now())
        with transaction():
            db.session.add(found)
    return found


def sign_in_as(client: FlaskClient, email: str) -> Account:
    """Open a session for a person in this browser, without the ceremony."""
    someone, token = person(email), secrets.token_urlsafe(32)
    row = LoginSession(
        token_hash=hashlib.sha256(token.encode()).hexdigest(),
        account_id=someone.id,
        created_at=clock.now(),
        expires_at=clock.now() + timedelta(days=90),
        browser="tests",
    )
    with transaction():
        db.session.add(row)
    with client.session_transaction() as session:
        session["_user_id"], session["_fresh"] = token, True
    return db.session.get_one(Account, row.account_id)


def give_journey(client: FlaskClient, journey_id: str) -> None:
    """Let this browser own a journey, as if it had begun it."""
    with client.session_transaction() as session:
        session["journeys"] = [*session.get("journeys", []), journey_id]


def token(client: FlaskClient, page: str) -> str:
    """Return the token of a page's forms."""
    found = TOKEN.search(client.get(page).get_data(as_text=True))
    assert found, f"{page} has no form"
    return found.group(1) or found.group(2)


def send(client: FlaskClient, path: str, page: str = "/sign-in", **data: str) -> TestResponse:
    """Post a form with the token of a page, as a browser does after looking at that page."""
    return client.post(path, data={"csrf_token": token(client, page), **data})
