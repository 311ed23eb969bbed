"""The whole purchase in a browser that runs no scripts."""

import pytest
from playwright.sync_api import expect

from tests.browser import purchase
from tests.browser.conftest import Invite
from tests.browser.purchase import ADA
from tests.browser.visitor import Visitor


pytestmark = pytest.mark.browser


def swap_for_leather(visitor: Visitor) -> None:
    """Want an interior that only another version has, and take the swap."""
    interior = visitor.page.locator("#trim")
    interior.locator("details summary").click()
    interior.get_by_role("radio", name="Cuir cognac").check()
    interior.locator("noscript").locator("button").click()
    expect(visitor.page.get_by_role("dialog")).to_contain_text("Cuir cognac")
    visitor.press("Make the swap")
    expect(interior.get_by_role("radio", name="Cuir cognac")).to_be_checked()


def test_without_scripts_a_car_is_configured_signed_and_paid(invite: Invite) -> None:
    ada = invite(scripts=False)
    purchase.begin(ada)
    swap_for_leather(ada)
    ada.follow("Continue")
    purchase.order_in_cash(ada, ADA)
    purchase.sign(ada, ADA)
    purchase.pay_deposit(ada, purchase.ASKS)
    ada.sees("Sent to %(dealer)s", dealer=ADA.dealer)
