"""The password of an account, as its hash."""

from store.extensions import db, transaction
from store.models import Account


def set_password(account_id: str, password_hash: str) -> None:
    """Keep the argon2 hash of a new password."""
    with transaction():
        db.session.get_one(Account, account_id).password_hash = password_hash
