"""Forgetting a person, except for what the law says must be kept.

Regulation (EU) 2016/679, article 17(3)(b): a contract above 120 euros concluded online is kept ten
years (Code de la consommation, articles L213-1 and D213-2). So signed orders stay as they are;
everything else about the person goes, papers first.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update

from store.extensions import db, transaction
from store.models import (
    Account,
    Journey,
    LoginSession,
    OneTimeCode,
    Order,
    OutboxMessage,
    PartExchange,
    Reservation,
)
from store.orders.belonging import belonging
from store.orders.events import SYSTEM, advance
from store.orders.hold import give_up
from store.orders.lifecycle import ENDED, Act, State
from store.orders.refusals import OrderRefused
from store.papers.forget import drop_papers_of, remove
from store.part_exchange.forget import drop_pictures_of
from store.test_drives.forget import drop_drives_of


OVER = ENDED | {State.DELIVERED}
NOBODY: dict[str, Any] = {
    "account_id": None,
    "place": {},
    "trade_in": {},
    "finance": {},
    "buyer": {},
    "resume_hash": None,
}


class OrderRunning(OrderRefused):
    """An order is under way; who is owed a car cannot be forgotten yet."""


def running(account_id: str) -> list[Order]:
    """Return the person's own orders that must end before they can be forgotten."""
    mine = select(Order).where(Order.account_id == account_id, belonging())
    return list(db.session.scalars(mine.where(Order.state.not_in(OVER))))


def erase(account_id: str, at: datetime) -> None:
    """Erase a customer: papers, photos, journeys, sessions, codes, letters, name and password.

    Raises:
        OrderRunning: an order is under way.
    """
    with transaction():
        person = db.session.get_one(Account, account_id, with_for_update=True)
        open_orders = running(account_id)
        if open_orders:
            raise OrderRunning("order", f"{open_orders[0].number} is under way")
        papers = [*drop_papers_of(account_id), *drop_pictures_of(account_id)]
        _erase_letters(person.email)
        drop_drives_of(person.email)
        db.session.execute(delete(LoginSession).where(LoginSession.account_id == account_id))
        _end_strangers(account_id, at)
        _erase_unsigned(account_id)
        _erase_journeys(account_id)
        person.email, person.name = f"{person.id}@erased.invalid", ""
        person.password_hash, person.erased_at = None, at
    remove(papers)


def _erase_letters(email: str) -> None:
    """Delete codes and letters that belong to no order."""
    db.session.execute(delete(OneTimeCode).where(OneTimeCode.subject == email))
    db.session.execute(
        delete(OutboxMessage).where(
            OutboxMessage.order_id.is_(None), OutboxMessage.payload["to"].as_string() == email
        )
    )


def _end_strangers(account_id: str, at: datetime) -> None:
    """End what others prepared with this address and nobody proved: its code has nowhere to go."""
    open_ones = select(Order).where(Order.account_id == account_id, Order.state == State.READY)
    for order in db.session.scalars(open_ones):
        advance(order, Act.EXPIRE, SYSTEM, {"reason": "address erased"}, at)
        if order.stock_vehicle_id:
            give_up(order.stock_vehicle_id, order.journey_id, at)


def _erase_unsigned(account_id: str) -> None:
    """An order that was never signed is no contract: the buyer is taken out of it."""
    unsigned = select(Order).where(Order.account_id == account_id, Order.signed_at.is_(None))
    of_unsigned = PartExchange.order_id.in_(unsigned.with_only_columns(Order.id))
    db.session.execute(delete(PartExchange).where(of_unsigned))
    for order in db.session.scalars(unsigned):
        order.buyer = {}
        order.summary = {**order.summary, "buyer": "", "commune": "", "trade_in": None}


def _erase_journeys(account_id: str) -> None:
    """Delete journeys; one that an order stands on stays, emptied."""
    ordered = select(Order.journey_id)
    mine = Journey.account_id == account_id
    free = select(Journey.id).where(mine, Journey.id.not_in(ordered))
    db.session.execute(delete(Reservation).where(Reservation.journey_id.in_(free)))
    db.session.execute(delete(Journey).where(mine, Journey.id.not_in(ordered)))
    db.session.execute(update(Journey).where(mine).values(**NOBODY))
