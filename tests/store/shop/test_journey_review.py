"""The last look: everything on one page, differences shown, the copy by mail, one order."""

import json
from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from store import clock
from store.extensions import db, transaction
from store.gateways.turns import CONTRACTS
from store.journeys import deal
from store.journeys.begin import begin_from_stock
from store.journeys.deal import Deal
from store.journeys.receipt import receipt
from store.journeys.situation import situation
from store.markets import market
from store.models import Dealer, Order, OutboxMessage, StockVehicle
from store.orders.hold import hold
from tests.store.shop.walking import (
    CLAIRE,
    LYON,
    WISH,
    Walker,
    a_dealer,
    a_journey,
    answers,
    complete,
    hidden,
)


@pytest.fixture
def walker(client: FlaskClient) -> Walker:
    """A visitor at the review."""
    one = Walker(client, a_journey())
    complete(one)
    return one


def deal_of(walker: Walker) -> Deal:
    return situation(walker.journey, clock.today()).deal


def orders() -> list[Order]:
    db.session.rollback()
    return list(db.session.scalars(select(Order)))


def test_every_line_of_the_deal_is_on_the_page(walker: Walker):
    text = walker.get("review").get_data(as_text=True)
    for line in receipt(deal_of(walker)).lines:
        assert line.label["en"] in text
    assert "MODEL WITHDRAWAL FORM" in text
    assert CLAIRE["street"] in text
    assert "You may withdraw" in text


def test_nothing_is_ordered_where_a_market_waits_for_its_taxes(
    walker: Walker, monkeypatch: pytest.MonkeyPatch
):
    waits = replace(market("FR"), unknown_taxes_ordered=False)
    monkeypatch.setattr(deal, "market", lambda _key: waits)
    assert deal_of(walker).unknown
    text = walker.get("review").get_data(as_text=True)
    assert "This car can be ordered once the rates above are published." in text
    seen = deal_of(walker).canonical().decode()
    assert walker.post("orders", {"seen": seen}).status_code == 422
    assert orders() == []


def test_looking_at_the_page_changes_nothing(walker: Walker):
    revision = walker.journey.revision
    walker.get("review")
    assert walker.journey.revision == revision


def test_no_button_before_the_signature_sounds_like_buying(walker: Walker):
    text = walker.get("review").get_data(as_text=True)
    assert "Read the purchase order" in text
    assert "obligation to pay" not in text
    assert "buy now" not in text.lower()


def test_the_order_is_frozen_with_the_deal_that_was_shown(walker: Walker):
    shown = hidden(walker.get("review"))["seen"]
    walker.post("orders", {"seen": shown})
    (order,) = orders()
    assert order.deal == shown
    assert order.deal_sha256 == Deal.from_json(shown).sha256
    assert walker.journey.reviewed_sha256 == order.deal_sha256


def test_a_second_click_finds_the_same_order(walker: Walker):
    shown = hidden(walker.get("review"))["seen"]
    first, second = (walker.post("orders", {"seen": shown}) for _ in range(2))
    assert first.location == second.location
    assert len(orders()) == 1


def test_an_order_that_finds_the_press_busy_is_made_at_the_next_click(walker: Walker):
    shown = hidden(walker.get("review"))["seen"]
    with CONTRACTS.turn(), CONTRACTS.turn(), CONTRACTS.turn():
        refused = walker.post("orders", {"seen": shown})
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "10")
    assert orders() == []
    walker.post("orders", {"seen": shown})
    assert len(orders()) == 1


def test_a_change_in_another_tab_is_shown_and_asked_again(walker: Walker):
    shown = hidden(walker.get("review"))["seen"]
    walker.post("where", {**answers()["where"], "delivery": "home"})
    page = walker.post("orders", {"seen": shown})
    text = page.get_data(as_text=True)
    assert page.status_code == 409
    assert "The price changed" in text
    assert 'id="changes"' in text
    assert orders() == []
    again = walker.post("orders", {"seen": hidden(page)["seen"]})
    assert again.status_code == 303


def test_a_dealer_changed_at_the_same_price_is_asked_again(walker: Walker):
    shown = hidden(walker.get("review"))["seen"]
    other = {**LYON, "dealer": _farther(), "delivery": "dealer"}
    walker.post("where", other)
    page = walker.post("orders", {"seen": shown})
    assert page.status_code == 409
    assert "the price is the same" in page.get_data(as_text=True)


def _farther() -> str:
    wanted = select(Dealer.id).where(Dealer.brand == "peugeot", Dealer.postcode.startswith("69"))
    return next(one for one in db.session.scalars(wanted) if one != a_dealer())


@pytest.mark.parametrize("hostile", ["", "{}", "[" * 5000, '{"lines": 1.5}', "x" * 300_000])
def test_a_hostile_deal_is_never_taken(walker: Walker, hostile: str):
    page = walker.post("orders", {"seen": hostile})
    assert page.status_code == 409
    assert orders() == []


def test_a_forged_price_is_never_taken(walker: Walker):
    shown = json.loads(hidden(walker.get("review"))["seen"])
    shown["road_price_cents"] = 100
    page = walker.post("orders", {"seen": json.dumps(shown)})
    assert page.status_code == 409
    assert orders() == []


def test_a_copy_is_mailed_with_every_line_and_a_link(walker: Walker):
    assert walker.post("copies", {}).status_code == 303
    message = db.session.scalars(select(OutboxMessage)).one()
    assert message.payload["to"] == CLAIRE["email"]
    assert len(message.payload["facts"]["lines"]) == len(receipt(deal_of(walker)).lines)
    assert message.payload["secrets"]["token"]


def test_a_signed_journey_leads_to_its_order(walker: Walker):
    walker.post("orders", {"seen": hidden(walker.get("review"))["seen"]})
    (order,) = orders()
    with transaction():
        db.session.get_one(Order, order.id).state = "signed"
    for step in ("", "where", "finance", "review"):
        assert walker.get(step).location.endswith(f"/orders/{order.id}")
    assert walker.post("finance", WISH).location.endswith(f"/orders/{order.id}")


def test_a_stock_car_held_by_another_is_told(client: FlaskClient):
    car = db.session.scalars(select(StockVehicle).order_by(StockVehicle.vin)).first()
    assert car is not None
    walker = Walker(client, begin_from_stock(car, None, clock.now()))
    good = answers(car.brand)
    good["where"] |= {"dealer": car.dealer_id}
    good["finance"] = {**WISH, "product": "cash"}
    for step, values in good.items():
        assert walker.post(step, values).status_code == 303
    key, other = car.id, a_journey()
    shown = hidden(walker.get("review"))["seen"]
    hold(key, other, clock.now())
    assert walker.post("orders", {"seen": shown}).location.endswith("/review")
    assert "Another buyer was faster" in walker.get("review").get_data(as_text=True)
    assert orders() == []
