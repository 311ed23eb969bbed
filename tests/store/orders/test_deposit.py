from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, strategies as st
from sqlalchemy import func, select

from store.extensions import db
from store.gateways.payments import Deposit, PaymentError, ProviderEvent
from store.gateways.registry import Gateways
from store.journeys.deal import make_deal
from store.models import Payment, PaymentEvent, StockVehicle
from store.orders.codes import send_code
from store.orders.deliveries import HANDLERS
from store.orders.delivering import deliver_due
from store.orders.deposits import payments_of
from store.orders.events import chain
from store.orders.expire import expire_due
from store.orders.freeze import freeze
from store.orders.hold import hold
from store.orders.lifecycle import State, WrongState
from store.orders.pay import open_deposit, receive
from store.orders.refusals import NotFound
from store.orders.settle import RUNG, apply_word, settle, settle_open
from store.orders.sign import sign
from tests.fresh import state
from tests.situations import (
    CONSENT,
    MOMENT,
    URLS,
    a_deal,
    a_draft,
    a_journey,
    a_ready_order,
    a_signed_order,
    an_accepted_order,
    an_offered_order,
    sent_code,
)


pytestmark = pytest.mark.usefixtures("app")
SOON = MOMENT + timedelta(minutes=5)


def event(checkout_id: str | None, event_id: str = "ev1", intent: str | None = None):
    return ProviderEvent(
        event_id=event_id, kind="any", checkout_id=checkout_id, intent_id=intent, payload={"a": 1}
    )


def paid_checkout(outside: Gateways) -> tuple[str, str]:
    order_id = a_signed_order().id
    checkout_id = open_deposit(order_id, URLS, SOON).checkout_id
    outside.payments.authorise(checkout_id)
    return order_id, checkout_id


def test_two_tabs_open_one_card_page():
    order_id = a_signed_order().id
    first = open_deposit(order_id, URLS, SOON).checkout_id
    assert open_deposit(order_id, URLS, SOON).checkout_id == first
    assert db.session.scalar(select(func.count()).select_from(Payment)) == 1


def test_an_order_that_is_not_signed_takes_no_deposit():
    with pytest.raises(WrongState):
        open_deposit(a_ready_order().id, URLS, SOON)


def test_a_provider_that_is_down_loses_nothing(outside: Gateways):
    order_id = a_signed_order().id
    outside.payments.down = True
    with pytest.raises(PaymentError):
        open_deposit(order_id, URLS, SOON)
    assert payments_of(order_id) == []
    outside.payments.down = False
    assert open_deposit(order_id, URLS, SOON).state == "open"


def test_an_expired_card_page_gives_way_to_a_new_one(outside: Gateways):
    order_id = a_signed_order().id
    first = open_deposit(order_id, URLS, SOON).checkout_id
    outside.payments.expire(first)
    second = open_deposit(order_id, URLS, SOON).checkout_id
    assert second != first
    assert [one.state for one in payments_of(order_id)] == ["expired", "open"]


def test_a_held_deposit_takes_the_order_to_its_dealer_once(outside: Gateways):
    order_id, checkout_id = paid_checkout(outside)
    for _ in range(3):
        settle(checkout_id, SOON)
    assert state(order_id) == State.OFFERED
    assert [one.kind for one in chain(order_id).events].count("hold") == 1


def test_the_same_webhook_is_stored_once_and_settles_each_time(outside: Gateways):
    order_id, checkout_id = paid_checkout(outside)
    outside.payments.down = True
    with pytest.raises(PaymentError):
        receive(event(checkout_id), SOON)
    outside.payments.down = False
    assert receive(event(checkout_id), SOON)
    assert receive(event(checkout_id), SOON)
    assert state(order_id) == State.OFFERED
    assert db.session.scalar(select(func.count()).select_from(PaymentEvent)) == 1


def test_a_webhook_that_names_the_intent_alone_is_understood(outside: Gateways):
    order_id, checkout_id = paid_checkout(outside)
    assert receive(event(None, intent=f"in_{checkout_id}"), SOON)
    assert state(order_id) == State.OFFERED


def test_a_webhook_of_somebody_elses_checkout_changes_nothing():
    assert not receive(event("co_stranger"), SOON)
    with pytest.raises(NotFound):
        settle("co_stranger", SOON)


