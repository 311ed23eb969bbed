"""Who of the staff does something to an order."""

from store.extensions import db
from store.models import Account
from store.orders.refusals import NotFound


def member(account_id: str) -> Account:
    """Return a present member of the staff.

    Raises:
        NotFound: no such account, of another role, or erased.
    """
    found = db.session.get(Account, account_id)
    if found is None or found.role != "staff" or found.erased_at is not None:
        raise NotFound("account", "it is not of the staff")
    return found
