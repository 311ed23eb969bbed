"""The demonstration shows an order in every state, and every page about each of them opens."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from store import clock
from store.demo.scenes import SCENES, play_scenes
from store.extensions import db
from store.journeys.situation import Situation
from store.models import Order, PartExchange
from store.orders.draft import draft_of
from store.orders.drafted import Draft
from store.orders.events import verify_chain
from store.orders.paper.context import Language
from tests.people import NORA, sign_in_as
from tests.situations import a_seller, prepared_pdf


LATER = datetime(2026, 12, 2, 9, 30, tzinfo=UTC)  # the first stock cars should be there by now
STATES = {"accepted", "delivered", "offered", "withdrawn", "approval"}


def quickly_printed(now: Situation, language: Language, at: datetime) -> Draft:
    """The order's draft with a page that is printed once for all tests."""
    draft = draft_of(now, language, at)
    together = "co_buyer" in draft.buyer
    pdf = partial(prepared_pdf, draft.deal.canonical(), co_signed=together)
    return replace(draft, render=lambda _number: pdf())


@pytest.fixture
def later() -> Iterator[None]:
    with clock.stopped_at(LATER):
        yield


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.usefixtures("later")
def test_every_scene_plays_and_every_page_about_it_opens(client: FlaskClient):
    orders = [db.session.get_one(Order, key) for key in play_scenes(LATER, quickly_printed)]
    assert {order.state for order in orders} == STATES
    played = dict(zip((scene.name for scene in SCENES), orders, strict=True))
    assert played["late"].delivery_by < LATER.date()
    assert played["employee before approval"].employee_id is not None
    assert played["two buyers"].co_signed_at is not None
    assert len(played["moved on after a refusal"].offers) == 2
    for order in orders:
        verify_chain(order.id)
        for address, email in pages_about(order):
            sign_in_as(client, email)
            assert (client.get(address).status_code, address) == (200, address)


def pages_about(order: Order) -> list[tuple[str, str]]:
    """The pages of the customer, the dealer and the staff, each with who opens it."""
    dealer, customer = a_seller(order.dealer).email, order.account.email
    pages = [(f"/orders/{order.id}", customer), (f"/staff/orders/{order.id}", NORA)]
    if order.state in {"offered", "accepted", "delivered"}:
        pages.append((f"/dealer/orders/{order.id}", dealer))
    with_car = select(PartExchange.id).where(PartExchange.order_id == order.id)
    if order.state == "accepted" and db.session.scalar(with_car):
        pages.append((f"/dealer/orders/{order.id}/trade-in", dealer))
    return pages
