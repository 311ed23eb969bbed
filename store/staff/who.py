"""Who of the staff is signed in."""

from flask import abort

from store.models import Account
from store.security import account


def own_account() -> Account:
    """Return the signed-in member of the staff."""
    person = account()
    if person is None or person.role != "staff":
        abort(404)
    return person
