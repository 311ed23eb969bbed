"""What nobody needs any more of anybody: every purge of the data map, and accounts left alone."""

from datetime import date, datetime

from sqlalchemy import exists, select

from store.accounts.data_map import HOLDINGS
from store.accounts.erase import erase
from store.accounts.expiry import PROSPECT_KEPT
from store.extensions import db
from store.models import Account, Journey, LoginSession, Order


def forget_due(at: datetime, on: date) -> dict[str, int]:
    """Forget what is over by the rules of the day; returns how many rows by table, none at 0.

    Raises:
        UnknownLaw: no rule is in force that day.
    """
    gone = {one.table: one.purge(at, on) for one in HOLDINGS if one.purge is not None}
    gone["accounts"] = _forget_accounts(at)
    return {table: count for table, count in gone.items() if count}


def _forget_accounts(at: datetime) -> int:
    """Erase customers who ordered nothing and have not been here for three years."""
    idle = (
        select(Account.id)
        .where(Account.role == "customer", Account.erased_at.is_(None))
        .where(Account.created_at < at - PROSPECT_KEPT)
        .where(~exists().where(Order.account_id == Account.id))
        .where(~exists().where(Journey.account_id == Account.id))
        .where(~exists().where(LoginSession.account_id == Account.id))
    )
    accounts = db.session.scalars(idle).all()
    for account_id in accounts:
        erase(account_id, at)
    return len(accounts)
