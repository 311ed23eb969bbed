"""A car that stands at a dealer, and the two who want it."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import purchase
from tests.browser.conftest import Invite
from tests.browser.purchase import Buyer


pytestmark = pytest.mark.browser

LEO = Buyer(email="leo.garnier@example.org", first_name="Léo", last_name="Garnier", dealer="")
STANDING = re.compile(r"/stock/[0-9a-f]{24}$")


def test_a_car_in_stock_is_bought_once_and_the_second_buyer_is_told(invite: Invite) -> None:
    leo, mia = invite(), invite()
    leo.go("/citroen/stock")
    leo.stands_before("In stock")
    leo.page.get_by_role("article").first.get_by_role("link").click()
    expect(leo.page).to_have_url(STANDING)
    mia.go(leo.page.url)
    leo.press("Choose this car")
    leo.sees("This car is already built: its configuration is fixed, and it is held for you.")
    with mia.answered(409):
        mia.press("Choose this car")
        mia.stands_before("Somebody was faster")
    expect(mia.page.get_by_role("article").first).to_be_visible()
    leo.follow("Continue")
    purchase.order_in_cash(leo, LEO)
    leo.reads(re.compile(r"\bV[FR]7[A-Z0-9]{14}\b"))
    purchase.sign(leo, LEO)
    purchase.pay_deposit(leo)
    mia.page.go_back()
    mia.page.reload()
    mia.sees("Another customer is looking at this car, or it is sold.")
