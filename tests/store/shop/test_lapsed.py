"""A trade-in offer counts for seven days: past them it enters no price and is not signed for."""

from datetime import timedelta

from flask.testing import FlaskClient

from store import clock
from store.extensions import db
from store.journeys.situation import Situation, situation
from store.models import Order, OutboxMessage
from store.orders.codes import send_code
from tests.fresh import state
from tests.situations import sent_code
from tests.store.shop.walking import CAR, Walker, a_journey, complete, hidden
from tradein import Valuation


DAYS = timedelta(days=1)


def now_of(walker: Walker) -> Situation:
    return situation(walker.journey, clock.today())


def an_order(walker: Walker) -> Order:
    walker.post("orders", {"seen": hidden(walker.get("review"))["seen"]})
    db.session.rollback()
    return db.session.scalars(db.select(Order)).one()


def test_a_lapsed_offer_leaves_the_price_until_the_car_is_valued_again(client: FlaskClient):
    walker = Walker(client, a_journey())
    complete(walker)
    with clock.stopped_at(clock.now() + 7 * DAYS):
        assert now_of(walker).deal.trade_in_cents > 0
    with clock.stopped_at(clock.now() + 8 * DAYS):
        was = now_of(walker)
        assert was.trade_in_lapsed
        assert was.deal.trade_in_cents == 0
        assert walker.get("review").location.endswith("/trade-in")
        text = walker.get("trade-in").get_data(as_text=True)
        assert "The offer for your car has lapsed" in text
        assert "1 December 2026" in text
        assert walker.post("trade-in/valuation", {}).status_code == 303
        assert "Valued again" in walker.get("trade-in").get_data(as_text=True)
        assert walker.post("trade-in/valuation", {}).status_code == 303
        now = now_of(walker)
        assert isinstance(now.valuation, Valuation)
        assert now.valuation.valid_until == clock.today() + 7 * DAYS
        assert now.deal.trade_in_cents > 0


def test_an_offer_in_its_days_is_not_made_anew(client: FlaskClient):
    walker = Walker(client, a_journey())
    walker.post("trade-in", CAR)
    kept = walker.journey.trade_in
    with clock.stopped_at(clock.now() + 3 * DAYS):
        walker.post("trade-in/valuation", {})
    assert walker.journey.trade_in == kept


def test_a_lapsed_offer_is_not_signed_for_and_the_difference_is_shown(client: FlaskClient):
    walker = Walker(client, a_journey())
    complete(walker)
    order = an_order(walker)
    page = f"/orders/{order.id}/signature"
    token = hidden(client.get(page))["csrf_token"]
    with clock.stopped_at(clock.now() + 8 * DAYS):
        send_code(order.id, clock.now())
        signed = {"csrf_token": token, "consent": "y", "code": sent_code(order.id)}
        answer = client.post(page, data=signed)
        text = answer.get_data(as_text=True)
        assert answer.status_code == 409
        assert "The offer for your car has lapsed" in text
        assert "Value my car again" in text
        assert 'id="changes"' in text
        assert client.get(page).get_data(as_text=True).count("has lapsed") >= 1
        assert state(order.id) == "ready"


def test_the_validity_is_said_wherever_the_offer_is(client: FlaskClient):
    walker = Walker(client, a_journey())
    complete(walker)
    said = "1 December 2026, up to 75,200 km"
    review = walker.get("review").get_data(as_text=True)
    assert said in review
    order = an_order(walker)
    signature = client.get(f"/orders/{order.id}/signature")
    assert "2026, up to 75,200 km" in signature.get_data(as_text=True)
    send_code(order.id, clock.now())
    signed = {**hidden(signature), "consent": "y", "code": sent_code(order.id)}
    client.post(f"/orders/{order.id}/signature", data=signed)
    assert said in client.get(f"/orders/{order.id}").get_data(as_text=True)
    assert said in client.get(f"/orders/{order.id}/trade-in").get_data(as_text=True)
    letters = db.session.scalars(db.select(OutboxMessage).filter_by(kind="mail"))
    facts = [one.payload["facts"] for one in letters if one.payload["template"] == "signed"]
    assert [(one["trade_in_until"], one["trade_in_km"]) for one in facts] == [
        ("2026-12-01", 75_200)
    ]
