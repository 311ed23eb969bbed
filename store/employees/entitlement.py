"""Who may buy under employee terms on a day, under which, and how often."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import func, select

from store.clock import PARIS
from store.employees.hr import last_import
from store.extensions import db
from store.journeys.deal import add_months
from store.journeys.terms import Terms, terms_on
from store.models import Employee, HrImport, Order
from store.orders.lifecycle import ENDED


QUOTA_MONTHS = 12


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What a person may do on a day.

    Attributes:
        entitled: Whether they may buy under their terms at all.
        left: Cars they may still order in the twelve months; negative when open orders are
            already more than the terms allow.
    """

    entitled: bool
    left: int


def entitled(email: str, on: date) -> Employee | None:
    """Return the person of the HR file who owns an address and is entitled on a day."""
    found = standing_of(email, on)
    return found[0] if found and found[1].entitled else None


def standing_of(email: str, on: date) -> tuple[Employee, Standing] | None:
    """Return the person of the last HR file who owns an address, and their standing on a day."""
    last = select(HrImport.id).order_by(HrImport.imported_at.desc(), HrImport.id.desc()).limit(1)
    person = db.session.scalars(
        select(Employee).where(
            Employee.email == email,
            Employee.import_id == last.scalar_subquery(),
        )
    ).first()
    return (person, standings([person], on)[person.id]) if person else None


def terms_for(person: Employee, on: date) -> Terms:
    """Return the dated conditions of a person; empty ones where there are none that day."""
    return terms_on("beneficiary" if person.status == "beneficiary" else "employee", on)


def standings(people: Collection[Employee], on: date) -> Mapping[str, Standing]:
    """Return the standing of many people by id, in three queries.

    Whoever is not in the last HR file is not entitled. An employee is from hiring to the last
    day; a retiree is; a beneficiary is as long as the sponsor is. The household shares the
    employee's quota; a beneficiary has one of their own within it. Orders count for twelve
    months, whatever their state, unless they ended without a sale.
    """
    batch = last_import()
    numbers = {person.sponsor_number for person in people if person.sponsor_number}
    named = select(Employee).where(Employee.number.in_(numbers))
    sponsors = {one.number: one for one in db.session.scalars(named)} if numbers else {}
    orders = _open_orders({person.household for person in people}, on)
    return {
        person.id: Standing(
            entitled=batch is not None and _may(person, sponsors, batch.id, on),
            left=_left(person, orders, on),
        )
        for person in people
    }


def _may(person: Employee, sponsors: Mapping[str, Employee], batch_id: str, on: date) -> bool:
    if person.import_id != batch_id:
        return False
    if person.status == "beneficiary":
        sponsor = sponsors.get(person.sponsor_number or "")
        return sponsor is not None and _may(sponsor, {}, batch_id, on)
    hired = person.hired_on is not None and person.hired_on <= on
    here = person.left_on is None or on <= person.left_on
    return hired and (here or person.status == "retiree")


@dataclass(frozen=True)
class _Orders:
    """Open orders of twelve months, by household and by person."""

    of_household: Counter[str]
    of_person: Counter[str]


def _open_orders(households: Collection[str], on: date) -> _Orders:
    since = datetime.combine(add_months(on, -QUOTA_MONTHS), time(), PARIS)
    rows = db.session.execute(
        select(Employee.household, Employee.id, func.count(Order.id))
        .join(Order, Order.employee_id == Employee.id)
        .where(
            Employee.household.in_(households),
            Order.state.not_in(ENDED),
            Order.created_at >= since,
        )
        .group_by(Employee.household, Employee.id)
    )
    orders = _Orders(Counter(), Counter())
    for household, person_id, count in rows:
        orders.of_household[household] += count
        orders.of_person[person_id] += count
    return orders


def _left(person: Employee, orders: _Orders, on: date) -> int:
    shared = terms_on("employee", on).quota_12_months - orders.of_household[person.household]
    if person.status != "beneficiary":
        return shared
    return min(shared, terms_for(person, on).quota_12_months - orders.of_person[person.id])
