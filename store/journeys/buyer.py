"""The buyer: what of a kept answer no later step can use, and the account the order is made for."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from store import typed_text
from store.extensions import db, transaction
from store.models import Account, Journey
from store.typed_text import Unreadable


LONGEST_NAME = 120
READERS: Mapping[str, Callable[[str], str]] = {
    "first_name": typed_text.person_name,
    "last_name": typed_text.person_name,
    "birth_place": typed_text.one_line,
    "street": typed_text.one_line,
    "company": typed_text.one_line,
    "email": typed_text.email_address,
}


def unusable(buyer: Mapping[str, Any]) -> Iterator[tuple[str, Unreadable]]:
    """Yield each kept answer that the contract, the signature or a letter cannot use, and why.

    A journey or an order may be older than the reader that would refuse it today. The second
    buyer's answers are named co_first_name and so on.
    """
    people = (("", buyer), ("co_", buyer.get("co_buyer") or {}))
    for prefix, who in people:
        for name in READERS.keys() & who.keys():
            try:
                if who[name]:
                    READERS[name](who[name])
            except Unreadable as error:
                yield f"{prefix}{name}", error


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
