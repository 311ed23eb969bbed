"""Everything the store holds about a person, as plain data to take away.

Regulation (EU) 2016/679, articles 15 and 20: a copy of the data, structured and machine-readable.
"""

import json
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from store.accounts.journeys import journeys_of
from store.extensions import db
from store.models import Account, DriveRequest, Journey, LoginSession, Order, Paper
from store.orders.belonging import belonging
from store.orders.deposits import payments_of
from store.orders.exchange_pictures import pictures_of
from store.orders.part_exchange import part_exchange_of
from store.papers.folder import papers_sent
from store.test_drives.forget import drives_of


FORMAT = 1


def portrait(person: Account, at: datetime) -> dict[str, Any]:
    """Return a person's data: account, sessions, journeys, orders with their events and files."""
    mine = select(Order).where(Order.account_id == person.id, belonging())
    orders = db.session.scalars(mine.order_by(Order.created_at))
    return {
        "format": FORMAT,
        "made_at": at.isoformat(),
        "account": _columns(person, {"id", "email", "role", "name", "locale", "created_at"}),
        "sessions": [
            _columns(one, {"created_at", "expires_at", "revoked_at", "browser"})
            for one in _sessions(person.id)
        ],
        "journeys": [_journey(one) for one in journeys_of(person.id)],
        "orders": [_order(one) for one in orders],
        "test_drives": [_drive(one) for one in drives_of(person.email)],
    }


def _sessions(account_id: str) -> list[LoginSession]:
    wanted = select(LoginSession).where(LoginSession.account_id == account_id)
    return list(db.session.scalars(wanted.order_by(LoginSession.created_at)))


def _journey(journey: Journey) -> dict[str, Any]:
    secret = {"resume_hash", "employee_id", "account_id"}
    photos = {"view", "size", "sha256", "received_at"}
    return {
        **_columns(journey, {c.key for c in Journey.__table__.columns} - secret),
        "car_pictures": [_columns(one, photos) for one in pictures_of(journey.id).values()],
    }


def _drive(drive: DriveRequest) -> dict[str, Any]:
    said = {"model", "day", "part", "stage", "words", "name", "email", "phone", "created_at"}
    return {**_columns(drive, said), "dealer": drive.dealer.name}


def _order(order: Order) -> dict[str, Any]:
    plain = {"deal", "account_id", "employee_id"}
    kept = _columns(order, {c.key for c in Order.__table__.columns} - plain)
    paid = {"provider", "amount_cents", "currency", "state", "created_at", "updated_at"}
    return {
        **kept,
        "deal": json.loads(order.deal),
        "dealer": order.dealer.name,
        "events": [_columns(one, {"kind", "at", "actor", "data", "hash"}) for one in order.events],
        "documents": [_columns(one, {"kind", "sha256", "size"}) for one in order.documents],
        "payments": [_columns(one, paid) for one in payments_of(order.id)],
        "part_exchange": _part_exchange(order),
        "papers": [_paper(one) for one in papers_sent(order.id)],
    }


def _part_exchange(order: Order) -> dict[str, Any] | None:
    row = part_exchange_of(order)
    return _columns(row, {"stage", "declared", "found", "statement"}) if row else None


def _paper(paper: Paper) -> dict[str, Any]:
    said = _columns(paper, {"kind", "state", "reason", "words", "received_at", "decided_at"})
    kept = {"id", "media_type", "pages", "size", "sha256", "received_at"}
    return {**said, "files": [_columns(one, kept) for one in paper.files]}


def _columns(row: object, names: set[str]) -> dict[str, Any]:
    return {name: _plain(getattr(row, name)) for name in sorted(names)}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, (date, datetime)) else value
