"""Employee sales: a second person decides, payroll gets its table."""

import csv
import io
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from store.employees.hr import import_hr_file
from store.extensions import db, transaction
from store.models import Employee, Order
from tests.fresh import state
from tests.people import person, send, sign_in_as
from tests.situations import MOMENT, an_order_for_approval
from tests.store.desk.orders import worded
from tests.store.employees.test_hr_file import PAUL, a_file


NORA = "nora.petit@staff.example"


def of(number: str) -> Employee:
    return db.session.scalars(select(Employee).where(Employee.number == number)).one()


def waiting(number: str | None = "E10001", email: str = "paul.delmas@employees.example") -> Order:
    """An employee sale that waits for a second person."""
    order = worded(an_order_for_approval(email=email))
    with transaction():
        kept = db.session.get_one(Order, order.id)
        kept.employee_id = of(number).id if number else None
    return db.session.get_one(Order, order.id)


def decide(client: FlaskClient, order: Order, **said: str) -> int:
    return send(client, f"/staff/approvals/{order.id}", "/staff/catalogue", **said).status_code


@pytest.fixture
def office(client: FlaskClient) -> FlaskClient:
    sign_in_as(client, NORA)
    return client


def test_a_second_person_approves_and_the_order_goes_to_the_dealer(office: FlaskClient):
    order = waiting()
    assert order.number in office.get("/staff/approvals").get_data(as_text=True)
    assert "/staff/approvals/" in office.get(f"/staff/orders/{order.id}").get_data(as_text=True)
    assert decide(office, order, decision="approve") == 303
    assert state(order.id) == "offered"
    assert decide(office, order, decision="approve") == 409


def test_a_refusal_needs_a_reason(office: FlaskClient):
    order = waiting()
    assert decide(office, order, decision="reject", reason="  ") == 422
    assert decide(office, order, decision="reject", reason="x" * 401) == 422
    assert decide(office, order, decision="whatever") == 422
    assert state(order.id) == "approval"
    assert decide(office, order, decision="reject", reason="Not in the file") == 303
    assert state(order.id) == "refused_terms"


def test_nobody_approves_their_own_purchase(office: FlaskClient):
    order = waiting(email=NORA)
    assert decide(office, order, decision="approve") == 422
    assert state(order.id) == "approval"


def test_the_employee_whose_terms_are_used_does_not_approve(client: FlaskClient):
    order = waiting()
    person("marie@staff.example", "staff")
    with transaction():
        of("E10001").email = "marie@staff.example"
    sign_in_as(client, "marie@staff.example")
    assert decide(client, order, decision="approve") == 422
    assert state(order.id) == "approval"


def test_who_left_the_hr_file_is_not_approved_any_more(office: FlaskClient):
    order = waiting()
    import_hr_file(a_file(PAUL), None, MOMENT + timedelta(hours=1))
    assert decide(office, order, decision="approve") == 422
    assert state(order.id) == "approval"
    assert decide(office, order, decision="reject", reason="Left") == 303


def test_a_sale_of_nobody_is_not_approved(office: FlaskClient):
    order = waiting(None)
    assert decide(office, order, decision="approve") == 422


def test_one_car_more_than_the_terms_allow_is_not_approved(office: FlaskClient):
    orders = [waiting(email=f"a{number}@example.fr") for number in range(3)]
    assert decide(office, orders[0], decision="approve") == 422
    assert decide(office, orders[1], decision="reject", reason="One too many") == 303
    assert decide(office, orders[0], decision="approve") == 303


@pytest.mark.parametrize("email", ["charlie@example.fr", "ds-nanterre@dealers.example"])
def test_a_stranger_decides_nothing(client: FlaskClient, email: str):
    order = waiting()
    person(email)
    sign_in_as(client, email)
    response = send(client, f"/staff/approvals/{order.id}", "/account", decision="approve")
    assert response.status_code == 404
    assert state(order.id) == "approval"


def test_payroll_gets_one_row_a_sale(office: FlaskClient):
    order = waiting()
    text = office.get("/staff/employee-sales.csv").get_data(as_text=True)
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";"))
    assert [row["N° de commande"] for row in rows] == [order.number]
    assert rows[0]["Matricule"] == "E10001"
    assert rows[0]["Empreinte du prix"] == order.deal_sha256
