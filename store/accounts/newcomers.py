"""People of the HR file who sign in for the first time: the code proves their address."""

from datetime import datetime

from sqlalchemy import select

from store.extensions import db
from store.models import Account, Employee
from store.orders.once import insert_once


def _named(email: str) -> Employee | None:
    return db.session.scalars(select(Employee).where(Employee.email == email)).first()


def is_expected(email: str) -> bool:
    """Say whether the HR file names an address."""
    return _named(email) is not None


def welcome(email: str, locale: str, at: datetime) -> None:
    """Make the account of who is in the HR file and has none, inside the caller's transaction.

    Call it only once the address is proved.
    """
    person = _named(email)
    if person is not None:
        name = f"{person.first_name} {person.last_name}"
        insert_once(Account, email=email, role="customer", name=name, locale=locale, created_at=at)
