"""Freezing a Deal into an order ready to be signed, with its draft PDF."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from store.database import new_id
from store.extensions import db, transaction
from store.gateways.registry import gateways
from store.journeys.deal import Deal
from store.markets import market
from store.models import Journey, Order
from store.orders.documents import Kept, attach, keep
from store.orders.drafted import Draft
from store.orders.events import SYSTEM, advance, record
from store.orders.hold import claim
from store.orders.lifecycle import ENDED, START, Act, State, WrongState
from store.orders.numbers import free_number
from store.orders.part_exchange import begun
from store.orders.refusals import Incomplete, NotReviewed
from store.orders.valuation_tables import keep_tables


__all__ = ["Draft", "freeze"]

SIGN_WITHIN = timedelta(days=7)


def freeze(journey_id: str, draft: Draft, at: datetime) -> Order:
    """Make the order of a journey, or return the one that says exactly the same.

    An unsigned order of the journey with another Deal, buyer or dealer expires and is replaced.
    The PDF is rendered and archived before the transaction; one that fails leaves only a file.

    Raises:
        NotReviewed: the customer saw another Deal than this one.
        Incomplete: the journey has no account or no dealer.
        CarTaken: the stock car was lost to another buyer.
        WrongState: the journey's order is signed already, with another Deal.
        ArchiveError: the draft could not be kept.
    """
    _refuse_incomplete(db.session.get_one(Journey, journey_id), draft)
    known = _open_order(journey_id)
    if known is not None and _says(known, draft):
        return known
    zone = ZoneInfo(market(db.session.get_one(Journey, journey_id).market).timezone)
    number = free_number(at.astimezone(zone).year)
    if draft.part_exchange:
        keep_tables(draft.part_exchange)
    pdf = draft.render(number)
    kept = keep(gateways().archive, number, "draft", pdf)
    with transaction():
        journey = db.session.get_one(Journey, journey_id, with_for_update=True)
        _refuse_incomplete(journey, draft)
        known = _open_order(journey_id)
        if known is not None:
            if _says(known, draft):
                return known
            advance(known, Act.EXPIRE, SYSTEM, {"replaced_by": number}, at)
        return _make(journey, draft, number, kept, at)


def _refuse_incomplete(journey: Journey, draft: Draft) -> None:
    if journey.account_id is None:
        raise Incomplete("account", "the buyer has none yet")
    if journey.dealer_id is None:
        raise Incomplete("dealer", "none is chosen yet")
    if journey.reviewed_sha256 != draft.sha256:
        raise NotReviewed("deal", "the price changed since it was reviewed")


def _open_order(journey_id: str) -> Order | None:
    return db.session.scalars(
        select(Order).where(Order.journey_id == journey_id, Order.state.not_in(ENDED))
    ).one_or_none()


def _says(order: Order, draft: Draft) -> bool:
    """Tell whether an order says exactly the same; raises WrongState if it can be no other."""
    same = order.deal_sha256 == draft.sha256 and order.buyer == dict(draft.buyer)
    if order.state == State.READY:
        return same and order.dealer_id == order.journey.dealer_id
    if not same:
        raise WrongState(State(order.state), Act.SIGN)
    return True


def _make(journey: Journey, draft: Draft, number: str, kept: Kept, at: datetime) -> Order:
    if journey.stock_vehicle_id:
        claim(journey.stock_vehicle_id, journey.id, at, at + SIGN_WITHIN)
    order = _order(journey, draft, number, at)
    db.session.add(order)
    db.session.flush()
    if draft.part_exchange:
        db.session.add(begun(order.id, draft.part_exchange))
    attach(order, kept, at)
    facts = {"deal_sha256": order.deal_sha256, "draft_sha256": kept.sha256}
    record(order, "freeze", f"customer:{order.account_id}", facts, at)
    return order


def _order(journey: Journey, draft: Draft, number: str, at: datetime) -> Order:
    return Order(
        id=new_id(),
        number=number,
        state=START,
        market=journey.market,
        brand=journey.brand,
        terms=journey.terms,
        journey_id=journey.id,
        account_id=journey.account_id,
        dealer_id=journey.dealer_id,
        employee_id=journey.employee_id,
        stock_vehicle_id=journey.stock_vehicle_id,
        deal=draft.document.decode(),
        deal_sha256=draft.sha256,
        verification_id=draft.verification_id,
        summary={**draft.summary, "position": _position(draft.deal)},
        buyer=dict(draft.buyer),
        road_price_cents=draft.deal.road_price_cents,
        deposit_cents=draft.deal.deposit_cents,
        delivery_by=draft.delivery_by,
        created_at=at,
    )


def _position(deal: Deal) -> list[str]:
    """Return where the customer lives, for finding the next dealer."""
    return [str(deal.request.place.lat), str(deal.request.place.lon)]
