"""A silent dealer: when the clock runs out the order moves on, as after a refusal."""

from datetime import datetime

from sqlalchemy import select

from store.extensions import db, transaction
from store.models import DealerOffer, Order
from store.orders.answers import take_offer
from store.orders.events import SYSTEM, advance, locked
from store.orders.hand_over import redirect
from store.orders.letters import tell_system, write_dealer
from store.orders.lifecycle import Act, State
from store.orders.placing import open_offer


def lapse_due(at: datetime) -> int:
    """Move on every order whose dealer kept silent past the deadline, and return how many."""
    late = db.session.scalars(
        select(DealerOffer.order_id)
        .join(Order, Order.id == DealerOffer.order_id)
        .where(
            Order.state == State.OFFERED,
            Order.dealer_id == DealerOffer.dealer_id,
            DealerOffer.answered_at.is_(None),
            DealerOffer.deadline_at <= at,
        )
        .order_by(DealerOffer.deadline_at)
    ).all()
    return sum(lapse(order_id, at) for order_id in late)


def lapse(order_id: str, at: datetime) -> bool:
    """Move one order on if its clock has run out; returns whether it did."""
    with transaction():
        order = locked(order_id)
        offer = open_offer(order)
        due = order.state == State.OFFERED and offer is not None and offer.deadline_at <= at
        if due:
            silent = order.dealer
            advance(order, Act.LAPSE, SYSTEM, {"dealer": silent.key}, at)
            take_offer(order, "silent", "", at)
            write_dealer(order, silent, "dealer_lapsed", at, suffix=f":{at.timestamp():.6f}")
            tell_system(order, silent, "order.lapsed", at)
            redirect(order, at)
    return due
