"""The HR file on the staff's page."""

import io

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from store.extensions import db
from store.models import Employee, HrImport
from tests.people import TOKEN, person, sign_in_as
from tests.store.employees.test_hr_file import ANNE, PAUL, a_file


def upload(client: FlaskClient, content: bytes, page: str = "/staff/employees") -> TestResponse:
    found = TOKEN.search(client.get(page).get_data(as_text=True))
    assert found
    token = found.group(1) or found.group(2)
    data = {"csrf_token": token, "file": (io.BytesIO(content), "people.csv")}
    return client.post("/staff/employees/imports", data=data)


@pytest.fixture
def office(client: FlaskClient) -> FlaskClient:
    sign_in_as(client, "nora.petit@staff.example")
    return client


def test_people_are_listed_and_found(office: FlaskClient):
    page = office.get("/staff/employees?words=rivi").get_data(as_text=True)
    assert "E10003" in page
    assert "E10001" not in page
    assert office.get("/staff/employees?words=%25&page=-1").status_code == 200


def test_a_file_is_imported_and_says_who_came(office: FlaskClient):
    clerk = person("nora.petit@staff.example")
    response = upload(office, a_file(PAUL | ANNE).encode())
    assert response.status_code == 303
    latest = db.session.scalars(select(HrImport).order_by(HrImport.imported_at.desc())).first()
    assert latest is not None
    assert db.session.scalars(select(Employee).where(Employee.number == "E1-B1")).one()
    assert clerk.id in db.session.scalars(select(HrImport.account_id)).all()


@pytest.mark.parametrize(
    "content", [b"", b"a,b\n1,2\n", b"\xff\xfe", a_file(PAUL, PAUL).encode(), b"\0" * 100]
)
def test_a_wrong_file_is_refused_whole_with_its_lines(office: FlaskClient, content: bytes):
    before = db.session.scalar(select(func.count(HrImport.id)))
    response = upload(office, content)
    assert response.status_code == 422
    assert "notice--bad" in response.get_data(as_text=True)
    assert db.session.scalar(select(func.count(HrImport.id))) == before


def test_no_file_is_said_beside_the_field(office: FlaskClient):
    found = TOKEN.search(office.get("/staff/employees").get_data(as_text=True))
    assert found
    response = office.post(
        "/staff/employees/imports", data={"csrf_token": found.group(1) or found.group(2)}
    )
    assert response.status_code == 422
    assert "field__error" in response.get_data(as_text=True)


def test_a_stranger_imports_nobody(client: FlaskClient):
    sign_in_as(client, person("charlie@example.fr").email)
    assert upload(client, a_file(PAUL).encode(), "/account").status_code == 404
