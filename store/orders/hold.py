"""Holding a stock car: of any number of buyers exactly one wins, and a hold ends by itself."""

from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import ColumnElement, CursorResult, select, update

from store.database import new_id
from store.extensions import db, transaction
from store.models import Reservation, StockVehicle
from store.orders.once import insert_once
from store.orders.refusals import CarTaken


HOLD = timedelta(minutes=30)
SOLD = timedelta(days=3650)  # the reservation of a sold car stays open and guards it


def hold(vehicle_id: str, journey_id: str, at: datetime) -> Reservation:
    """Hold a car for a journey for 30 minutes; its holder may ask again and gets more time.

    Raises:
        CarTaken: another journey holds it, or it is sold, or there is no such car.
    """
    with transaction():
        return claim(vehicle_id, journey_id, at, at + HOLD)


def claim(vehicle_id: str, journey_id: str, at: datetime, until: datetime) -> Reservation:
    """Hold a car inside the caller's transaction.

    The partial unique index on open reservations lets one row in; nothing here decides by
    looking first. A sold car keeps its open reservation, which therefore guards the sale too.

    Raises:
        CarTaken: another journey holds it, or it is sold, or there is no such car.
    """
    _refuse_unsellable(vehicle_id)
    _release(Reservation.vehicle_id == vehicle_id, Reservation.expires_at <= at, at=at)
    insert_once(
        Reservation,
        id=new_id(),
        vehicle_id=vehicle_id,
        journey_id=journey_id,
        held_at=at,
        expires_at=until,
    )
    held = _open_reservation(vehicle_id)
    if held is None or held.journey_id != journey_id:
        raise CarTaken("stock car", "another buyer holds it")
    held.expires_at = max(held.expires_at, until)
    return held


def sell(vehicle_id: str, journey_id: str, at: datetime) -> None:
    """Mark a car sold inside the caller's transaction, after making sure of its hold.

    Raises:
        CarTaken: the hold had run out and another buyer has the car.
    """
    claim(vehicle_id, journey_id, at, at + SOLD)
    _date_sale(vehicle_id, at)


def give_up(vehicle_id: str, journey_id: str, at: datetime) -> None:
    """Put the car of an ended journey back on sale, inside the caller's transaction."""
    held = _open_reservation(vehicle_id)
    if held is not None and held.journey_id == journey_id:
        _date_sale(vehicle_id, None)
        held.released_at = at


def release(vehicle_id: str, journey_id: str, at: datetime) -> None:
    """Let a held car go, as when the customer chooses another."""
    with transaction():
        give_up(vehicle_id, journey_id, at)


def release_expired(at: datetime) -> int:
    """Release every hold that ran out, and return how many."""
    with transaction():
        return _release(Reservation.expires_at <= at, at=at)


def _open_reservation(vehicle_id: str) -> Reservation | None:
    return db.session.scalars(
        select(Reservation)
        .where(Reservation.vehicle_id == vehicle_id, Reservation.released_at.is_(None))
        .execution_options(populate_existing=True)
    ).one_or_none()


def _refuse_unsellable(vehicle_id: str) -> None:
    found = db.session.execute(
        select(StockVehicle.sold_at).where(StockVehicle.id == vehicle_id)
    ).one_or_none()
    if found is None:
        raise CarTaken("stock car", "there is none with this id")
    if found.sold_at is not None:
        raise CarTaken("stock car", "it is sold")


def _release(*which: ColumnElement[bool], at: datetime) -> int:
    released = db.session.execute(
        update(Reservation)
        .where(Reservation.released_at.is_(None), *which)
        .values(released_at=at)
        .execution_options(synchronize_session=False)
    )
    return cast("CursorResult[Any]", released).rowcount


def _date_sale(vehicle_id: str, at: datetime | None) -> None:
    db.session.execute(
        update(StockVehicle)
        .where(StockVehicle.id == vehicle_id)
        .values(sold_at=at)
        .execution_options(synchronize_session=False)
    )
