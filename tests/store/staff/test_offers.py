"""Named offers: written by one of the staff, tried on 50 deals, decided by another, then priced."""

import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from store import clock
from store.extensions import db
from store.journeys.offers import forget
from store.journeys.situation import situation
from store.models import Journey, NamedOffer
from store.orders.named_offers import decide, stored_offers
from tests.people import CHARLIE, MARC, NORA, person, send, sign_in_as
from tests.store.shop.walking import a_journey


PAGE = "/staff/offers"
ALL = ["business_discount", "employee_discount", "beneficiary_discount", "fleet_discount"]


@pytest.fixture
def office(client: FlaskClient) -> FlaskClient:
    sign_in_as(client, NORA)
    with client.session_transaction() as session:
        session["language"] = "en"
    return client


def words(**changed: object) -> dict[str, object]:
    today = clock.today()
    return {
        "brand": "peugeot",
        "code": "autumn",
        "label_fr": "Offre d’automne",
        "label_en": "Autumn offer",
        "amount": "500",
        "currency": "EUR",
        "base": "car_and_options",
        "starts": today.isoformat(),
        "until": (today + timedelta(days=30)).isoformat(),
        **changed,
    }


def post(client: FlaskClient, path: str = PAGE, **changed: object) -> TestResponse:
    return send(client, path, PAGE, **words(**changed))


def row() -> NamedOffer:
    db.session.rollback()
    return db.session.scalars(select(NamedOffer)).one()


def test_an_offer_is_tried_on_fifty_deals_and_nothing_is_kept(office: FlaskClient):
    said = post(office, f"{PAGE}/previews", stacks_with=["business_discount"])
    text = said.get_data(as_text=True)
    assert said.status_code == 200
    assert "50 " in text
    assert "Autumn offer" in text
    assert {"private", "business", "employee", "beneficiary"} <= set(
        re.findall(r"<td>(\w+)</td>", text)
    )
    assert "does not apply" in text  # to employees: their discount was not chosen
    assert db.session.scalars(select(NamedOffer)).all() == []


def test_a_second_person_decides_and_the_price_follows(office: FlaskClient):
    journey, on = db.session.get_one(Journey, a_journey()), clock.today()
    before = situation(journey, on).deal
    assert post(office).status_code == 303
    assert situation(journey, on).deal == before
    offer = row()
    mine = send(office, f"{PAGE}/{offer.id}/decision", PAGE, decision="approve")
    assert mine.status_code == 422
    sign_in_as(office, MARC)
    assert send(office, f"{PAGE}/{offer.id}/decision", PAGE, decision="approve").status_code == 303
    forget()
    after = situation(journey, on).deal
    assert after.road_price_cents == before.road_price_cents - 50_000
    assert [one.label["en"] for one in after.lines if one.kind == "discount"] == ["Autumn offer"]
    assert stored_offers(after) == after.request.offers
    assert send(office, f"{PAGE}/{offer.id}/end", PAGE).status_code == 303
    forget()
    assert situation(journey, on).deal == before


def test_a_refused_offer_changes_nothing(office: FlaskClient):
    post(office)
    sign_in_as(office, MARC)
    send(office, f"{PAGE}/{row().id}/decision", PAGE, decision="refuse")
    assert row().state == "refused"


@pytest.mark.parametrize(
    ("wrong", "place", "words_"),
    [
        ({"currency": "GBP"}, "currency", "currency of its market"),
        ({"until": "2020-01-01"}, "until", "on or after its first day"),
        ({"amount": "900000"}, "amount", "larger than the price"),
        ({"amount": "", "percent": ""}, "percent", "either a percent or an amount"),
        ({"percent": "3"}, "percent", "either a percent or an amount"),
        ({"percent": "101", "amount": ""}, "percent", "between 0 and 100"),
        ({"amount": "1.005"}, "amount", "two decimals"),
        ({"code": "NO SPACES"}, "code", "Small letters"),
        ({"starts": "2026-02-31"}, "starts", "no day of the calendar"),
    ],
)
def test_a_wrong_offer_is_refused_beside_its_field(
    office: FlaskClient, wrong: dict[str, object], place: str, words_: str
):
    for path in (f"{PAGE}/previews", PAGE):
        said = post(office, path, **wrong)
        text = said.get_data(as_text=True)
        assert said.status_code == 422
        assert f'id="{place}-error"' in text
        assert words_ in text
    assert db.session.scalars(select(NamedOffer)).all() == []


def test_overlapping_offers_are_refused_unless_they_say_so(office: FlaskClient):
    post(office)
    same = post(office)
    assert same.status_code == 422
    assert 'id="code-error"' in same.get_data(as_text=True)
    other = post(office, code="winter")
    assert other.status_code == 422
    assert 'id="stacks_with-error"' in other.get_data(as_text=True)
    assert post(office, code="winter", stacks_with=["autumn"]).status_code == 303
    later = (clock.today() + timedelta(days=31)).isoformat()
    last = (clock.today() + timedelta(days=60)).isoformat()
    assert post(office, code="spring", starts=later, until=last).status_code == 303


def test_a_stranger_finds_no_offers(client: FlaskClient):
    sign_in_as(client, CHARLIE)
    assert client.get(PAGE).status_code in {302, 303, 403, 404}
    assert client.post(f"{PAGE}/x/decision").status_code >= 400


def test_who_is_not_of_the_staff_decides_nothing(office: FlaskClient):
    post(office)
    with pytest.raises(ValueError, match="account"):
        decide(row().id, person(CHARLIE).id, clock.now(), approve=True)
