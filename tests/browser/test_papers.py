"""A paper, from a phone's camera to the dealer's word."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from store import clock
from store.demo.load import PASSWORD
from store.models import Order
from store.orders.accept import accept
from tests.browser import purchase
from tests.browser.conftest import Invite
from tests.browser.live import LiveStore
from tests.browser.visitor import Visitor
from tests.browser.wording import words
from tests.orders_for_pages import an_offered
from tests.people import CLAIRE
from tests.situations import DEALER_CONSENT, a_seller
from tests.store.papers.files import photo


pytestmark = pytest.mark.browser

PAPER = "Pièce d’identité"


def an_accepted_order() -> tuple[str, str]:
    """An order of Claire's that its dealer accepted; returns its address and the dealer's."""
    order: Order = an_offered()
    seller = a_seller(order.dealer)
    accept(order.id, order.dealer_id, seller.id, DEALER_CONSENT, clock.now())
    return f"/orders/{order.id}", order.dealer.email


def send_from_phone(claire: Visitor, folder: Path) -> Locator:
    """Choose a file that is too large, then a photo, and send it; return the paper's part."""
    (folder / "IMG_0001.jpg").write_bytes(photo((3000, 2000)))
    (folder / "huge.jpg").write_bytes(bytes(10 * 1024 * 1024 + 1))
    section = claire.page.get_by_role("region", name=PAPER)
    field = section.get_by_label(words("A photo or a PDF"))
    field.set_input_files(folder / "huge.jpg")
    assert not field.evaluate("field => field.checkValidity()")
    field.set_input_files(folder / "IMG_0001.jpg")
    section.get_by_role("button", name=words("Send"), exact=True).click()
    claire.sees("It is here. Your dealer looks at it.")
    return section


def test_a_photo_from_a_phone_is_sent_and_the_dealer_accepts_it(
    invite: Invite, store: LiveStore, tmp_path: Path
) -> None:
    claire, dealer = invite(phone=True, axe=True), invite(axe=True)
    order, email = store.run(an_accepted_order)
    purchase.sign_in(claire, CLAIRE, PASSWORD)
    claire.go(order)
    claire.follow("Send my papers")
    claire.inspect()
    section = send_from_phone(claire, tmp_path)
    expect(section).to_contain_text(words("with your dealer"))
    claire.inspect()
    purchase.sign_in(dealer, email, PASSWORD)
    dealer.go(f"/dealer{order}")
    dealer.inspect()
    dealer.press("Accept: %(paper)s", paper=PAPER)
    dealer.sees("The paper is accepted.")
    dealer.inspect()
    claire.page.reload()
    expect(section).to_contain_text(words("in order"))
    expect(section.get_by_label(words("A photo or a PDF"))).to_have_count(0)
