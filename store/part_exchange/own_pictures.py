"""The customer's photos of the present car: made anew, sealed, one a view.

They are sent at the trade-in step or later. All of them in the days of the offer make it firm: at
the signature (`store.orders.part_exchange.follow`), or here where the order is signed already.
"""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import select

from store.extensions import db
from store.journeys.trade_in_values import asked_pictures
from store.models import CarPicture, Journey, Order
from store.orders.events import locked, record
from store.orders.exchange_pictures import all_in_time, firm_by
from store.orders.lifecycle import ENDED, State
from store.orders.part_exchange import part_exchange_of, take
from store.orders.refusals import NotFound
from store.papers.clean import Clean
from store.papers.refusals import PapersClosed
from store.papers.vault import Sealed
from store.part_exchange.pictures import keep_photo
from tradein import Stage, Step, Valuation, advance


OPEN = frozenset({Stage.ESTIMATE, Stage.FIRM})
"""Until the dealer has seen the car."""


def keep_own(journey_id: str, view: str, content: bytes, at: datetime) -> None:
    """Keep the photo of a view, in the place of an earlier one.

    Raises:
        NotFound: the journey has no such car, or no such view is asked for.
        PapersClosed: the dealer has seen the car, or the order has ended.
        PaperRefused: it is no picture; the code says why.
        ArchiveError: it could not be kept.
    """
    _asked(db.session.get(Journey, journey_id), view)
    db.session.rollback()  # no connection is kept while a file is made anew
    keep_photo(view, content, lambda made, sealed: _file(journey_id, view, made, sealed, at))


def stage_before_order(
    journey: Journey, offer: Valuation, pictures: Mapping[str, CarPicture], on: date
) -> Stage:
    """Say where an offer stands that nobody has ordered with yet, by the table of `tradein`."""
    stage, condition = Stage.ESTIMATE, journey.trade_in["condition"]
    seen = all_in_time(pictures, condition, offer.valid_until, journey.market)
    if offer.refer_reasons or not seen:
        return stage
    stage = advance(stage, Step.MAKE_FIRM)
    return advance(stage, Step.LAPSE) if offer.valid_until < on else stage


def may_send(journey_id: str) -> bool:
    """Tell whether photos may still come: until the dealer has seen the car."""
    try:
        _refuse_late(_order_of(journey_id))
    except PapersClosed:
        return False
    return True


def _asked(journey: Journey | None, view: str) -> Journey:
    condition = journey.trade_in.get("condition") if journey else None
    if journey is None or condition is None or view not in asked_pictures(condition):
        raise NotFound("picture", "no such view is asked for")
    return journey


def _order_of(journey_id: str) -> Order | None:
    wanted = select(Order).where(Order.journey_id == journey_id, Order.signed_at.is_not(None))
    return db.session.scalars(wanted.order_by(Order.signed_at.desc())).first()


def _refuse_late(order: Order | None) -> None:
    row = part_exchange_of(order) if order else None
    if order and (State(order.state) in ENDED or row is None or row.stage not in OPEN):
        raise PapersClosed("picture", "the dealer has seen the car, or the order has ended")


def _file(journey_id: str, view: str, made: Clean, sealed: Sealed, at: datetime) -> list[str]:
    """Write it down; returns the names in the archive that nothing needs now."""
    _asked(db.session.get(Journey, journey_id, with_for_update=True), view)
    order = _order_of(journey_id)
    order = locked(order.id) if order else None
    _refuse_late(order)
    known = db.session.scalar(select(CarPicture).filter_by(journey_id=journey_id, view=view))
    if known and known.sha256 == made.sha256:
        return [sealed.name]
    gone = [known.name] if known else []
    picture = known or CarPicture(journey_id=journey_id, view=view)
    picture.name, picture.key, picture.received_at = sealed.name, sealed.key, at
    picture.size, picture.sha256 = len(made.content), made.sha256
    db.session.add(picture)
    db.session.flush()
    if order:
        _make_firm(order, at)
    return gone


def _make_firm(order: Order, at: datetime) -> None:
    row = part_exchange_of(order)
    seen = firm_by(order, row.declared) if row and row.stage == Stage.ESTIMATE else {}
    if row and seen:
        kind, told = take(row, Step.MAKE_FIRM, pictures=seen)
        record(order, kind, f"customer:{order.account_id}", told, at)
