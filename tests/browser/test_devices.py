"""A second device, a second tab, the way back and a nervous finger."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import purchase
from tests.browser.conftest import Invite
from tests.browser.purchase import ADA
from tests.browser.wording import words


pytestmark = pytest.mark.browser

LINK = re.compile(r"http://127\.0\.0\.1:\d+(/resume/\S+)")


def test_a_journey_goes_on_on_a_phone_by_the_link_in_a_letter(invite: Invite) -> None:
    desk, phone = invite(), invite(phone=True)
    purchase.begin(desk)
    desk.follow("Continue")
    purchase.say_where(desk, ADA)
    desk.follow("Go on later or on another device")
    desk.stands_before("Go on later, on any device")
    desk.fill("E-mail", ADA.email)
    desk.press("Send me the link")
    desk.sees("The link is on its way to %(email)s. It works for 30 days.", email=ADA.email)
    found = LINK.search(desk.letter(ADA.email, words("Your car is waiting for you")))
    assert found
    phone.go(found[1])
    phone.stands_before("Your car is waiting for you")
    phone.press("Open it on this device")
    purchase.decline_trade_in(phone)
    phone.page.wait_for_url("**/finance")
    desk.page.reload()
    desk.sees("You go on without a trade-in.")


def test_the_way_back_loses_nothing_and_two_tabs_cannot_sign_two_prices(invite: Invite) -> None:
    ada = invite()
    journey = purchase.begin(ada)
    ada.follow("Continue")
    purchase.say_where(ada, ADA)
    purchase.decline_trade_in(ada)
    ada.page.wait_for_url("**/finance")
    ada.page.go_back()
    ada.stands_before("Your car, in exchange")
    ada.page.go_back()
    expect(ada.page.get_by_label(words("Your postcode"))).to_have_value(ADA.postcode)
    expect(ada.page.get_by_role("radio", name=ADA.dealer)).to_be_checked()
    ada.go(journey)
    purchase.pay_by(ada, "Cash")
    purchase.introduce(ada, ADA)
    ada.stands_before("Everything is here. Read at your own pace.")
    with ada.reading(f"{journey}/configure") as tab, tab.expect_response("**/choices"):
        tab.get_by_role("checkbox", name="Pack Hiver").click()
    with ada.answered(409):
        ada.press("Read the purchase order")
        ada.sees(
            "The price changed since you read it. Here is what differs; read again, then go on."
        )
    expect(ada.page.locator("#changes")).to_contain_text("Pack Hiver")
    purchase.read_order(ada)


def test_a_double_click_on_the_last_button_signs_once(invite: Invite) -> None:
    ada = invite()
    purchase.begin(ada)
    ada.follow("Continue")
    order = purchase.order_in_cash(ada, ADA)
    purchase.consent(ada, purchase.ask_code(ada, ADA))
    ada.page.get_by_role("button", name=purchase.ORDER_BUTTON, exact=True).dblclick()
    ada.stands_before("Signed. One step is left")
    ada.go(order)
    expect(ada.page.get_by_text(words("Order signed"), exact=True)).to_have_count(1)
    ada.store.deliver()
    with ada.reading("/sandbox/mailbox") as box:
        signed = words("Your signed order %(number)s", number="")
        expect(box.get_by_role("listitem").filter(has_text=signed)).to_have_count(1)
