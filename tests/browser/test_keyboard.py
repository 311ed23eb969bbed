"""The whole purchase without a mouse."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser import purchase
from tests.browser.conftest import DESKTOP, PATIENCE_MS
from tests.browser.keyboard import KeyboardVisitor
from tests.browser.live import LiveStore
from tests.browser.purchase import ADA
from tests.browser.visitor import Manner
from tests.browser.wording import words


pytestmark = pytest.mark.browser


@pytest.fixture
def ada(store: LiveStore, new_context: Callable[..., BrowserContext]) -> KeyboardVisitor:
    """Somebody at a desk, without a mouse."""
    context = new_context(
        base_url=store.url, viewport=DESKTOP, locale="fr-FR", reduced_motion="reduce"
    )
    context.set_default_timeout(PATIENCE_MS)
    return KeyboardVisitor(store, context, Manner())


def swap_for_leather(ada: KeyboardVisitor) -> None:
    """Want an interior that needs a swap, go back, want it again and take it; keep one's place."""
    interior = ada.page.locator("#trim")
    leather = interior.get_by_role("radio", name="Cuir cognac")
    ada.reach(interior.locator("details summary"))
    ada.page.keyboard.press("Enter")
    for answer in (ada.link("Keep my choices"), ada.button("Make the swap")):
        with ada.page.expect_response("**/choices"):
            ada.use(leather)
        dialog = ada.page.get_by_role("dialog")
        expect(dialog).to_contain_text("Cuir cognac")
        expect(dialog.locator(":focus")).to_have_count(1)
        ada.use(answer)
        expect(dialog).to_be_hidden()
        expect(interior.locator(":focus")).to_have_count(1)
    expect(leather).to_be_checked()


def test_a_car_is_configured_signed_and_paid_by_keys_alone(ada: KeyboardVisitor) -> None:
    purchase.begin(ada)
    swap_for_leather(ada)
    ada.follow("Continue")
    purchase.order_in_cash(ada, ADA)
    purchase.sign(ada, ADA)
    purchase.pay_deposit(ada, purchase.ASKS)
    ada.sees("Sent to %(dealer)s", dealer=ADA.dealer)
    assert not ada.watch.faults


def test_the_first_key_leads_past_the_header(ada: KeyboardVisitor) -> None:
    ada.go("/peugeot/models")
    ada.page.keyboard.press("Tab")
    expect(ada.page.locator(":focus")).to_have_text(words("Skip to the content"))
    ada.page.keyboard.press("Enter")
    expect(ada.page.locator("main")).to_be_focused()
