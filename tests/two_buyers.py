"""Two who buy together: the buyer who signs first, and the co-buyer who signs by a link."""

from dataclasses import replace
from datetime import datetime, timedelta

from typing_extensions import Unpack

from esign import Role
from store.models import Order
from store.orders.codes import send_code
from store.orders.freeze import freeze
from store.orders.sign import sign
from tests.situations import (
    BUYER,
    CONSENT,
    MOMENT,
    Wishes,
    a_deal,
    a_draft,
    a_journey,
    sent_code,
    sent_secret,
)


CO_BUYER = {
    "civility": "m",
    "birth_date": "1986-03-04",
    "birth_place": "Kraków, Pologne",
    "street": "",
    "town": "",
    "first_name": "Łukasz",
    "last_name": "Žižek",
    "email": "lukasz@example.fr",
    "phone": "+33612345679",
}
CO_CONSENT = replace(CONSENT, name="Łukasz Žižek", method="code envoyé à l•••z@example.fr")


def an_order_for_two(**wishes: Unpack[Wishes]) -> Order:
    """An order the buyer has signed and the co-buyer has not."""
    at = wishes.get("at", MOMENT)
    deal = a_deal(wishes.get("extra_cents", 0), at.date())
    journey_id = a_journey(
        deal,
        email=wishes.get("email", BUYER),
        terms=wishes.get("terms", "public"),
        vehicle=wishes.get("vehicle"),
        at=at,
    )
    buyer = {"name": "Claire Morel", "email": BUYER, "co_buyer": CO_BUYER}
    order = freeze(journey_id, a_draft(deal, buyer), at)
    send_code(order.id, at + timedelta(minutes=1))
    return sign(order.id, sent_code(order.id), CONSENT, at + timedelta(minutes=2))


def co_sign(order: Order, at: datetime) -> Order:
    """Let the co-buyer of an order sign it."""
    send_code(order.id, at, Role.CO_BUYER)
    return sign(order.id, sent_code(order.id), CO_CONSENT, at, Role.CO_BUYER)


def sent_link(order_id: str) -> str:
    """Read the latest secret sent to a co-buyer."""
    return sent_secret(order_id, "co_sign", "token")
