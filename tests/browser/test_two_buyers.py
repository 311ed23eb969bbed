"""Two who buy together, each on a device of their own."""

import re

import pytest

from tests.browser import purchase
from tests.browser.conftest import Invite
from tests.browser.purchase import ADA, Buyer
from tests.browser.wording import words


pytestmark = pytest.mark.browser

GRACE = Buyer(email="grace.hopper@example.org", first_name="Grace", last_name="Hopper")
NUMBER = re.compile(r"V-\d{4}-\w+")
LINK = re.compile(r"http://127\.0\.0\.1:\d+(/co-signatures/\S+)")


def test_the_second_buyer_signs_by_a_link_on_a_phone_then_the_first_pays(invite: Invite) -> None:
    ada, grace = invite(), invite(phone=True)
    purchase.begin(ada)
    ada.follow("Continue")
    order = purchase.order_in_cash(ada, ADA, GRACE)
    purchase.give_signature(ada, ADA)
    ada.page.wait_for_url(f"**{order}")
    ada.sees("%(name)s has a link to sign", name=GRACE.first_name)
    number = NUMBER.findall(ada.page.get_by_role("main").inner_text())[0]
    letter = grace.letter(
        GRACE.email, words("Order %(number)s awaits your signature", number=number)
    )
    grace.go(LINK.findall(letter)[0])
    grace.stands_before("Read it all, then sign")
    grace.sees("%(buyer)s has signed and named you as the second buyer.", buyer=ADA.name)
    purchase.give_signature(grace, GRACE)
    grace.stands_before("You have signed. Thank you.")
    ada.page.reload()
    ada.follow("Pay the deposit")
    ada.stands_before("Signed. One step is left")
    purchase.pay_deposit(ada)
    ada.sees("Sent to %(dealer)s", dealer=ADA.dealer)
