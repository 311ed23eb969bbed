"""The dealer moves the day of delivery; every move is kept, dated and with its reason."""

from dataclasses import dataclass
from datetime import date, datetime

from store.extensions import transaction
from store.models import Order
from store.orders.answers import REASON_SIGNS
from store.orders.events import advance, locked_for_dealer
from store.orders.letters import write_customer
from store.orders.lifecycle import Act
from store.orders.refusals import ReasonMissing


@dataclass(frozen=True, kw_only=True)
class NewDate:
    """A new latest day of delivery and why it moved."""

    delivery_by: date
    reason: str


@dataclass(frozen=True, kw_only=True)
class Move:
    """One change of the delivery day, as the customer sees it."""

    at: datetime
    was: date
    now: date
    reason: str


def reschedule(order_id: str, dealer_id: str, account_id: str, new: NewDate, at: datetime) -> Order:
    """Move the day of delivery and tell the customer.

    Raises:
        ReasonMissing: the reason is blank or too long, or the day is the same.
        NotFound: the order is not this dealer's.
        WrongState: it is not accepted, or was delivered.
    """
    said = new.reason.strip()
    if not 0 < len(said) <= REASON_SIGNS:
        raise ReasonMissing("reason", f"between 1 and {REASON_SIGNS} signs are needed")
    with transaction():
        order = locked_for_dealer(order_id, dealer_id)
        if new.delivery_by == order.delivery_by:
            raise ReasonMissing("delivery day", "it is the day already agreed")
        days = {"was": order.delivery_by.isoformat(), "now": new.delivery_by.isoformat()}
        data = {**days, "reason": said}
        order.delivery_by = new.delivery_by
        advance(order, Act.RESCHEDULE, f"dealer:{account_id}", data, at)
        suffix = f":{at.timestamp():.6f}"
        write_customer(order, "delivery_moved", at, suffix=suffix, facts=data)
        return order


def delivery_moves(order: Order) -> list[Move]:
    """Return every change of the delivery day, the first one first."""
    return [
        Move(
            at=row.at,
            was=date.fromisoformat(row.data["was"]),
            now=date.fromisoformat(row.data["now"]),
            reason=row.data["reason"],
        )
        for row in order.events
        if row.kind == Act.RESCHEDULE
    ]
