"""Who buys: each wrong answer beside its field; nobody's account is shown or opened."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from store.extensions import db
from store.journeys.steps import whole_buyer
from store.models import Account
from store.shop.forms.co_buyer import kept_co_buyer
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


OTHER = {
    "co_civility": "m",
    "co_first_name": "Łukasz",
    "co_last_name": "Žižek",
    "co_birth_date": "04/03/1986",
    "co_birth_place": "Kraków, Pologne",
    "co_street": "",
    "co_town": "",
    "co_phone": "06 39 98 12 35",
}
WRONG = (
    ("co_first_name", " "),
    ("co_phone", "12"),
    ("co_email", "him"),
    ("co_civility", ""),
    ("co_birth_date", ""),
    ("co_birth_date", "2010-01-01"),
    ("co_birth_place", " "),
    ("co_town", "75015 Paris"),
)


def test_two_who_buy_together_have_an_address_each(walker: Walker):
    both = {**CLAIRE, "together": "y", **OTHER, "co_email": CLAIRE["email"].upper()}
    assert "an address of your own" in walker.post("you", both).get_data(as_text=True)
    for name, wrong in WRONG:
        page = walker.post("you", {**both, "co_email": "l@example.org", name: wrong})
        error = "co_street" if name == "co_town" else name
        assert f'id="{error}-error"' in page.get_data(as_text=True)
    assert walker.post("you", {**both, "co_email": "l@example.org"}).status_code == 303
    kept = walker.journey.buyer["co_buyer"]
    assert (kept["civility"], kept["first_name"], kept["last_name"]) == ("m", "Łukasz", "Žižek")
    assert (kept["birth_date"], kept["birth_place"]) == ("1986-03-04", "Kraków, Pologne")
    assert (kept["email"], kept["phone"]) == ("l@example.org", "+33639981235")
    assert (kept["street"], kept["town"]) == ("", "")
    assert 'value="l@example.org"' in walker.get("you").get_data(as_text=True)
    walker.post("you", CLAIRE)
    assert "co_buyer" not in walker.journey.buyer


def test_a_co_buyer_of_before_is_asked_for_what_the_contract_says():
    who = {"first_name": "Łukasz", "last_name": "Žižek", "email": "l@example.org", "phone": "+33"}
    assert not whole_buyer({"first_name": "Claire", "co_buyer": who})
    born = {"civility": "m", "birth_date": "1986-03-04", "birth_place": "Kraków"}
    assert whole_buyer({"first_name": "Claire", "co_buyer": {**who, **born}})
    assert kept_co_buyer({"co_buyer": who})["co_birth_date"] is None


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
    assert walker.journey.account_id == made.id


def test_a_signed_in_customer_orders_under_their_own_address(client: FlaskClient, walker: Walker):
    person = sign_in_as(client, KNOWN)
    walker.post("you", {**CLAIRE, "email": "someone.else@example.org"})
    assert walker.journey.buyer["email"] == person.email
    assert 'name="email"' not in walker.get("you").get_data(as_text=True)
