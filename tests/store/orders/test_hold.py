from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from store.extensions import db, transaction
from store.models import Reservation, StockVehicle
from store.orders.codes import send_code
from store.orders.freeze import SIGN_WITHIN, freeze
from store.orders.hold import HOLD, hold, release, release_expired, sell
from store.orders.origin import Origin
from store.orders.refusals import CarTaken
from store.orders.sign import sign
from tests.situations import CONSENT, MOMENT, a_deal, a_draft, a_journey, sent_code


pytestmark = pytest.mark.usefixtures("app")
BUYERS = 200
VISITOR = Origin("browser", "network")


def journeys(count: int) -> list[str]:
    deal = a_deal()
    return [a_journey(deal) for _ in range(count)]


def sold_at() -> datetime | None:
    return db.session.scalar(select(StockVehicle.sold_at).where(StockVehicle.id == "stock"))


def test_of_two_hundred_buyers_exactly_one_gets_the_car(app: Flask):
    wanted = journeys(BUYERS)
    db.session.remove()

    def buy(journey_id: str) -> bool:
        with app.app_context():
            try:
                hold("stock", journey_id, MOMENT)
            except CarTaken:
                return False
            return True

    with ThreadPoolExecutor(12) as buyers:
        won = sum(buyers.map(buy, wanted))
    assert won == 1
    open_holds = select(func.count()).where(Reservation.released_at.is_(None))
    assert db.session.scalar(open_holds) == 1


def test_its_holder_may_ask_again_and_gets_more_time():
    mine, other = journeys(2)
    hold("stock", mine, MOMENT)
    later = MOMENT + timedelta(minutes=10)
    assert hold("stock", mine, later).expires_at == later + HOLD
    with pytest.raises(CarTaken, match="another buyer"):
        hold("stock", other, later)


def test_a_hold_that_ran_out_goes_to_the_next_buyer():
    first, second = journeys(2)
    hold("stock", first, MOMENT)
    assert hold("stock", second, MOMENT + HOLD).journey_id == second


def test_a_released_car_is_free_at_once_but_only_its_holder_releases_it():
    mine, other = journeys(2)
    hold("stock", mine, MOMENT)
    release("stock", other, MOMENT)
    with pytest.raises(CarTaken):
        hold("stock", other, MOMENT)
    release("stock", mine, MOMENT)
    assert hold("stock", other, MOMENT).journey_id == other


def test_a_sold_car_is_held_by_nobody_however_late():
    mine, other = journeys(2)
    with transaction():
        sell("stock", mine, MOMENT)
    assert sold_at() == MOMENT
    assert release_expired(MOMENT + timedelta(days=365)) == 0
    with pytest.raises(CarTaken, match="sold"):
        hold("stock", other, MOMENT + timedelta(days=365))


def test_the_worker_releases_what_ran_out():
    (mine,) = journeys(1)
    hold("stock", mine, MOMENT)
    assert release_expired(MOMENT + HOLD - timedelta(seconds=1)) == 0
    assert release_expired(MOMENT + HOLD) == 1


def test_an_unknown_car_is_refused():
    with pytest.raises(CarTaken, match="there is none"):
        hold("nothing", "nobody", MOMENT)


def test_an_order_of_an_unproved_address_keeps_its_car_as_long_as_its_code(
    stock_car: StockVehicle,
):
    deal = a_deal()
    other, mine = a_journey(deal), a_journey(deal, vehicle=stock_car)
    order = freeze(mine, a_draft(deal), MOMENT, origin=VISITOR)
    later = MOMENT + HOLD - timedelta(minutes=1)
    send_code(order.id, later, origin=VISITOR)
    with pytest.raises(CarTaken):
        hold("stock", other, later + HOLD - timedelta(seconds=1))
    sign(order.id, sent_code(order.id), CONSENT, later + timedelta(minutes=1))
    with pytest.raises(CarTaken):
        hold("stock", other, later + SIGN_WITHIN)


def test_who_comes_too_late_hears_it_before_the_code(stock_car: StockVehicle):
    deal = a_deal()
    other, mine = a_journey(deal), a_journey(deal, vehicle=stock_car)
    order = freeze(mine, a_draft(deal), MOMENT, origin=VISITOR)
    hold("stock", other, MOMENT + HOLD)
    with pytest.raises(CarTaken):
        send_code(order.id, MOMENT + HOLD + timedelta(seconds=1), origin=VISITOR)
