"""What an erasure does to each table of the data map; runs inside the caller's transaction.

A function takes the person and the moment and returns the names of archive files to remove once
the transaction is committed.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, or_, select, update

from store.accounts.rows_of_person import Person, journeys_about, orders_of, unsigned_orders_of
from store.extensions import db
from store.models import (
    Account,
    Journey,
    LoginSession,
    OneTimeCode,
    Order,
    OrderDocument,
    OutboxMessage,
    PartExchange,
    Reservation,
    SigningLink,
)
from store.orders.events import SYSTEM, advance
from store.orders.hold import give_up
from store.orders.lifecycle import Act, State
from store.papers.forget import drop_papers_of
from store.part_exchange.forget import drop_pictures
from store.test_drives.forget import drop_drives_of


BLANK_JOURNEY: dict[str, Any] = {
    "account_id": None,
    "place": {},
    "trade_in": {},
    "finance": {},
    "buyer": {},
    "resume_hash": None,
}


def erase_papers(person: Person, _at: datetime) -> list[str]:
    """Delete the papers sent for any order, and their files."""
    return drop_papers_of(person.account_id)


def erase_pictures(person: Person, _at: datetime) -> list[str]:
    """Delete the photos of the present car."""
    return drop_pictures(journeys_about(person))


def erase_drives(person: Person, _at: datetime) -> list[str]:
    """Delete the test drives asked for with the address."""
    drop_drives_of(person.email)
    return []


def erase_codes(person: Person, _at: datetime) -> list[str]:
    """Delete one-time codes sent to the address or for an order."""
    of_order = OneTimeCode.subject.in_(orders_of(person))
    db.session.execute(
        delete(OneTimeCode).where(or_(OneTimeCode.subject == person.email, of_order))
    )
    return []


def erase_sessions(person: Person, _at: datetime) -> list[str]:
    """Delete the sign-ins."""
    db.session.execute(delete(LoginSession).where(LoginSession.account_id == person.account_id))
    return []


def erase_outbox(person: Person, _at: datetime) -> list[str]:
    """Delete letters and messages: to the address, of unsigned orders, and those delivered.

    What a signed order still owes (its evidence, its seal) stays until it is delivered.
    """
    loose = and_(
        OutboxMessage.order_id.is_(None), OutboxMessage.payload["to"].as_string() == person.email
    )
    ends = (OutboxMessage.delivered_at, OutboxMessage.dead_at, OutboxMessage.expired_at)
    closed = or_(*(end.is_not(None) for end in ends))
    of_signed = and_(OutboxMessage.order_id.in_(orders_of(person)), closed)
    of_unsigned = OutboxMessage.order_id.in_(unsigned_orders_of(person))
    db.session.execute(delete(OutboxMessage).where(or_(loose, of_signed, of_unsigned)))
    return []


def erase_signing_links(person: Person, _at: datetime) -> list[str]:
    """Delete the links sent to co-buyers."""
    db.session.execute(delete(SigningLink).where(SigningLink.order_id.in_(orders_of(person))))
    return []


def erase_trade_ins(person: Person, _at: datetime) -> list[str]:
    """Delete the declared car of an order that was never signed."""
    of_unsigned = PartExchange.order_id.in_(unsigned_orders_of(person))
    db.session.execute(delete(PartExchange).where(of_unsigned))
    return []


def erase_drafts(person: Person, _at: datetime) -> list[str]:
    """Return the files of orders never signed; their rows stay, a hash without a content."""
    of_unsigned = OrderDocument.order_id.in_(unsigned_orders_of(person))
    return list(db.session.scalars(select(OrderDocument.name).where(of_unsigned)))


def _end_strangers_orders(person: Person, at: datetime) -> None:
    """End what others prepared with this address and nobody proved: its code has nowhere to go."""
    mine = select(Order).where(Order.account_id == person.account_id)
    for order in db.session.scalars(mine.where(Order.state == State.READY)):
        advance(order, Act.EXPIRE, SYSTEM, {"reason": "address erased"}, at)
        if order.stock_vehicle_id:
            give_up(order.stock_vehicle_id, order.journey_id, at)


def erase_orders(person: Person, at: datetime) -> list[str]:
    """Take the buyer out of orders never signed, and the coordinates out of every one."""
    _end_strangers_orders(person, at)
    for order in db.session.scalars(select(Order).where(Order.account_id == person.account_id)):
        order.summary = {key: value for key, value in order.summary.items() if key != "position"}
        if order.signed_at is None:
            take_buyer_out(order)
    return []


def take_buyer_out(order: Order) -> None:
    """Leave of an order never signed the car and the price, and nobody's name."""
    order.buyer = {}
    nobody = {"buyer": "", "commune": "", "trade_in": None}
    kept = {key: value for key, value in order.summary.items() if key != "position"}
    order.summary = kept | nobody


def erase_reservations(person: Person, _at: datetime) -> list[str]:
    """Delete the holds of journeys that go."""
    gone = select(Journey.id).where(_free_journeys(person))
    db.session.execute(delete(Reservation).where(Reservation.journey_id.in_(gone)))
    return []


def erase_journeys(person: Person, _at: datetime) -> list[str]:
    """Delete journeys; one that an order stands on stays, emptied."""
    db.session.execute(delete(Journey).where(_free_journeys(person)))
    db.session.execute(update(Journey).where(journeys_about(person)).values(**BLANK_JOURNEY))
    return []


def erase_account(person: Person, at: datetime) -> list[str]:
    """Take name, address and password out of the account; the row stays for the order file."""
    account = db.session.get_one(Account, person.account_id)
    account.email, account.name = f"{account.id}@erased.invalid", ""
    account.password_hash, account.erased_at = None, at
    return []


def _free_journeys(person: Person) -> ColumnElement[bool]:
    return and_(journeys_about(person), Journey.id.not_in(select(Order.journey_id)))
