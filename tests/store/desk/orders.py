"""Orders with every word a desk shows, before named dealers."""

from typing import Unpack

from flask.testing import FlaskClient

from store.extensions import db, transaction
from store.models import Account, Order
from tests.people import sign_in_as
from tests.situations import HOME, Wishes, a_seller, an_accepted_order, an_offered_order


LOOK = {"drawing": "208", "paint": "#1d5fc4", "finish": "metallic", "wheel": "star5", "roof": None}
SUMMARY = {
    "buyer": "Claire Morel",
    "commune": HOME.commune,
    "model": "208",
    "version": "Allure",
    "car": "208 Allure",
    "colour": {"fr": "Bleu Littoral", "en": "Littoral blue"},
    "look": LOOK,
    "product": "cash",
    "months": 0,
    "monthly_cents": 0,
    "trade_in": None,
    "weeks": 9,
    "vin": None,
}


def worded(order: Order, **summary: object) -> Order:
    """Give an order the words that a real draft has, and those a test wants."""
    with transaction():
        kept = db.session.get_one(Order, order.id)
        kept.summary = {**kept.summary, **SUMMARY, **summary}
    return db.session.get_one(Order, order.id)


def offered(**wishes: Unpack[Wishes]) -> Order:
    """An order before its dealer."""
    return worded(an_offered_order(**wishes))


def accepted(**wishes: Unpack[Wishes]) -> Order:
    """An order its dealer has accepted."""
    return worded(an_accepted_order(**wishes))


def seller_of(order: Order) -> Account:
    """Who answers for the dealer of an order."""
    return a_seller(order.dealer)


def browser_of(email: str, like: FlaskClient) -> FlaskClient:
    """Another browser in which a person is signed in."""
    client = like.application.test_client()
    sign_in_as(client, email)
    return client
