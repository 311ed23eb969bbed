"""Keep what a step's form was told; link the journey to people and devices."""

import hashlib
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from typing import Any, cast

from sqlalchemy import Executable, Table, bindparam, select, update

from store.extensions import db, transaction
from store.models import Journey


JOURNEYS = cast("Table", Journey.__table__)
SECTIONS = frozenset({"place", "trade_in", "finance", "buyer"})
LINK_LIFE = timedelta(days=30)


def answer(journey_id: str, section: str, values: Mapping[str, Any], at: datetime) -> None:
    """Keep a section's answers (`place`, `trade_in`, `finance` or `buyer`), whole."""
    if section not in SECTIONS:
        raise ValueError(section)
    _change(journey_id, at, **{section: dict(values)})


def choose_dealer(journey_id: str, dealer_id: str, at: datetime) -> None:
    """Keep the dealer who will receive the order."""
    _change(journey_id, at, dealer_id=dealer_id)


def adopt(journey_id: str, account_id: str, at: datetime) -> None:
    """Give a journey begun without an account to the person who signed in."""
    _change(journey_id, at, account_id=account_id)


def take_terms(journey_id: str, terms: str, employee_id: str | None, at: datetime) -> None:
    """Put a journey under the terms a person is entitled to."""
    _change(journey_id, at, terms=terms, employee_id=employee_id)


def mark_reviewed(journey_id: str, deal_sha256: str, at: datetime) -> None:
    """Remember which Deal the customer saw on the review page."""
    _change(journey_id, at, reviewed_sha256=deal_sha256)


def _change(journey_id: str, at: datetime, **values: object) -> None:
    """Write columns in one statement: no row is read, compared and written."""
    told = {"journey_id": journey_id, "updated_at": at, **values}
    with transaction():
        db.session.connection().execute(_changing(frozenset(values)), told).one()


@cache
def _changing(columns: frozenset[str]) -> Executable:
    told: dict[str, Any] = {name: bindparam(name) for name in (*columns, "updated_at")}
    change = update(JOURNEYS).where(JOURNEYS.c.id == bindparam("journey_id"))
    grown = JOURNEYS.c.revision + 1
    return change.values(revision=grown, **told).returning(JOURNEYS.c.id)


def make_link(journey_id: str, at: datetime) -> str:
    """Return a new secret for the link that opens this journey on another device."""
    token = secrets.token_urlsafe(24)
    _change(journey_id, at, resume_hash=_digest(token), resume_expires_at=at + LINK_LIFE)
    return token


def follow_link(token: str, at: datetime) -> Journey | None:
    """Return the journey of a link that has not expired."""
    return db.session.scalar(
        select(Journey).where(Journey.resume_hash == _digest(token), Journey.resume_expires_at > at)
    )


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
