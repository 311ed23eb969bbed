"""People of the HR file who never bought: their first code opens an account of their own."""

from flask.testing import FlaskClient
from sqlalchemy import func, select

from store.extensions import db
from store.models import Account, OutboxMessage
from tests.people import CLAIRE, send, sign_in_as


PAUL = "paul.delmas@employees.example"


def known(email: str) -> Account | None:
    return db.session.scalar(select(Account).where(Account.email == email))


def ask(client: FlaskClient, email: str) -> str:
    """Ask for a code and return it."""
    send(client, "/sign-in/codes", email=email)
    letters = select(OutboxMessage).where(OutboxMessage.key.startswith("mail:sign_in:"))
    code: str = db.session.scalars(letters).one().payload["secrets"]["code"]
    return code


def test_an_employee_who_never_bought_signs_in_by_a_code(client: FlaskClient):
    code = ask(client, PAUL.upper())
    assert known(PAUL) is None, "nothing is proved yet"
    assert send(client, "/sign-in/code", "/sign-in/code", code=code).location == "/account"
    person = known(PAUL)
    assert person is not None
    assert (person.role, person.name) == ("customer", "Paul Delmas")
    assert 'href="/employees"' in client.get("/account").get_data(as_text=True)


def test_a_wrong_code_makes_no_account(client: FlaskClient):
    code = ask(client, PAUL)
    wrong = f"{(int(code) + 1) % 1_000_000:06}"
    assert send(client, "/sign-in/code", "/sign-in/code", code=wrong).status_code == 422
    assert known(PAUL) is None


def test_a_customer_outside_the_hr_file_is_shown_no_employee_terms(client: FlaskClient):
    sign_in_as(client, CLAIRE)
    assert "/employees" not in client.get("/account").get_data(as_text=True)


def test_a_second_visit_finds_the_same_account(client: FlaskClient):
    assert send(client, "/sign-in/code", "/sign-in/code", code=ask(client, PAUL)).status_code == 303
    before = db.session.scalar(select(func.count()).select_from(Account))
    send(client, "/sign-out", "/account")
    again = send(client, "/sign-in/codes", email=PAUL)
    assert again.status_code == 303
    assert db.session.scalar(select(func.count()).select_from(Account)) == before
