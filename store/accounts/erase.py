"""Forgetting a person, except for what the law says must be kept.

Regulation (EU) 2016/679, article 17(3)(b): a contract above 120 euros concluded online is kept ten
years (Code de la consommation, articles L213-1 and D213-2). So signed orders stay as they are;
everything else about the person goes, by the data map.
"""

from datetime import datetime

from sqlalchemy import select

from store.accounts.data_map import HOLDINGS
from store.accounts.expiry import OVER
from store.accounts.rows_of_person import Person
from store.extensions import db, transaction
from store.models import Account, Order
from store.orders.belonging import belonging
from store.orders.refusals import OrderRefused
from store.papers.forget import remove


class OrderRunning(OrderRefused):
    """An order is under way; who is owed a car cannot be forgotten yet."""


def running(account_id: str) -> list[Order]:
    """Return the person's own orders that must end before they can be forgotten."""
    mine = select(Order).where(Order.account_id == account_id, belonging())
    return list(db.session.scalars(mine.where(Order.state.not_in(OVER))))


def erase(account_id: str, at: datetime) -> None:
    """Erase a customer from every table of the data map and from the archive.

    Raises:
        OrderRunning: an order is under way.
    """
    files: list[str] = []
    with transaction():
        account = db.session.get_one(Account, account_id, with_for_update=True)
        open_orders = running(account_id)
        if open_orders:
            raise OrderRunning("order", f"{open_orders[0].number} is under way")
        person = Person(account.id, account.email)
        for holding in HOLDINGS:
            if holding.erase is not None:
                files += holding.erase(person, at)
    remove(files)
