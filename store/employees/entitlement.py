"""Who may buy under employee terms on a day, under which, and how often."""

from collections.abc import Sequence
from datetime import date, datetime, time

from sqlalchemy import func, select

from store.clock import PARIS
from store.employees.hr import last_import
from store.extensions import db
from store.journeys.deal import add_months
from store.journeys.terms import Terms, terms_on
from store.models import Employee, Order
from store.orders.lifecycle import ENDED


QUOTA_MONTHS = 12


def entitled(email: str, on: date) -> Employee | None:
    """Return the person of the HR file who owns an address and is entitled on a day."""
    batch = last_import()
    if batch is None:
        return None
    found = db.session.scalars(
        select(Employee).where(
            func.lower(Employee.email) == email.strip().lower(), Employee.import_id == batch.id
        )
    ).first()
    return found if found is not None and is_entitled(found, on) else None


def is_entitled(person: Employee, on: date) -> bool:
    """Say whether a person may buy under their terms on a day.

    Whoever is not in the last HR file may not. An employee may from hiring to the last day; a
    retiree may; a beneficiary may as long as the sponsor may.
    """
    batch = last_import()
    if batch is None or person.import_id != batch.id:
        return False
    if person.status == "beneficiary":
        wanted = select(Employee).where(Employee.number == person.sponsor_number)
        sponsor = db.session.scalars(wanted).first()
        return sponsor is not None and is_entitled(sponsor, on)
    hired = person.hired_on is not None and person.hired_on <= on
    here = person.left_on is None or on <= person.left_on
    return hired and (here or person.status == "retiree")


def terms_for(person: Employee, on: date) -> Terms:
    """Return the dated conditions of a person; raises UnknownLaw when there are none that day."""
    return terms_on("beneficiary" if person.status == "beneficiary" else "employee", on)


def quota_left(person: Employee, on: date) -> int:
    """Return how many more cars a person may order under their terms, never below 0.

    The household shares the employee's quota; a beneficiary has one of their own within it.
    Orders count for twelve months, whatever their state, unless they ended without a sale.
    """
    return max(0, _left(person, on))


def over_quota(person: Employee, on: date) -> bool:
    """Say whether a person's open orders are already more than the terms allow."""
    return _left(person, on) < 0


def _left(person: Employee, on: date) -> int:
    household = select(Employee.id).where(Employee.household == person.household)
    shared = terms_on("employee", on).quota_12_months - _orders(
        list(db.session.scalars(household)), on
    )
    if person.status != "beneficiary":
        return shared
    return min(shared, terms_for(person, on).quota_12_months - _orders([person.id], on))


def _orders(employee_ids: Sequence[str], on: date) -> int:
    since = datetime.combine(add_months(on, -QUOTA_MONTHS), time(), PARIS)
    return (
        db.session.scalar(
            select(func.count(Order.id)).where(
                Order.employee_id.in_(employee_ids),
                Order.state.not_in(ENDED),
                Order.created_at >= since,
            )
        )
        or 0
    )
