import json

from flask.testing import FlaskClient
from sqlalchemy import func, select

from store import clock
from store.accounts.codes import send_sign_in_code
from store.extensions import db
from store.models import Account, Journey, LoginSession, OneTimeCode, Order, OutboxMessage
from store.orders.cancel import cancel
from store.orders.events import verify_chain
from store.orders.withdraw import withdraw
from tests.orders_for_pages import a_ready, a_signed, an_offered
from tests.people import CHARLIE, CLAIRE, NORA, send, sign_in_as


PAGE = "/account/erasure"


def erase(client: FlaskClient, **form: str) -> int:
    return send(client, PAGE, "/account", **form).status_code


def test_the_export_holds_everything_of_one_person_and_nothing_of_another(client: FlaskClient):
    mine, other = an_offered(), a_ready(CHARLIE, "citroen")
    sign_in_as(client, CLAIRE)
    answer = client.get("/account/export")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    said = json.loads(answer.data)
    assert [one["email"] for one in said["accounts"]] == [CLAIRE]
    assert [one["number"] for one in said["orders"]] == [mine.number]
    order = said["orders"][0]
    assert order["deal"]["road_price_cents"] == mine.road_price_cents
    assert order["buyer"]["street"] == "12 rue des Lilas"
    assert [one["state"] for one in said["payments"]] == ["authorised"]
    assert {one["kind"] for one in said["order_events"]} >= {"freeze", "sign", "hold", "offer"}
    assert said["journeys"][0]["id"] == mine.journey_id
    text = answer.get_data(as_text=True)
    for secret in (CHARLIE, other.number, "token_hash", "password", "resume_hash"):
        assert secret not in text


def test_the_export_of_nothing_is_still_whole(client: FlaskClient):
    sign_in_as(client, CHARLIE)
    said = json.loads(client.get("/account/export").data)
    assert (said["orders"], said["journeys"]) == ([], [])


def test_nobody_is_erased_while_an_order_is_under_way(client: FlaskClient):
    order = a_signed()
    sign_in_as(client, CLAIRE)
    assert order.number in client.get(PAGE).get_data(as_text=True)
    assert erase(client, sure="y") == 409
    assert db.session.get_one(Account, order.account_id, populate_existing=True).email == CLAIRE


def test_erasure_needs_one_clear_yes(client: FlaskClient):
    who = sign_in_as(client, CLAIRE)
    assert erase(client) == 422
    assert db.session.get_one(Account, who.id, populate_existing=True).erased_at is None


def test_erasure_keeps_the_signed_order_and_forgets_the_rest(client: FlaskClient):
    order = a_signed()
    key, deal, number = order.id, order.deal, order.number
    withdraw(order.id, order.account_id, clock.now())
    spare = a_ready(CLAIRE, "citroen")
    cancel(spare.id, spare.account_id, clock.now())
    send_sign_in_code(CLAIRE, clock.now())
    who = sign_in_as(client, CLAIRE).id
    assert erase(client, sure="y") == 303
    db.session.expire_all()
    kept = db.session.get_one(Order, key)
    assert (kept.number, kept.deal, kept.buyer["last_name"]) == (number, deal, "Morel")
    assert {one.kind for one in kept.documents} == {"draft", "signed"}
    verify_chain(key)
    assert db.session.get_one(Order, spare.id).buyer == {}
    gone = db.session.get_one(Account, who)
    assert (gone.name, gone.password_hash) == ("", None)
    assert gone.email.endswith("@erased.invalid")
    assert gone.erased_at is not None
    for left in (LoginSession.account_id == who, OneTimeCode.subject == CLAIRE):
        assert db.session.scalar(select(func.count()).where(left)) == 0
    assert db.session.scalars(select(Journey).where(Journey.account_id == who)).all() == []
    assert all(not one.buyer and not one.place for one in db.session.scalars(select(Journey)))
    loose = select(OutboxMessage).where(OutboxMessage.order_id.is_(None))
    assert all(one.payload["to"] != CLAIRE for one in db.session.scalars(loose))
    assert client.get("/account").status_code == 303


def test_an_erased_address_can_begin_anew(client: FlaskClient):
    who = sign_in_as(client, CLAIRE).id
    erase(client, sure="y")
    fresh = sign_in_as(client, CLAIRE)
    assert fresh.id != who
    assert client.get("/account").status_code == 200


def test_staff_and_dealers_do_not_erase_themselves(client: FlaskClient):
    sign_in_as(client, NORA)
    assert client.get(PAGE).status_code == 404
    assert erase(client, sure="y") == 404
