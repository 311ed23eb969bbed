"""Who buys: each wrong answer beside its field; nobody's account is shown or opened."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from store.extensions import db
from store.models import Account, Order
from tests.people import CLAIRE as KNOWN, sign_in_as
from tests.store.shop.walking import CLAIRE, LYON, Walker, a_dealer, a_journey, complete, hidden


@pytest.fixture
def walker(client: FlaskClient) -> Walker:
    """A visitor whose place is known."""
    one = Walker(client, a_journey())
    one.post("where", {**LYON, "dealer": a_dealer(), "delivery": "dealer"})
    return one


def test_the_town_comes_first(client: FlaskClient):
    walker = Walker(client, a_journey())
    assert walker.get("you").location.endswith("/where")
    assert walker.post("you", CLAIRE).location.endswith("/where")


def test_good_answers_are_kept_as_the_order_wants_them(walker: Walker):
    assert walker.post("you", CLAIRE).status_code == 303
    buyer = walker.journey.buyer
    assert buyer["phone"] == "+33639981234"
    assert buyer["birth_date"] == "1985-04-12"
    assert (buyer["postcode"], buyer["insee"]) == (LYON["postcode"], LYON["insee"])


def test_a_french_date_is_taken_too(walker: Walker):
    walker.post("you", {**CLAIRE, "birth_date": "12/04/1985"})
    assert walker.journey.buyer["birth_date"] == "1985-04-12"


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("civility", "", "Choose one."),
        ("first_name", "", "Write your first name."),
        ("last_name", "123", "as on your identity card"),
        ("birth_date", "2008-11-25", "You must be 18"),
        ("birth_date", "1850-01-01", "Check the year."),
        ("birth_date", "31/02/1990", ""),
        ("birth_place", "", "Write your place of birth."),
        ("street", "", "Write your street."),
        ("email", "ada@", "Check the address"),
        ("email", "ada@localhost", "Check the address"),
        ("phone", "12", "telephone number"),
        ("phone", "call me", "telephone number"),
    ],
)
def test_a_wrong_answer_is_said_beside_its_field_and_stays(
    walker: Walker, field: str, typed: str, words: str
):
    page = walker.post("you", {**CLAIRE, field: typed})
    text = page.get_data(as_text=True)
    assert page.status_code == 422
    assert words in text
    assert f'id="{field}-error"' in text
    assert 'value="12 quai Perrache"' in text or field == "street"
    assert walker.journey.buyer == {}


def test_eighteen_today_may_order(walker: Walker):
    assert walker.post("you", {**CLAIRE, "birth_date": "2008-11-24"}).status_code == 303


def test_a_company_gives_its_name_and_a_true_siren(walker: Walker):
    company = {**CLAIRE, "kind": "business", "company": "", "siren": "123456789"}
    text = walker.post("you", company).get_data(as_text=True)
    assert "Write the name of the company." in text
    assert "wrong digit" in text
    good = {**company, "company": "Atelier Martin", "siren": "732 829 320"}
    assert walker.post("you", good).status_code == 303
    assert walker.journey.buyer["siren"] == "732829320"


def test_two_who_buy_together_have_an_address_each(walker: Walker):
    other = {"co_first_name": "Łukasz", "co_last_name": "Žižek", "co_phone": "06 39 98 12 35"}
    both = {**CLAIRE, "together": "y", **other, "co_email": CLAIRE["email"].upper()}
    assert "an address of your own" in walker.post("you", both).get_data(as_text=True)
    for name, wrong in (("co_first_name", " "), ("co_phone", "12"), ("co_email", "him")):
        page = walker.post("you", {**both, "co_email": "l@example.org", name: wrong})
        assert f'id="{name}-error"' in page.get_data(as_text=True)
    assert walker.post("you", {**both, "co_email": "l@example.org"}).status_code == 303
    kept = {"first_name": "Łukasz", "last_name": "Žižek", "email": "l@example.org"}
    assert walker.journey.buyer["co_buyer"] == {**kept, "phone": "+33639981235"}
    assert 'value="l@example.org"' in walker.get("you").get_data(as_text=True)
    walker.post("you", CLAIRE)
    assert "co_buyer" not in walker.journey.buyer


def test_the_answers_come_back(walker: Walker):
    walker.post("you", CLAIRE)
    text = walker.get("you").get_data(as_text=True)
    assert 'value="ada.martin@example.org"' in text
    assert 'value="1985-04-12"' in text


def test_a_known_address_looks_like_any_other_and_opens_nothing(
    client: FlaskClient, walker: Walker
):
    complete(walker)
    walker.post("you", {**CLAIRE, "email": KNOWN.upper()})
    people = db.session.scalar(select(func.count()).select_from(Account))
    made = walker.post("orders", {"seen": hidden(walker.get("review"))["seen"]})
    assert made.status_code == 303
    assert db.session.scalar(select(func.count()).select_from(Account)) == people
    with client.session_transaction() as session:
        assert "_user_id" not in session


def test_a_new_address_gets_an_account_without_a_password(walker: Walker):
    complete(walker)
    walker.post("orders", {"seen": hidden(walker.get("review"))["seen"]})
    made = db.session.scalar(select(Account).where(Account.email == CLAIRE["email"]))
    assert made is not None
    assert made.password_hash is None
    order = db.session.scalars(select(Order)).one()
    assert (order.account_id, walker.journey.account_id) == (made.id, None), "nothing is proved yet"


def test_a_signed_in_customer_orders_under_their_own_address(client: FlaskClient, walker: Walker):
    person = sign_in_as(client, KNOWN)
    walker.post("you", {**CLAIRE, "email": "someone.else@example.org"})
    assert walker.journey.buyer["email"] == person.email
    assert 'name="email"' not in walker.get("you").get_data(as_text=True)
