"""The account an order is made for: the signed-in one, else the one of the buyer's address."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from store.extensions import db, transaction
from store.models import Account, Journey


LONGEST_NAME = 120


def name_account(journey_id: str, signed_in: str | None, locale: str, at: datetime) -> str:
    """Give a journey the account its order will belong to, and return the account's id.

    An address that nobody used before gets an account without a password. One that is known is
    only named: nothing of that account is shown or opened, because the code that signs the order
    goes to its address, and until then nobody is signed in.

    Args:
        journey_id: A journey whose buyer is known.
        signed_in: Id of the customer who is signed in, who is then the account.
        locale: Language of the letters to a new account.
        at: Now.
    """
    buyer = db.session.get_one(Journey, journey_id).buyer
    email, name = buyer["email"], f"{buyer['first_name']} {buyer['last_name']}"[:LONGEST_NAME]
    found = signed_in or _known(email) or _new(email, name, locale, at)
    with transaction():
        journey = db.session.get_one(Journey, journey_id, with_for_update=True)
        if journey.account_id != found:
            journey.account_id = found
            journey.updated_at = at
    return found


def _known(email: str) -> str | None:
    return db.session.scalar(select(Account.id).where(func.lower(Account.email) == email.lower()))


def _new(email: str, name: str, locale: str, at: datetime) -> str:
    try:
        with transaction():
            made = Account(email=email, role="customer", name=name, locale=locale, created_at=at)
            db.session.add(made)
            db.session.flush()
            key = made.id
    except IntegrityError:
        known = _known(email)
        if known is None:
            raise
        return known
    return key
