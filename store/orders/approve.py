"""An employee sale is approved, or not, by a second person of the staff."""

from datetime import datetime

from store.email import same_mailbox
from store.extensions import db, transaction
from store.models import Account, Employee, Order
from store.orders.deposits import deposit_fact, owe_return, secured
from store.orders.events import advance, locked
from store.orders.hand_over import hand_to_chosen, stop
from store.orders.hold import give_up
from store.orders.invite import tell_co_buyer
from store.orders.letters import write_customer
from store.orders.lifecycle import Act
from store.orders.refusals import ReasonMissing, SamePerson
from store.orders.staff import member


def approve(order_id: str, account_id: str, at: datetime) -> Order:
    """Approve the terms; the order goes to the chosen dealer, or waits for its deposit.

    Raises:
        NotFound: no such order, or the approver is not of the staff.
        SamePerson: the approver is the buyer, or the employee whose terms are used.
        WrongState: the order does not wait for approval.
    """
    with transaction():
        order = locked(order_id)
        actor = _second_person(order, account_id)
        advance(order, Act.APPROVE, actor, {"terms": order.terms}, at)
        if secured(order, at):
            hand_to_chosen(order, at)
        else:
            stop(order, at)
        return order


def reject(order_id: str, account_id: str, reason: str, at: datetime) -> Order:
    """Refuse the terms: the order ends, the deposit goes back, a stock car is on sale again.

    Raises:
        ReasonMissing: the reason is blank.
        NotFound, SamePerson, WrongState: as for `approve`.
    """
    said = reason.strip()
    if not said:
        raise ReasonMissing("reason", "the buyer has a right to know it")
    with transaction():
        order = locked(order_id)
        actor = _second_person(order, account_id)
        advance(order, Act.REJECT, actor, {"reason": said}, at)
        facts = {"reason": said, "deposit": deposit_fact(order, at).standing}
        owe_return(order, at)
        if order.stock_vehicle_id:
            give_up(order.stock_vehicle_id, order.journey_id, at)
        write_customer(order, "refused_terms", at, facts=facts)
        tell_co_buyer(order, "co_ended", at)
        return order


def _second_person(order: Order, account_id: str) -> str:
    approver = member(account_id)
    if approver.id == order.account_id or _is_employee(order, approver):
        raise SamePerson("approver", "nobody approves their own purchase")
    return f"staff:{approver.id}"


def _is_employee(order: Order, approver: Account) -> bool:
    employee = db.session.get(Employee, order.employee_id) if order.employee_id else None
    return employee is not None and same_mailbox(employee.email, approver.email)
