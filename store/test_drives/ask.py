"""Somebody asks to try a car."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select

from store.extensions import db, transaction
from store.markets import market
from store.models import Dealer, DriveRequest
from store.orders.refusals import DealerUnfit
from store.test_drives.letters import write_both
from store.test_drives.lifecycle import OPEN, Stage
from store.test_drives.moments import days, parts
from store.test_drives.refusals import NoSuchMoment


@dataclass(frozen=True, kw_only=True)
class Wish:
    """Which car, where, when, and who asks; `stock_vehicle_id` where it is one in stock."""

    brand: str
    slug: str
    model: str
    stock_vehicle_id: str | None
    dealer_id: str
    day: date
    part: str
    name: str
    email: str
    phone: str
    locale: str


def ask(wish: Wish, at: datetime) -> DriveRequest:
    """Keep a request and write to both; a second click finds the first request.

    Raises:
        DealerUnfit: the dealer is closed, or sells another brand.
        NoSuchMoment: nobody is there then.
    """
    with transaction():
        dealer = db.session.get(Dealer, wish.dealer_id, with_for_update=True)
        if dealer is None or dealer.brand != wish.brand or dealer.closed_at is not None:
            raise DealerUnfit("dealer", "closed, or of another brand")
        refuse_moment(dealer.market, wish.day, wish.part, at)
        known = _known(wish)
        if known is not None:
            return known
        row = DriveRequest(
            market=dealer.market, stage=Stage.ASKED, created_at=at, updated_at=at, **asdict(wish)
        )
        db.session.add(row)
        db.session.flush()
        write_both(row, at)
        return row


def refuse_moment(country: str, day: date, part: str, at: datetime) -> None:
    """Raise NoSuchMoment unless dealers are open then, within the next weeks."""
    opening = market(country).opening()
    today = at.astimezone(ZoneInfo(opening.timezone)).date()
    if day not in days(opening, today):
        raise NoSuchMoment("day", "dealers are closed, or it is too far away")
    if part not in parts(opening, day):
        raise NoSuchMoment("part", "dealers are closed then")


def _known(wish: Wish) -> DriveRequest | None:
    same = {"dealer_id": wish.dealer_id, "slug": wish.slug, "email": wish.email, "day": wish.day}
    wanted = select(DriveRequest).filter_by(part=wish.part, **same)
    return db.session.scalars(wanted.where(DriveRequest.stage.in_(OPEN))).first()
