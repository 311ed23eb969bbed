"""Every door of the store, on a desktop and on a phone at night: it fits, all can use it."""

import pytest

from store.demo.load import PASSWORD
from tests.browser import purchase
from tests.browser.conftest import Invite
from tests.browser.live import LiveStore
from tests.orders_for_pages import a_delivered, an_offered
from tests.people import CLAIRE, MARC


pytestmark = pytest.mark.browser

SCREENS = pytest.mark.parametrize("phone", [False, True], ids=["desktop", "dark-phone"])
WINDOW = {
    "peugeot": ("/", "/peugeot/", "/peugeot/models", "/peugeot/408", "/guide", "/help"),
    "citroen": ("/citroen/", "/citroen/c3", "/citroen/stock", "/withdraw", "/sign-in"),
    "ds": ("/ds/", "/ds/ds-4", "/ds/models", "/stock", "/legal/privacy"),
}
DESK = ("/staff/orders", "/staff/approvals", "/staff/dealers", "/staff/catalogue")
MORE_DESK = ("/staff/employees", "/staff/dead-letters", "/sandbox/mailbox")


def offered() -> tuple[str, str]:
    """Make an order; return its id and its dealer's address."""
    order = an_offered()
    return order.id, order.dealer.email


@SCREENS
@pytest.mark.parametrize("brand", WINDOW)
def test_the_window_fits_the_screen_and_is_open_to_everybody(
    invite: Invite, brand: str, *, phone: bool
) -> None:
    visitor = invite(phone=phone, dark=phone, axe=True)
    for path in WINDOW[brand]:
        visitor.go(path)
        visitor.inspect()


@SCREENS
def test_the_desks_of_dealers_and_staff_fit_the_screen_and_are_open_to_everybody(
    invite: Invite, store: LiveStore, *, phone: bool
) -> None:
    order_id, seller = store.run(offered)
    desk, dealer = (
        invite(phone=phone, dark=phone, axe=True),
        invite(phone=phone, dark=phone, axe=True),
    )
    purchase.sign_in(desk, MARC, PASSWORD)
    for path in (*DESK, f"/staff/orders/{order_id}", *MORE_DESK):
        desk.go(path)
        desk.inspect()
    purchase.sign_in(dealer, seller, PASSWORD)
    for path in ("/dealer/orders", f"/dealer/orders/{order_id}", "/dealer/exports"):
        dealer.go(path)
        dealer.inspect()


@SCREENS
def test_the_pages_after_the_purchase_fit_the_screen_and_are_open_to_everybody(
    invite: Invite, store: LiveStore, *, phone: bool
) -> None:
    order = f"/orders/{store.run(lambda: a_delivered().id)}"
    buyer = invite(phone=phone, dark=phone, axe=True)
    purchase.sign_in(buyer, CLAIRE, PASSWORD)
    for path in (order, f"{order}/withdrawal", "/account", "/account/password", "/account/erasure"):
        buyer.go(path)
        buyer.inspect()
