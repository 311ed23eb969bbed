"""Which photos of the present car there are, and whether they make its offer firm."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from store.extensions import db
from store.journeys.trade_in_values import asked_pictures
from store.markets import market
from store.models import CarPicture, Order


def pictures_of(journey_id: str) -> dict[str, CarPicture]:
    """Return the photos of a journey's present car by view."""
    wanted = select(CarPicture).where(CarPicture.journey_id == journey_id)
    return {one.view: one for one in db.session.scalars(wanted)}


def all_in_time(
    pictures: Mapping[str, CarPicture], condition: Mapping[str, Any], until: date, country: str
) -> bool:
    """Tell whether every view asked for was photographed by the last day of the offer."""
    zone = ZoneInfo(market(country).timezone)
    found = (pictures.get(view) for view in asked_pictures(condition))
    return all(one and one.received_at.astimezone(zone).date() <= until for one in found)


def firm_by(order: Order, promise: Mapping[str, Any]) -> dict[str, str]:
    """Return {view: SHA-256} of the photos that make an order's trade-in firm, else nothing."""
    pictures, until = pictures_of(order.journey_id), date.fromisoformat(promise["valid_until"])
    if not all_in_time(pictures, promise["condition"], until, order.market):
        return {}
    return {view: pictures[view].sha256 for view in asked_pictures(promise["condition"])}
