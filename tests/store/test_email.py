"""One spelling of an e-mail address, wherever one is compared or stored."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given, strategies as st
from sqlalchemy import func, select

from store.accounts.codes import person_of, send_sign_in_code
from store.accounts.newcomers import is_expected
from store.email import canonical_email, same_mailbox
from store.employees.entitlement import standing_of
from store.extensions import db, transaction
from store.journeys.buyer import name_account
from store.models import Account, DriveRequest, Employee, OutboxMessage
from store.test_drives.forget import drives_of
from tests.conftest import MOMENT
from tests.store.shop.walking import Walker, a_journey, answers


TYPED = "Ada.Martin@Example.ORG"
SPELLINGS = (TYPED, TYPED.lower(), TYPED.upper(), f" {TYPED} ")


@given(st.text(max_size=40))
def test_a_spelling_is_its_own_spelling_and_no_text_is_refused(text: str):
    once = canonical_email(text)
    assert canonical_email(once) == once
    assert same_mailbox(text, once)


@pytest.mark.parametrize(
    ("typed", "one"),
    [
        (TYPED, "ada.martin@example.org"),
        ("ADE\u0301LAI\u0308DE@exemple.fr", "adélaïde@exemple.fr"),
        ("ada@SOCIÉTÉ.fr", "ada@société.fr"),
        ("ada@xn--socit-esab.FR", "ada@société.fr"),
        ("ada@xn--.fr", "ada@xn--.fr"),
        ("\u212aevin@example.fr", "kevin@example.fr"),
    ],
)
def test_spellings_of_one_address(typed: str, one: str):
    assert canonical_email(typed) == one


@pytest.mark.parametrize("other", ["strasse@example.de", "straße@example.com", ""])
def test_two_mailboxes_stay_two(other: str):
    assert not same_mailbox("straße@example.de", other)


def test_who_typed_capitals_gets_codes_whatever_they_type_later(client: FlaskClient):
    walker = Walker(client, a_journey())
    for step, values in answers().items():
        more = {"email": TYPED} if step == "you" else {}
        assert walker.post(step, {**values, **more}).status_code == 303
    assert walker.journey.buyer["email"] == TYPED.lower()
    owner = name_account(walker.id, None, "fr", MOMENT)
    for typed in SPELLINGS:
        person = person_of(typed)
        assert person is not None
        assert person.id == owner
        send_sign_in_code(typed, MOMENT)
    letters = select(OutboxMessage).where(OutboxMessage.key.startswith("mail:sign_in"))
    assert [one.payload["to"] for one in db.session.scalars(letters)] == [TYPED.lower()] * 4


@pytest.mark.usefixtures("app")
def test_every_table_of_addresses_keeps_one_spelling():
    """Not one comparison alone: what is stored by any way reads in the one spelling."""
    paul = db.session.scalars(select(Employee).where(Employee.email.startswith("paul"))).first()
    assert paul is not None
    with transaction():
        db.session.add(Account(id="capital", email=TYPED, created_at=MOMENT))
        db.session.get_one(Employee, paul.id).email = TYPED
    stored = {
        db.session.scalar(select(func.lower(column)).where(column == spelling))
        for column in (Account.email, Employee.email)
        for spelling in SPELLINGS
    }
    assert stored == {TYPED.lower()}
    assert db.session.scalar(select(Account.email).where(Account.id == "capital")) == TYPED.lower()
    assert all(is_expected(one) and standing_of(one, MOMENT.date()) for one in SPELLINGS)
    assert drives_of(TYPED) == []


def test_no_column_of_addresses_is_of_another_type(app: Flask):
    """A new table that keeps an address of a person takes the same column, or says why not."""
    del app
    plain = {
        f"{table.name}.{column.name}"
        for table in db.metadata.sorted_tables
        for column in table.columns
        if "email" in column.name and type(column.type).__name__ != "Email"
    }
    assert plain == {"dealers.email"}, "a dealer's is written to, and identifies nobody"
    assert type(DriveRequest.__table__.c.email.type).__name__ == "Email"
