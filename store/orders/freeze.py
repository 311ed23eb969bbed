"""Freezing a Deal into an order ready to be signed, with its draft PDF."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from store.database import new_id
from store.extensions import db, transaction
from store.gateways.registry import gateways
from store.journeys.deal import Deal
from store.journeys.sale import closed_reason
from store.markets import market
from store.models import Journey, Order
from store.orders.documents import Kept, attach, keep
from store.orders.drafted import Draft
from store.orders.events import SYSTEM, advance, record
from store.orders.hold import HOLD, claim, claim_within
from store.orders.lifecycle import ENDED, START, Act, State, WrongState
from store.orders.numbers import free_number
from store.orders.origin import Origin
from store.orders.part_exchange import begun
from store.orders.refusals import Incomplete, NotReviewed, OthersTerms, SaleClosed
from store.orders.valuation_tables import keep_tables


__all__ = ["Draft", "freeze"]

SIGN_WITHIN = timedelta(days=7)


def freeze(
    journey_id: str,
    draft: Draft,
    at: datetime,
    *,
    account_id: str | None = None,
    origin: Origin | None = None,
) -> Order:
    """Make the order of a journey, or return the one that says exactly the same.

    An unsigned order of the journey with another Deal, buyer or dealer expires and is replaced.
    The PDF is rendered and archived before the transaction; one that fails leaves only a file.

    Args:
        journey_id: The reviewed journey.
        draft: What its buyer saw.
        at: Now.
        account_id: Whose order it will be once the buyer's address is proved; by default whose
            the journey is.
        origin: From where it is asked. A stock car is kept seven days for who has proved the
            buyer's address, and for ten minutes, within what a visitor may hold, for others.

    Raises:
        SaleClosed: production, and the seller or the terms are a demonstration.
        NotReviewed: the customer saw another Deal than this one.
        Incomplete: the journey has no account or no dealer, or nothing may be ordered here while
            the rate of a tax is not published.
        OthersTerms: the journey has an employee's terms, and the order would be somebody else's.
        CarTaken: the stock car was lost to another buyer.
        WrongState: the journey's order is signed already, with another Deal.
        ArchiveError: the draft could not be kept.
    """
    before = db.session.get_one(Journey, journey_id)
    _refuse_incomplete(before, draft)
    owner = _owner(before, account_id)
    known = _open_order(journey_id)
    if known is not None and _says(known, draft, owner):
        return known
    zone = ZoneInfo(market(before.market).timezone)
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
            if _says(known, draft, owner):
                return known
            advance(known, Act.EXPIRE, SYSTEM, {"replaced_by": number}, at)
        return _make(journey, draft, _Named(number, owner, kept, origin), at)


@dataclass(frozen=True, slots=True)
class _Named:
    number: str
    account_id: str
    kept: Kept
    origin: Origin | None


def _owner(journey: Journey, named: str | None) -> str:
    owner = named or journey.account_id
    if owner is None:
        raise Incomplete("account", "the buyer has none yet")
    if journey.employee_id is not None and owner != journey.account_id:
        raise OthersTerms("terms", "they are another person's")
    return owner


def _refuse_incomplete(journey: Journey, draft: Draft) -> None:
    closed = closed_reason(journey.brand, draft.deal.request.terms, journey.market)
    if closed:
        raise SaleClosed(closed, "it is marked as a demonstration")
    if journey.dealer_id is None:
        raise Incomplete("dealer", "none is chosen yet")
    if not draft.deal.orderable:
        raise Incomplete("taxes", "the rate of a tax on this car is not published yet")
    if journey.reviewed_sha256 != draft.sha256:
        raise NotReviewed("deal", "the price changed since it was reviewed")


def _open_order(journey_id: str) -> Order | None:
    return db.session.scalars(
        select(Order).where(Order.journey_id == journey_id, Order.state.not_in(ENDED))
    ).one_or_none()


def _says(order: Order, draft: Draft, owner: str) -> bool:
    """Tell whether an order says exactly the same; raises WrongState if it can be no other."""
    same = order.deal_sha256 == draft.sha256 and order.buyer == dict(draft.buyer)
    if order.state == State.READY:
        return same and (order.dealer_id, order.account_id) == (order.journey.dealer_id, owner)
    if not same:
        raise WrongState(State(order.state), Act.SIGN)
    return True


def _make(journey: Journey, draft: Draft, named: _Named, at: datetime) -> Order:
    if journey.stock_vehicle_id:
        _keep_car(journey.stock_vehicle_id, journey.id, named, at)
    order = _order(journey, draft, named, at)
    db.session.add(order)
    db.session.flush()
    if draft.part_exchange:
        db.session.add(begun(order.id, draft.part_exchange))
    attach(order, named.kept, at)
    facts = {"deal_sha256": order.deal_sha256, "draft_sha256": named.kept.sha256}
    record(order, "freeze", f"customer:{order.account_id}", facts, at)
    return order


def _keep_car(vehicle_id: str, journey_id: str, named: _Named, at: datetime) -> None:
    origin = named.origin
    if origin is None:
        claim(vehicle_id, journey_id, at, at + SIGN_WITHIN)
        return
    proved = origin.account_id == named.account_id
    claim_within(vehicle_id, journey_id, origin, at, at + (SIGN_WITHIN if proved else HOLD))


def _order(journey: Journey, draft: Draft, named: _Named, at: datetime) -> Order:
    return Order(
        id=new_id(),
        number=named.number,
        state=START,
        market=journey.market,
        brand=journey.brand,
        terms=journey.terms,
        journey_id=journey.id,
        account_id=named.account_id,
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
