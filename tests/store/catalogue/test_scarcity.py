"""Scarce cars and cheap browsers: what one visitor, and all of an address range, may hold."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from store.extensions import db, transaction
from store.journeys.begin import begin_from_stock
from store.models import Reservation, StockVehicle
from store.orders.hold import HOLD, PROVED, PROVED_HOLD, UNPROVED, hold, hold_for, sell
from store.orders.origin import Origin
from store.orders.refusals import CarTaken
from tests.people import person
from tests.situations import BUYER, MOMENT


pytestmark = pytest.mark.usefixtures("app")
VISITOR = Origin("browser", "network")
TRIES = 14


def wanted(count: int) -> list[tuple[str, str]]:
    """Begin a journey for each of some cars in stock: pairs of car and journey."""
    cars = db.session.scalars(select(StockVehicle).order_by(StockVehicle.id).limit(count)).all()
    return [(car.id, begin_from_stock(car, None, MOMENT)) for car in cars]


def race(app: Flask, origins: list[Origin]) -> int:
    """Let each origin ask for a car of its own at once; returns how many are held."""
    cars = wanted(len(origins))
    db.session.remove()

    def ask(number: int) -> bool:
        with app.app_context():
            return hold_for(*cars[number], origins[number], MOMENT)

    with ThreadPoolExecutor(7) as pool:
        held = sum(pool.map(ask, range(len(origins))))
    rows = select(func.count()).where(Reservation.released_at.is_(None))
    assert db.session.scalar(rows) == held
    return held


def test_one_visitor_at_full_speed_holds_two_cars(app: Flask):
    assert race(app, [VISITOR] * TRIES) == UNPROVED.cars == 2


def test_new_browsers_of_one_address_range_share_a_fiftieth_of_the_stock(app: Flask):
    origins = [replace(VISITOR, browser=f"browser {number}") for number in range(TRIES)]
    assert race(app, origins) == 6


def test_a_crowded_address_range_leaves_who_is_proved_and_all_others_their_own(app: Flask):
    crowd = [replace(VISITOR, browser=f"browser {number}") for number in range(TRIES)]
    race(app, crowd)
    (car, journey), *others = wanted(TRIES + 7)[TRIES:]
    assert not hold_for(car, journey, VISITOR, MOMENT)
    elsewhere = replace(VISITOR, network="another")
    assert hold_for(car, journey, elsewhere, MOMENT)
    buyer = replace(VISITOR, account_id=person(BUYER).id)
    held = [hold_for(*one, buyer, MOMENT) for one in others]
    assert held == [True] * PROVED.cars + [False]


def test_a_hold_is_longer_with_proof_and_ends_by_itself():
    (first, mine), (second, other) = wanted(2)
    assert hold_for(first, mine, VISITOR, MOMENT)
    with pytest.raises(CarTaken):
        hold_for(first, other, replace(VISITOR, browser="another"), MOMENT)
    buyer = replace(VISITOR, account_id=person(BUYER).id)
    assert hold_for(second, other, buyer, MOMENT)
    assert hold(first, other, MOMENT + HOLD).journey_id == other
    with pytest.raises(CarTaken):
        hold(second, mine, MOMENT + PROVED_HOLD - timedelta(seconds=1))


def test_what_ran_out_counts_against_nobody():
    pairs = wanted(3)
    held = [hold_for(*pair, VISITOR, MOMENT) for pair in pairs]
    assert held == [True, True, False]
    assert hold_for(*pairs[2], VISITOR, MOMENT + HOLD)


def test_a_sold_car_counts_against_nobody():
    pairs = wanted(3)
    for pair in pairs[:2]:
        assert hold_for(*pair, VISITOR, MOMENT)
        with transaction():
            sell(*pair, MOMENT)
    assert hold_for(*pairs[2], VISITOR, MOMENT)
