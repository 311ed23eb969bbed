"""Who may buy under employee terms, and how often."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from store.employees.entitlement import entitled, standings, terms_for
from store.employees.hr import import_hr_file
from store.extensions import db, transaction
from store.models import Employee, Order
from store.orders.cancel import cancel
from tests.situations import MOMENT, a_signed_order
from tests.store.employees.test_hr_file import ANNE, PAUL, a_file


pytestmark = pytest.mark.usefixtures("app")
TODAY = date(2026, 11, 24)


def of(number: str) -> Employee:
    return db.session.scalars(select(Employee).where(Employee.number == number)).one()


def left(number: str, on: date = TODAY) -> int:
    """How many more cars a person may order."""
    person = of(number)
    return standings([person], on)[person.id].left


def ordered(number: str, email: str = "a@example.fr") -> Order:
    """A signed order of a person of the HR file."""
    order = a_signed_order(email=email, terms="employee")
    with transaction():
        kept = db.session.get_one(Order, order.id)
        kept.employee_id = of(number).id
    return order


@pytest.mark.parametrize(
    ("email", "number"),
    [
        ("paul.delmas@employees.example", "E10001"),
        ("  Paul.Delmas@EMPLOYEES.example ", "E10001"),
        ("anne.delmas@example.fr", "E10001-B1"),
        ("jacques.ferrand@employees.example", "E10009"),  # retired for years
        ("theo.muller@example.fr", "E10008-B1"),  # of a retiree
        ("luc.pelletier@employees.example", None),  # left in August
        ("nobody@example.fr", None),
        ("", None),
    ],
)
def test_the_file_decides_who_is_entitled(email: str, number: str | None):
    found = entitled(email, TODAY)
    assert (found.number if found else None) == number


def test_the_days_of_employment_decide():
    assert entitled("minh.nguyen@employees.example", date(2026, 8, 31)) is None
    assert entitled("minh.nguyen@employees.example", date(2026, 9, 1))
    assert entitled("luc.pelletier@employees.example", date(2026, 8, 31))


def test_a_beneficiary_is_entitled_no_longer_than_the_sponsor():
    leaver = PAUL | ANNE | {"left_on": "2026-11-23"}
    import_hr_file(a_file(leaver), None, MOMENT + timedelta(hours=1))
    assert entitled("anne@example.fr", TODAY) is None
    assert entitled("anne@example.fr", date(2026, 11, 23))


def test_terms_follow_the_status_and_the_day():
    assert terms_for(of("E10001"), TODAY).kind == "employee"
    assert terms_for(of("E10009"), TODAY).kind == "employee"
    assert terms_for(of("E10001-B1"), TODAY).kind == "beneficiary"


def test_orders_of_the_household_use_the_quota():
    assert left("E10003") == 2
    ordered("E10004")
    assert (left("E10003"), left("E10004")) == (1, 1)
    assert left("E10001") == 2


def test_a_beneficiary_has_one_car_within_the_household():
    assert left("E10003-B1") == 1
    ordered("E10003-B1")
    assert (left("E10003-B1"), left("E10003")) == (0, 1)


def test_more_orders_than_allowed_are_seen():
    for number in range(3):
        ordered("E10001", f"a{number}@example.fr")
    assert left("E10001") == -1
    assert left("E10003") == 2


def test_an_order_that_ended_or_is_a_year_old_is_not_counted():
    order = ordered("E10001")
    assert left("E10001") == 1
    assert left("E10001", date(2027, 11, 24)) == 1
    assert left("E10001", date(2027, 11, 25)) == 2
    cancel(order.id, order.account_id, MOMENT + timedelta(minutes=9))
    assert left("E10001") == 2
