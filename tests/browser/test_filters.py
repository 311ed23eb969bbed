"""The filters of the range: folded on a phone, beside the cars on a wide screen."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Invite
from tests.browser.visitor import Visitor
from tests.browser.wording import words


pytestmark = pytest.mark.browser

RANGE = "/peugeot/models"


def fold(visitor: Visitor) -> Locator:
    """Return what opens and closes the filters."""
    return visitor.page.locator("main summary").filter(has_text=words("Filters"))


def electric(visitor: Visitor) -> Locator:
    """Return one of the filters, with its words."""
    return visitor.page.locator("label").filter(has=visitor.page.locator("#energy-electric"))


def test_filters_are_folded_on_a_phone_and_stay_as_they_were_left(invite: Invite) -> None:
    phone, wide = invite(phone=True), invite()
    wide.go(RANGE)
    expect(fold(wide)).to_be_hidden()
    expect(electric(wide)).to_be_visible()
    phone.go(RANGE)
    expect(electric(phone)).to_be_hidden()
    fold(phone).click()
    phone.inspect()
    electric(phone).click()
    expect(fold(phone)).to_have_text(re.compile(r"\b1$"))
    expect(phone.page.locator("#energy-electric")).to_be_checked()
    expect(electric(phone)).to_be_visible()


def test_without_scripts_the_fold_opens_and_closes_over_what_was_found(invite: Invite) -> None:
    phone = invite(phone=True, scripts=False)
    phone.go(RANGE)
    fold(phone).click()
    electric(phone).click()
    phone.press("Apply")
    phone.page.wait_for_url("**energy=electric**")
    expect(fold(phone)).to_have_text(re.compile(r"\b1$"))
    expect(electric(phone)).to_be_hidden()
