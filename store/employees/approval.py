"""The second person's yes: only for who is entitled still, and within the quota."""

from datetime import datetime

from store.clock import PARIS
from store.employees.entitlement import standings
from store.extensions import db
from store.models import Employee, Order
from store.orders.approve import approve


class NotEntitled(ValueError):
    """The sale cannot be approved; `reason` is unknown_person, not_entitled or over_quota."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def objection(order: Order, at: datetime) -> str | None:
    """Return why an employee sale cannot be approved at a moment, None when it can."""
    person = db.session.get(Employee, order.employee_id) if order.employee_id else None
    if person is None:
        return "unknown_person"
    standing = standings([person], at.astimezone(PARIS).date())[person.id]
    if not standing.entitled:
        return "not_entitled"
    return "over_quota" if standing.left < 0 else None


def approve_sale(order_id: str, account_id: str, at: datetime) -> Order:
    """Approve an employee sale whose buyer is entitled still.

    Raises:
        NotEntitled: the buyer is not in the HR file any more, or has ordered too many cars.
        NotFound, SamePerson, WrongState: as for `store.orders.approve.approve`.
    """
    reason = objection(db.session.get_one(Order, order_id), at)
    if reason is not None:
        raise NotEntitled(reason)
    return approve(order_id, account_id, at)
