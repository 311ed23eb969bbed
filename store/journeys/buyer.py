"""The buyer: what of a kept answer no later step can use, and the account the order is made for."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from store import typed_text
from store.email import same_mailbox
from store.extensions import db, transaction
from store.journeys.answer import adopt, answer
from store.models import Account, Journey
from store.typed_text import Unreadable


READERS: Mapping[str, Callable[[str], str]] = {
    "first_name": typed_text.person_name,
    "last_name": typed_text.person_name,
    "birth_place": typed_text.one_line,
    "street": typed_text.one_line,
    "town": typed_text.one_line,
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
    """Return the account an order of a journey is made for.

    The journey of somebody signed in is theirs, and so is the address in it. Else the typed address
    only names whom the code that signs is sent to: nothing of that account is shown or opened, and
    the journey stays the browser's, until the code has proved the address. An address that nobody
    used before gets an account without a name or a password.

    Args:
        journey_id: A journey whose buyer is known.
        signed_in: Id of the customer who is signed in, who is then the account.
        locale: Language of the letters to a new account.
        at: Now.
    """
    journey = db.session.get_one(Journey, journey_id)
    if signed_in is None:
        return _known(journey.buyer["email"]) or _new(journey.buyer["email"], locale, at)
    own = db.session.get_one(Account, signed_in).email
    if not same_mailbox(journey.buyer["email"], own):
        answer(journey_id, "buyer", {**journey.buyer, "email": own}, at)
    if db.session.get_one(Journey, journey_id).account_id != signed_in:
        adopt(journey_id, signed_in, at)
    return signed_in


def _known(email: str) -> str | None:
    return db.session.scalar(select(Account.id).where(Account.email == email))


def _new(email: str, locale: str, at: datetime) -> str:
    try:
        with transaction():
            made = Account(email=email, role="customer", locale=locale, created_at=at)
            db.session.add(made)
            db.session.flush()
            key = made.id
    except IntegrityError:
        known = _known(email)
        if known is None:
            raise
        return known
    return key
