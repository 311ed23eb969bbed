"""An employee puts a car under their terms, and takes it back."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from store import clock
from store.extensions import db
from store.journeys import terms
from store.journeys.begin import Beginning, begin
from store.journeys.situation import situation
from store.memory import MEMORIES
from store.models import Journey, Order, OutboxMessage
from tests.people import give_journey, person, send, sign_in_as
from tests.store.employees.test_entitlement import ordered
from tests.store.shop.walking import Walker, complete, hidden


PAUL = "paul.delmas@employees.example"
ANNE = "anne.delmas@example.fr"


def a_car(client: FlaskClient) -> str:
    start = Beginning(market="FR", brand="peugeot", slug="208")
    journey_id = begin(start, clock.today(), clock.now())
    give_journey(client, journey_id)
    return journey_id


def journey(journey_id: str) -> Journey:
    return db.session.get_one(Journey, journey_id, populate_existing=True)


def take(client: FlaskClient, journey_id: str, **said: str) -> int:
    path = f"/journeys/{journey_id}/employee-terms"
    return send(client, path, "/employees", **said).status_code


@pytest.mark.parametrize(("email", "kind"), [(PAUL, "employee"), (ANNE, "beneficiary")])
def test_a_car_gets_the_terms_of_the_person_and_their_discount(
    client: FlaskClient, email: str, kind: str
):
    journey_id = a_car(client)
    someone = person(email)
    sign_in_as(client, email)
    assert "employee-terms" in client.get("/employees").get_data(as_text=True)
    public = situation(journey(journey_id), clock.today()).deal
    assert take(client, journey_id, undertaking="yes") == 303
    kept = journey(journey_id)
    assert (kept.terms, kept.account_id) == (kind, someone.id)
    deal = situation(kept, clock.today()).deal
    assert deal.car_cents < public.car_cents
    assert deal.payroll is not None
    assert client.get("/employees").status_code == 200


def test_conditions_that_end_leave_the_public_price(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
):
    journey_id = a_car(client)
    person(PAUL)
    sign_in_as(client, PAUL)
    public = situation(journey(journey_id), clock.today()).deal.road_price_cents
    assert take(client, journey_id, undertaking="yes") == 303
    monkeypatch.setattr(terms, "market_terms", lambda _country: ())
    for memory in MEMORIES:
        memory.cache_clear()
    assert "Aucune condition" in client.get("/employees").get_data(as_text=True)
    assert client.get(f"/journeys/{journey_id}/configure").status_code == 200
    assert situation(journey(journey_id), clock.today()).deal.road_price_cents == public
    for memory in MEMORIES:
        memory.cache_clear()


def test_the_undertaking_is_ticked_by_the_person(client: FlaskClient):
    journey_id = a_car(client)
    person(PAUL)
    sign_in_as(client, PAUL)
    assert 'name="undertaking" value="yes">' in client.get("/employees").get_data(as_text=True)
    assert take(client, journey_id) == 422
    assert journey(journey_id).terms == "public"


def test_the_undertaking_is_sent_and_kept(client: FlaskClient):
    journey_id = a_car(client)
    person(PAUL)
    sign_in_as(client, PAUL)
    take(client, journey_id, undertaking="yes")
    wanted = OutboxMessage.key.startswith(f"mail:employee_terms:{journey_id}")
    letter = db.session.scalars(select(OutboxMessage).where(wanted)).one()
    assert letter.payload["facts"]["months"] == 6
    assert letter.payload["to"] == PAUL


def test_the_public_price_comes_back(client: FlaskClient):
    journey_id = a_car(client)
    person(PAUL)
    sign_in_as(client, PAUL)
    take(client, journey_id, undertaking="yes")
    assert send(client, f"/journeys/{journey_id}/public-terms", "/employees").status_code == 303
    assert (journey(journey_id).terms, journey(journey_id).employee_id) == ("public", None)


def test_nobody_else_orders_under_a_persons_terms(client: FlaskClient):
    journey_id = a_car(client)
    person(PAUL)
    sign_in_as(client, PAUL)
    take(client, journey_id, undertaking="yes")
    remembering = Walker(client.application.test_client(), journey_id)
    complete(remembering)
    seen = hidden(remembering.get("review"))["seen"]
    assert remembering.post("orders", {"seen": seen}).status_code == 409
    assert db.session.scalars(select(Order)).all() == []


def test_who_is_not_in_the_file_takes_no_terms(client: FlaskClient):
    journey_id = a_car(client)
    sign_in_as(client, person("charlie@example.fr").email)
    assert "employee-terms" not in client.get("/employees").get_data(as_text=True)
    path = f"/journeys/{journey_id}/employee-terms"
    assert send(client, path, "/account", undertaking="yes").status_code == 422
    assert journey(journey_id).terms == "public"


def test_a_used_quota_gives_no_terms(client: FlaskClient):
    ordered("E10001-B1")
    journey_id = a_car(client)
    person(ANNE)
    sign_in_as(client, ANNE)
    assert take(client, journey_id, undertaking="yes") == 422
    assert journey(journey_id).terms == "public"


def test_the_journey_of_another_is_not_there(client: FlaskClient):
    start = Beginning(market="FR", brand="peugeot", slug="208")
    foreign = begin(start, clock.today(), clock.now())
    person(PAUL)
    sign_in_as(client, PAUL)
    for what in ("employee-terms", "public-terms"):
        response = send(client, f"/journeys/{foreign}/{what}", "/account", undertaking="yes")
        assert response.status_code == 404
    assert journey(foreign).terms == "public"


def test_a_visitor_signs_in_first_and_the_staff_finds_nothing(client: FlaskClient):
    assert client.get("/employees").status_code == 303
    sign_in_as(client, "nora.petit@staff.example")
    assert client.get("/employees").status_code == 404
