"""Who buys: each wrong answer beside its field; nobody's account is shown or opened."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from store import clock
from store.extensions import db
from store.journeys.answer import answer
from store.journeys.steps import whole_buyer
from store.models import Account, Order
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


@pytest.mark.parametrize("typed", ["12/04/1985", "12.04.1985", "12/4/1985", " 12‑04‑1985"])
def test_a_french_date_is_taken_too(walker: Walker, typed: str):
    walker.post("you", {**CLAIRE, "birth_date": typed})
    assert walker.journey.buyer["birth_date"] == "1985-04-12"


def test_what_people_paste_is_kept_in_one_spelling(walker: Walker):
    pasted = {
        "first_name": " E\u0301lodie\u00a0",
        "last_name": "Nguyễn  Thị",
        "street": "12\u00a0quai\tPerrache",
        "email": "ada@société.fr",
        "phone": "\u202a0692\u201112\u201134\u201156\u202c",
    }
    assert walker.post("you", {**CLAIRE, **pasted}).status_code == 303
    kept = {name: walker.journey.buyer[name] for name in pasted}
    assert kept == {
        "first_name": "Élodie",
        "last_name": "Nguyễn Thị",
        "street": "12 quai Perrache",
        "email": "ada@xn--socit-esab.fr",
        "phone": "+262692123456",
    }


def test_a_journey_kept_with_a_name_that_cannot_be_signed_says_so_before_the_signature(
    walker: Walker,
):
    complete(walker)
    other = {"first_name": "小明", "last_name": "Li", "email": "l@x.fr", "phone": "+33639981235"}
    buyer = {**walker.journey.buyer, "last_name": "محمد", "co_buyer": other}
    answer(walker.id, "buyer", buyer, clock.now())
    assert walker.get("review").location.endswith("/you")
    text = walker.get("you").get_data(as_text=True)
    assert 'id="last_name-error"' in text
    assert 'id="co_first_name-error"' in text
    assert walker.post("you", CLAIRE).status_code == 303
    assert walker.get("review").status_code == 200


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


def test_what_no_later_step_can_use_is_refused_beside_its_field(walker: Walker):
    wrong = {
        "first_name": ("محمد", "Write it in Latin letters, as in the passport."),
        "last_name": ("Mar\u200btin", "An invisible sign"),
        "birth_place": ("<script>", "Leave out the signs"),
        "street": ("🏠 12", "cannot be printed. Leave it out."),
        "email": ("adélaïde@exemple.fr", "before the @"),
        "birth_date": ("0001-01-01", "Check the year."),
        "co_first_name": ("小明", "cannot be printed"),
        "co_last_name": ("A\u202eB", "An invisible sign"),
        "co_email": ("é@x.fr", "before the @"),
    }
    typed = {name: value for name, (value, _words) in wrong.items()}
    page = walker.post("you", {**CLAIRE, "together": "y", "co_phone": "12", **typed})
    text = page.get_data(as_text=True)
    assert page.status_code == 422
    for name, (_value, words) in wrong.items():
        assert words in text.split(f'id="{name}-error"', 1)[1][:600]
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
    order = db.session.scalars(select(Order)).one()
    assert (order.account_id, walker.journey.account_id) == (made.id, None), "nothing is proved yet"


def test_a_signed_in_customer_orders_under_their_own_address(client: FlaskClient, walker: Walker):
    person = sign_in_as(client, KNOWN)
    walker.post("you", {**CLAIRE, "email": "someone.else@example.org"})
    assert walker.journey.buyer["email"] == person.email
    assert 'name="email"' not in walker.get("you").get_data(as_text=True)
