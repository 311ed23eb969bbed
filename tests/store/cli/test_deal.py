"""`flask deal show`: an order's price is derived again to the byte, or says where it differs."""

from flask import Flask
from sqlalchemy import select

from store import clock
from store.demo.play import play_orders
from store.extensions import db, transaction
from store.journeys.deal import Deal
from store.models import Order
from tests.orders_for_pages import a_ready


def show(app: Flask, number: str) -> tuple[int, str]:
    done = app.test_cli_runner().invoke(args=["deal", "show", number])
    return done.exit_code, done.output + done.stderr


def test_played_orders_are_derived_again_to_the_same_bytes(app: Flask):
    for number in list(play_orders(3, None, clock.now())):
        status, said = show(app, number)
        assert status == 0, said
        frozen, derived = (row.split()[1] for row in said.splitlines()[-2:])
        assert frozen == derived


def test_a_changed_price_is_found_by_its_path(app: Flask):
    number = a_ready().number
    with transaction():
        row = db.session.scalars(select(Order).where(Order.number == number)).one()
        cents = Deal.from_json(row.deal).road_price_cents
        row.deal = row.deal.replace(
            f'"road_price_cents":{cents}', f'"road_price_cents":{cents - 1}'
        )
    status, said = show(app, number)
    assert status == 1
    assert "names another hash" in said


def test_a_forged_price_with_its_own_hash_is_found_too(app: Flask):
    number = a_ready().number
    with transaction():
        row = db.session.scalars(select(Order).where(Order.number == number)).one()
        cents = Deal.from_json(row.deal).car_cents
        row.deal = row.deal.replace(f'"car_cents":{cents}', f'"car_cents":{cents - 1}')
        row.deal_sha256 = Deal.from_json(row.deal).sha256
    status, said = show(app, number)
    assert status == 1
    assert f"/car_cents: {cents - 1} is now {cents}" in said


def test_an_unknown_order_is_said_to_be(app: Flask):
    status, said = show(app, "V-0000-000000")
    assert status == 1
    assert "There is no order" in said