@pytest.mark.parametrize("wrong", [{"amount_cents": 1}, {"currency": "USD"}])
def test_a_wrong_amount_or_currency_goes_back(outside: Gateways, wrong: dict[str, object]):
    order_id, checkout_id = paid_checkout(outside)
    outside.payments.say(checkout_id, **wrong)
    assert settle(checkout_id, SOON).failure == "amount_mismatch"
    assert state(order_id) == State.SIGNED
    deliver_due(HANDLERS, SOON)
    assert outside.payments.look(checkout_id).state == "released"


def test_an_answer_read_earlier_and_written_later_takes_nothing_back(outside: Gateways):
    order_id, checkout_id = paid_checkout(outside)
    settle(checkout_id, SOON)
    outside.payments.say(checkout_id, state="open")
    assert settle(checkout_id, SOON).state == "authorised"
    assert state(order_id) == State.OFFERED


def test_a_deposit_paid_on_an_expired_order_is_released(outside: Gateways):
    order_id, checkout_id = paid_checkout(outside)
    late = SOON + timedelta(days=8)
    assert expire_due(late) == 1
    deliver_due(HANDLERS, late)
    settle(checkout_id, late)
    deliver_due(HANDLERS, late)
    assert state(order_id) == State.EXPIRED
    assert outside.payments.look(checkout_id).state == "released"


def test_a_deposit_whose_webhook_was_lost_is_found_by_the_worker(outside: Gateways):
    order_id, _ = paid_checkout(outside)
    assert settle_open(SOON + timedelta(minutes=2)) == 1
    assert state(order_id) == State.OFFERED


def test_an_accepted_order_takes_the_deposit_once(outside: Gateways):
    order = an_accepted_order()
    for _ in range(2):
        deliver_due(HANDLERS, MOMENT + timedelta(hours=1))
    assert [what for what, _ in outside.payments.done] == ["captured"]
    assert payments_of(order.id)[0].state == "captured"


def test_a_hold_that_is_gone_when_the_dealer_accepts_is_seen_by_the_staff(outside: Gateways):
    order = an_accepted_order()
    checkout_id = payments_of(order.id)[0].checkout_id
    outside.payments.say(checkout_id, state="released")
    deliver_due(HANDLERS, MOMENT + timedelta(hours=1))
    from_outbox = db.session.execute(
        db.text("SELECT last_error FROM outbox WHERE kind = 'capture'")
    ).scalar_one()
    assert "cannot be taken: it is released" in from_outbox


def test_a_stock_car_is_sold_with_its_deposit(stock_car: StockVehicle):
    an_offered_order(vehicle=stock_car)
    db.session.expire_all()
    assert db.session.get_one(StockVehicle, "stock").sold_at is not None


def test_a_car_lost_before_its_deposit_was_paid_gives_the_deposit_back(
    outside: Gateways, stock_car: StockVehicle
):
    other = a_journey(a_deal())
    order_id = a_signed_order(vehicle=stock_car).id
    checkout_id = open_deposit(order_id, URLS, SOON).checkout_id
    late = SOON + timedelta(days=7)
    hold("stock", other, late)
    outside.payments.authorise(checkout_id)
    settle(checkout_id, late)
    assert state(order_id) == State.CANCELLED
    deliver_due(HANDLERS, late)
    assert outside.payments.look(checkout_id).state == "released"
    held = db.text("SELECT journey_id FROM reservations WHERE released_at IS NULL")
    assert db.session.execute(held).scalar_one() == other


def test_an_order_without_a_deposit_goes_to_its_dealer_at_once():
    deal = make_deal(replace(a_deal().request, deposit_cents=0))
    order_id = freeze(a_journey(deal), a_draft(deal), MOMENT).id
    send_code(order_id, SOON)
    assert sign(order_id, sent_code(order_id), CONSENT, SOON).state == State.OFFERED
    with pytest.raises(WrongState):
        open_deposit(order_id, URLS, SOON)


@given(st.lists(st.sampled_from(sorted(RUNG)), max_size=8))
def test_in_any_order_of_answers_the_amount_is_newly_held_at_most_once(answers: list[str]):
    payment = Payment(state="open", failure="")
    said = Deposit(checkout_id="co", intent_id="in", state="open", amount_cents=1, currency="EUR")
    held = [apply_word(payment, replace(said, state=one), SOON) for one in answers]
    assert sum(held) <= 1
    assert RUNG[payment.state] == max((RUNG[one] for one in answers), default=0)
