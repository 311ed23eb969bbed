"""Holding a stock car: of any number of buyers exactly one wins, and a hold ends by itself.

Cars are scarce and a browser costs nothing, so what a visitor holds is bounded: few cars at a time
for each, and a share of the stock for all of an address range together. Both rise with proof. Over
its bounds a car is not held and nobody is refused: it goes to whoever signs first.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any, cast

from sqlalchemy import ColumnElement, CursorResult, func, select, update

from store.database import new_id
from store.extensions import db, transaction
from store.models import Reservation, StockVehicle
from store.orders.once import insert_once
from store.orders.origin import Origin
from store.orders.refusals import CarTaken


HOLD = timedelta(minutes=10)
PROVED_HOLD = timedelta(minutes=30)
LEAST_SHARE = 2
SOLD = timedelta(days=3650)  # the reservation of a sold car stays open and guards it


@dataclass(frozen=True, slots=True)
class Bounds:
    """What visitors may hold at a time.

    Attributes:
        cars: Each of them.
        of_stock: All of an address range together, as a share of the unsold cars; never fewer
            than two of them may hold at once.
        time: How long a hold lasts.
    """

    cars: int
    of_stock: Fraction
    time: timedelta


UNPROVED = Bounds(2, Fraction(1, 50), HOLD)
PROVED = Bounds(5, Fraction(1, 5), PROVED_HOLD)


def hold(vehicle_id: str, journey_id: str, at: datetime) -> Reservation:
    """Hold a car for a journey for 10 minutes; its holder may ask again and gets more time.

    Raises:
        CarTaken: another journey holds it, or it is sold, or there is no such car.
    """
    with transaction():
        return claim(vehicle_id, journey_id, at, at + HOLD)


def hold_for(vehicle_id: str, journey_id: str, origin: Origin, at: datetime) -> bool:
    """Hold a car for a visitor, within what they may hold; returns whether it is held.

    Raises:
        CarTaken: another journey holds it, or it is sold, or there is no such car.
    """
    with transaction():
        return claim_within(vehicle_id, journey_id, origin, at, at + bounds_of(origin).time)


def bounds_of(origin: Origin) -> Bounds:
    """Return what a visitor may hold."""
    return PROVED if origin.account_id else UNPROVED


def claim_within(
    vehicle_id: str, journey_id: str, origin: Origin, at: datetime, until: datetime
) -> bool:
    """Hold a car inside the caller's transaction, unless that is more than the visitor may.

    Raises:
        CarTaken: another journey holds it, or it is sold, or there is no such car.
    """
    _one_at_a_time(origin)
    _refuse_unsellable(vehicle_id)
    held = _open_reservation(vehicle_id)
    if held is not None and held.expires_at > at and held.journey_id != journey_id:
        raise CarTaken("stock car", "another buyer holds it")
    if not _within(origin, vehicle_id, at):
        return False
    held = claim(vehicle_id, journey_id, at, until)
    held.holder, held.network = origin.holder, origin.network
    return True


def held_until(vehicle_id: str, journey_ids: Collection[str], at: datetime) -> datetime | None:
    """Return until when one of these journeys holds a car; None where none does."""
    return db.session.scalar(
        select(Reservation.expires_at).where(
            Reservation.vehicle_id == vehicle_id,
            Reservation.journey_id.in_(journey_ids),
            Reservation.released_at.is_(None),
            Reservation.expires_at > at,
        )
    )


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
    held = claim(vehicle_id, journey_id, at, at + SOLD)
    held.holder = held.network = ""  # what is bought counts against nobody
    _date_sale(vehicle_id, at)


def give_up(vehicle_id: str, journey_id: str, at: datetime) -> None:
    """Put the car of an ended journey back on sale, inside the caller's transaction."""
    held = _open_reservation(vehicle_id)
    if held is not None and held.journey_id == journey_id:
        _date_sale(vehicle_id, None)
        held.released_at = at
        held.holder = held.network = ""


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


def _one_at_a_time(origin: Origin) -> None:
    """Let the requests of a visitor and of an address range count one after the other.

    On SQLite every write transaction does.
    """
    if db.session.get_bind().dialect.name == "postgresql":
        for word in sorted({origin.holder, origin.network}):
            db.session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(word, 0))))


def _within(origin: Origin, vehicle_id: str, at: datetime) -> bool:
    """Say whether a visitor, and all of their address range, may hold one car more."""
    bounds = bounds_of(origin)
    others = select(func.count(Reservation.id)).where(
        Reservation.released_at.is_(None),
        Reservation.expires_at > at,
        Reservation.vehicle_id != vehicle_id,
    )
    mine = db.session.scalar(others.where(Reservation.holder == origin.holder)) or 0
    kind = Reservation.holder.startswith(origin.holder.partition(":")[0])
    near = db.session.scalar(others.where(Reservation.network == origin.network, kind)) or 0
    unsold = select(func.count(StockVehicle.id)).where(StockVehicle.sold_at.is_(None))
    share = int((db.session.scalar(unsold) or 0) * bounds.of_stock)
    return mine < bounds.cars and near < max(share, LEAST_SHARE)


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
        .values(released_at=at, holder="", network="")
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
