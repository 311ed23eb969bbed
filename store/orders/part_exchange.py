"""The trade-in of an order: promised with it, and led by it from one stage to the next.

Every step of the order takes the trade-in along (`follow`); the steps that are its own are taken
by the verbs of `store.part_exchange`. Either way an event of the order says so.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from store.extensions import db
from store.journeys.deal import Deal
from store.journeys.tables import tables
from store.markets import market
from store.models import Order, PartExchange
from store.orders.exchange_pictures import firm_by
from store.orders.lifecycle import ENDED, State
from tradein import Referral, Stage, Step, Valuation, advance
from tradein.guarantee import ENDED as OVER


Told = tuple[str, dict[str, Any]]
SIGNING = frozenset({State.CO_SIGNING, State.SIGNED})
AS_DESCRIBED = (Step.INSPECT, Step.CONFIRM, Step.SETTLE)
"""What a dealer does who hands the new car over and had nothing to say of the old one."""


def declared(
    deal: Deal, answers: Mapping[str, Any], offer: Valuation | Referral | None
) -> dict[str, Any]:
    """Return what an order keeps of a firm trade-in, empty where its Deal has none.

    Keys: facts, condition (as a journey keeps them), on (the day of the offer), valid_until,
    valid_km, gross_cents, model_id, rules_id.
    """
    if deal.request.trade_in is None or not isinstance(offer, Valuation):
        return {}
    validity = timedelta(days=tables().rules.validity.days)
    return {
        "facts": dict(answers["facts"]),
        "condition": dict(answers["condition"]),
        "on": (offer.valid_until - validity).isoformat(),
        "valid_until": offer.valid_until.isoformat(),
        "valid_km": offer.valid_km,
        "gross_cents": offer.gross_cents,
        "model_id": offer.model_id,
        "rules_id": offer.rules_id,
    }


def offer_lapsed(order: Order, at: datetime) -> bool:
    """Tell whether the trade-in that an order names can no longer be signed for."""
    given = Deal.from_json(order.deal).request.trade_in
    today = at.astimezone(ZoneInfo(market(order.market).timezone)).date()
    return given is not None and given.valid_until < today


def told_of(order: Order) -> dict[str, Any]:
    """Return what a letter says of an order's trade-in and its validity, empty without one."""
    row = part_exchange_of(order)
    if row is None:
        return {}
    kept = row.declared
    return {
        "trade_in_cents": kept["gross_cents"],
        "trade_in_until": kept["valid_until"],
        "trade_in_km": kept["valid_km"],
    }


def begun(order_id: str, promise: Mapping[str, Any]) -> PartExchange:
    """Return the row of a trade-in that is ordered and not signed yet, unstored."""
    return PartExchange(order_id=order_id, stage=Stage.ESTIMATE, declared=dict(promise))


def part_exchange_of(order: Order) -> PartExchange | None:
    """Return the trade-in of an order as it stands now, None without one."""
    if not order.summary.get("trade_in"):
        return None
    return db.session.scalar(
        select(PartExchange)
        .where(PartExchange.order_id == order.id)
        .execution_options(populate_existing=True)
    )


def take(row: PartExchange, step: Step, **data: object) -> Told:
    """Take a step and return the event to record, inside the caller's transaction.

    Raises:
        tradein.WrongStageError: it cannot be taken from where the trade-in stands.
    """
    row.stage = advance(Stage(row.stage), step)
    return f"trade_in_{step}", {"stage": str(row.stage), **data}


def follow(order: Order) -> Iterator[Told]:
    """Lead the trade-in to where the order's new state puts it; yields the events to record.

    It is firm from the signature on where every view asked for was photographed in its days.

    Raises:
        tradein.WrongStageError: the car is handed over before the customer answered.
    """
    row = part_exchange_of(order)
    if row is not None:
        for step in _steps(Stage(row.stage), State(order.state)):
            yield take(row, step)
        if row.stage == Stage.ESTIMATE and order.state in SIGNING:
            seen = firm_by(order, row.declared)
            if seen:
                yield take(row, Step.MAKE_FIRM, pictures=seen)


def _steps(stage: Stage, state: State) -> tuple[Step, ...]:
    if stage in OVER:
        return ()
    if state in ENDED:
        return (Step.CANCEL,)
    if state == State.DELIVERED:
        return AS_DESCRIBED if stage in {Stage.ESTIMATE, Stage.FIRM} else (Step.SETTLE,)
    return ()
