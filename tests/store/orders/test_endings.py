from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from store.extensions import db
from store.gateways.registry import Gateways
from store.models import Order, OutboxMessage, StockVehicle
from store.orders.cancel import cancel
from store.orders.deliveries import HANDLERS
from store.orders.delivering import deliver_due
from store.orders.deposits import payments_of
from store.orders.expire import expire_due
from store.orders.lifecycle import State, WrongState
from store.orders.refusals import NotFound, ReasonMissing, TooLate
from store.orders.reschedule import NewDate, delivery_moves, reschedule
from store.orders.withdraw import ReturnLine, withdraw, withdrawal_amounts, withdrawal_deadline
from tests.fresh import fresh
from tests.situations import (
    MOMENT,
    a_deal,
    a_delivered_order,
    a_ready_order,
    a_seller,
    a_signed_order,
    an_accepted_order,
    an_offered_order,
)


pytestmark = pytest.mark.usefixtures("app")
LATER = MOMENT + timedelta(hours=1)


def letters(order_id: str) -> set[str]:
    rows = select(OutboxMessage.key).where(OutboxMessage.order_id == order_id)
    return {key.split(":")[1] for key in db.session.scalars(rows) if key.startswith("mail:")}


def test_a_cancelled_order_gives_deposit_and_car_back(outside: Gateways, stock_car: StockVehicle):
    order = an_offered_order(vehicle=stock_car)
    cancel(order.id, order.account_id, LATER)
    assert cancel(order.id, order.account_id, LATER).state == State.CANCELLED
    deliver_due(HANDLERS, LATER)
    assert payments_of(order.id)[0].state == "released"
    sold = select(StockVehicle.sold_at).where(StockVehicle.id == "stock")
    assert db.session.scalar(sold) is None
    assert {"cancelled", "dealer_cancelled"} <= letters(order.id)
    assert fresh(order.id).offers[0].answer == "ended"
    assert outside.payments.done[0][0] == "released"


def test_an_open_card_page_is_closed_with_its_order(outside: Gateways):
    order = an_offered_order()
    other = a_signed_order()
    cancel(other.id, other.account_id, LATER)
    assert fresh(order.id).state == State.OFFERED
    assert outside.payments.done == []


def test_a_stranger_finds_no_order():
    order = an_offered_order()
    with pytest.raises(NotFound):
        cancel(order.id, "stranger", LATER)
    with pytest.raises(NotFound):
        withdraw(order.id, "stranger", LATER)


def test_after_acceptance_one_withdraws_and_does_not_cancel():
    order = an_accepted_order()
    with pytest.raises(WrongState):
        cancel(order.id, order.account_id, LATER)
    deliver_due(HANDLERS, LATER)
    amounts = withdrawal_amounts(fresh(order.id), LATER)
    deposit = ReturnLine("deposit_refunded", order.deposit_cents, "store")
    assert amounts.lines == (deposit,)
    assert (amounts.returned_cents, amounts.costs_cents) == (order.deposit_cents, 0)
    assert (amounts.until, amounts.car_returned) == (None, False)
    withdraw(order.id, order.account_id, LATER)
    assert withdraw(order.id, order.account_id, LATER).state == State.WITHDRAWN
    deliver_due(HANDLERS, LATER)
    assert payments_of(order.id)[0].state == "refunded"


def test_a_withdrawal_overtaking_the_capture_takes_nothing(outside: Gateways):
    order = an_accepted_order()
    withdraw(order.id, order.account_id, LATER)
    deliver_due(HANDLERS, LATER)
    assert [what for what, _ in outside.payments.done] == ["released"]
    assert payments_of(order.id)[0].state == "released"


def test_a_delivered_car_can_be_given_back_for_fourteen_days():
    order = a_delivered_order()
    amounts = withdrawal_amounts(order, order.delivered_at)
    balance = ReturnLine("balance_refunded", a_deal().due_at_delivery_cents, "dealer")
    assert balance in amounts.lines
    assert amounts.car_returned
    last = withdrawal_deadline(order)
    assert last == datetime(2027, 1, 7, 23, tzinfo=UTC)  # delivered on Thursday 24 December
    with pytest.raises(TooLate):
        withdraw(order.id, order.account_id, last)
    done = withdraw(order.id, order.account_id, last - timedelta(seconds=1))
    assert done.state == State.WITHDRAWN


@pytest.mark.parametrize(
    ("delivered", "last"),
    [
        (date(2026, 12, 1), date(2026, 12, 15)),
        (date(2026, 12, 5), date(2026, 12, 21)),  # ends on Saturday 19
        (date(2026, 12, 11), date(2026, 12, 28)),  # ends on Christmas, then a weekend
    ],
)
def test_a_period_that_ends_on_a_day_off_ends_on_the_next_working_day(delivered: date, last: date):
    order = Order(market="FR", delivered_at=datetime(*delivered.timetuple()[:3], 11, tzinfo=UTC))
    assert withdrawal_deadline(order).date() == last + timedelta(days=1)


def test_an_unsigned_order_is_cancelled_and_not_withdrawn_from():
    order = a_ready_order()
    with pytest.raises(WrongState):
        withdraw(order.id, order.account_id, LATER)
    assert cancel(order.id, order.account_id, LATER).state == State.CANCELLED


def test_orders_nobody_signed_or_paid_expire_after_seven_days():
    ready, signed = a_ready_order(), a_signed_order()
    paid = an_offered_order()
    assert expire_due(MOMENT + timedelta(days=6, hours=23)) == 0
    assert expire_due(MOMENT + timedelta(days=7, hours=1)) == 2
    states = [fresh(one.id).state for one in (ready, signed, paid)]
    assert states == [State.EXPIRED, State.EXPIRED, State.OFFERED]


def test_every_move_of_the_delivery_day_is_kept_with_its_reason():
    order = an_accepted_order()
    seller = a_seller(order.dealer).id
    first, was = NewDate(delivery_by=date(2027, 3, 31), reason="Ship late"), order.delivery_by
    reschedule(order.id, order.dealer_id, seller, first, LATER)
    second = NewDate(delivery_by=date(2027, 3, 15), reason="Earlier after all")
    reschedule(order.id, order.dealer_id, seller, second, LATER + timedelta(days=1))
    moves = delivery_moves(order)
    assert [(one.was, one.now) for one in moves] == [
        (was, date(2027, 3, 31)),
        (date(2027, 3, 31), date(2027, 3, 15)),
    ]
    assert fresh(order.id).delivery_by == date(2027, 3, 15)
    with pytest.raises(ReasonMissing):
        reschedule(order.id, order.dealer_id, seller, second, LATER + timedelta(days=2))
    with pytest.raises(NotFound):
        reschedule(order.id, "c-lyon", seller, first, LATER)
