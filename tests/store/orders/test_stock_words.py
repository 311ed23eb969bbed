"""An order of a car in stock promises no next dealer: the car stands at one dealer alone."""

import re

import pytest

from store.gateways.registry import Gateways
from store.models import Order, StockVehicle
from store.orders.deliveries import HANDLERS
from store.orders.delivering import deliver_due
from store.orders.lapse import lapse_due
from tests.fresh import fresh
from tests.situations import an_offered_order


pytestmark = [
    pytest.mark.usefixtures("app"),
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),  # words, not queries
]
ANOTHER = re.compile(r"autre concessionnaire|concessionnaire suivant|près de chez vous")


def written(order: Order, outside: Gateways) -> list[str]:
    """Return every letter of an order whose dealer keeps silent, up to the staff's turn."""
    while order.offers and order.state == "offered":
        offer = max(order.offers, key=lambda one: one.offered_at)
        lapse_due(offer.deadline_at)
        order = fresh(order.id)
    deliver_due(HANDLERS, order.offers[-1].deadline_at, 100)
    return [f"{one.subject} {one.text}" for one in outside.mail.letters.values()]


def test_no_letter_of_a_stock_order_speaks_of_another_dealer(
    outside: Gateways, stock_car: StockVehicle
):
    letters = written(an_offered_order(vehicle=stock_car), outside)
    assert any("n’est que chez ce concessionnaire" in one for one in letters)
    assert [one for one in letters if ANOTHER.search(one)] == []


def test_the_letters_of_a_car_to_be_built_say_who_is_asked_next(outside: Gateways):
    letters = written(an_offered_order(), outside)
    assert [one for one in letters if ANOTHER.search(one)]
