"""Employee sales: those that wait, and those that were made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from store.extensions import db
from store.journeys.deal import Deal
from store.lazy import _l
from store.models import Employee, Order
from store.orders.hand_over import FOUR_EYES
from store.orders.lifecycle import State


OBJECTIONS: Mapping[str, str] = {
    "unknown_person": _l("Nobody of the HR file is named in this order."),
    "not_entitled": _l("This person is not entitled any more, by the last HR file."),
    "over_quota": _l("This household has already ordered as many cars as its terms allow."),
}
BEFORE_SIGNATURE = (State.READY, State.EXPIRED)


@dataclass(frozen=True)
class Sale:
    """An employee sale: the order, the person of the HR file, THE price."""

    order: Order
    employee: Employee | None
    deal: Deal


def sales(states: Sequence[str] = ()) -> list[Sale]:
    """Return the signed employee sales in some states, or in any, the latest first."""
    wanted = Order.state.in_(states) if states else Order.state.not_in(BEFORE_SIGNATURE)
    rows = db.session.execute(
        select(Order, Employee)
        .outerjoin(Employee, Employee.id == Order.employee_id)
        .where(Order.terms.in_(FOUR_EYES), wanted)
        .order_by(Order.created_at.desc(), Order.id)
    )
    return [Sale(order, employee, Deal.from_json(order.deal)) for order, employee in rows]
