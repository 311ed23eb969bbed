"""What goes wrong at the last steps, and how it goes on."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from store import clock
from store.demo.load import PASSWORD
from store.extensions import db
from store.journeys.answer import make_link
from store.models import Order
from tests.browser import purchase
from tests.browser.conftest import Invite
from tests.browser.live import LiveStore
from tests.browser.purchase import Buyer
from tests.browser.visitor import Visitor
from tests.conftest import MOMENT
from tests.orders_for_pages import a_ready, an_offered
from tests.people import CLAIRE
from tests.store.shop.walking import a_journey


pytestmark = pytest.mark.browser

Ordered = tuple[str, str, str, str]  # id, number, the dealer's name and address
BUYER = Buyer(email=CLAIRE, first_name="Claire", last_name="Morel")


def ordered(store: LiveStore, make: Callable[[], Order]) -> Ordered:
    """Make an order; return what the pages are asked for."""

    def facts() -> Ordered:
        order = make()
        return order.id, order.number, order.dealer.name, order.dealer.email

    return store.run(facts)


def claire(invite: Invite, order_id: str) -> Visitor:
    """Return Claire, signed in, before her order."""
    visitor = invite()
    purchase.sign_in(visitor, CLAIRE, PASSWORD)
    visitor.go(f"/orders/{order_id}")
    return visitor


def test_a_wrong_code_and_a_declined_card_are_told_and_the_right_ones_go_on(
    invite: Invite, store: LiveStore
) -> None:
    order_id, *_rest = ordered(store, a_ready)
    buyer = claire(invite, order_id)
    right = purchase.ask_code(buyer, BUYER)
    wrong = f"{(int(right) + 1) % 1_000_000:06}"
    purchase.consent(buyer, wrong)
    with buyer.answered(422):
        buyer.page.get_by_role("button", name=purchase.ORDER_BUTTON, exact=True).click()
        buyer.sees("This is not the code we sent. Look at the latest message.")
    purchase.consent(buyer, right)
    buyer.page.get_by_role("button", name=purchase.ORDER_BUTTON, exact=True).click()
    buyer.stands_before("Signed. One step is left")
    buyer.press("Pay by card")
    purchase.type_card(buyer, purchase.DECLINED)
    buyer.sees("The bank refused this card. Try another one.")
    purchase.type_card(buyer, purchase.ASKS)
    buyer.stands_before("Your bank asks: is it you?")
    buyer.press("Refuse")
    buyer.sees("The bank could not confirm that it was you. Try again.")
    purchase.type_card(buyer, purchase.GOOD)
    expect(buyer.page).to_have_url(re.compile(purchase.ORDER.pattern + "$"))
    buyer.sees("Your deposit is held. Your order is before the dealer.")


def test_back_after_a_refused_form_asks_nothing(invite: Invite) -> None:
    ada = invite()
    purchase.begin(ada)
    ada.follow("Continue")
    purchase.say_where(ada, purchase.ADA)
    purchase.decline_trade_in(ada)
    purchase.pay_by(ada, "Cash")
    purchase.introduce(ada, replace(purchase.ADA, last_name="Martin 😀"))
    expect(ada.page).to_have_url(re.compile(r"/you\?refused=1$"))
    ada.stands_before("Who takes the wheel?")
    ada.page.reload()
    expect(ada.page.locator("#last_name")).to_have_value("Martin 😀")
    ada.fill("Last name", "Martin")
    ada.press("Keep and go on")
    ada.stands_before("Everything is here. Read at your own pace.")
    ada.page.go_back()
    ada.stands_before("Who takes the wheel?")
    expect(ada.page.locator("#last_name")).to_have_value("Martin")


def test_a_link_works_for_thirty_days_and_then_says_so(invite: Invite, store: LiveStore) -> None:
    token = store.run(lambda: make_link(a_journey(), MOMENT))
    visitor = invite()
    visitor.go(f"/resume/{token}")
    visitor.stands_before("Your car is waiting for you")
    with clock.stopped_at(MOMENT + timedelta(days=31)), visitor.answered(410):
        visitor.go(f"/resume/{token}")
        visitor.stands_before("This link has expired")


def test_a_refused_order_moves_to_the_next_dealer_and_the_customer_reads_why(
    invite: Invite, store: LiveStore
) -> None:
    order_id, number, first_name, first = ordered(store, an_offered)
    seller, buyer = invite(), claire(invite, order_id)
    buyer.sees("Sent to %(dealer)s", dealer=first_name)
    purchase.sign_in(seller, first, PASSWORD)
    seller.page.get_by_role("link", name=BUYER.name).click()
    seller.follow("Refuse")
    seller.tick("No handover appointment is free")
    seller.press("Refuse the order")
    seller.sees("Refused. The order has left your desk and the customer has been told.")
    with seller.answered(404):
        seller.go(f"/dealer/orders/{order_id}")
    buyer.page.reload()
    buyer.sees("%(dealer)s could not take your order", dealer=first_name)
    _id, _number, second_name, second = ordered(store, lambda: db.session.get_one(Order, order_id))
    assert second != first
    buyer.sees("Sent to %(dealer)s", dealer=second_name)
    neighbour = invite()
    purchase.sign_in(neighbour, second, PASSWORD)
    neighbour.reads(number)
