"""A whole purchase, from the window to the dealer's answer."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from esign import EvidenceChain, verify
from store.demo.load import PASSWORD
from tests.browser import purchase
from tests.browser.conftest import Invite
from tests.browser.purchase import ADA
from tests.browser.visitor import Visitor
from tests.browser.wording import words
from tests.people import GRENELLE


pytestmark = pytest.mark.browser


def swap_for_leather(visitor: Visitor) -> None:
    """Want an interior that only another version has, and take the swap."""
    interior = visitor.page.locator("#trim")
    interior.locator("details summary").click()
    interior.get_by_role("radio", name="Cuir cognac").click()
    swap = visitor.page.get_by_role("dialog")
    expect(swap).to_contain_text("Cuir cognac")
    expect(swap).to_contain_text(words("Difference"))
    visitor.inspect()
    visitor.press("Make the swap")
    expect(swap).to_be_hidden()
    expect(interior.get_by_role("radio", name="Cuir cognac")).to_be_checked()


def proof(visitor: Visitor, folder: Path) -> bool:
    """Download the signed order with its evidence and root, and verify it as anybody can."""
    files = {}
    for name, label in (
        ("pdf", "Signed purchase order (PDF)"),
        ("evidence", "Evidence of the signature (JSON)"),
        ("trust", "Certificate to check it with (PEM)"),
    ):
        visitor.download(label).save_as(folder / name)
        files[name] = (folder / name).read_bytes()
    evidence = EvidenceChain.load(files["evidence"])
    return visitor.store.run(lambda: verify(files["pdf"], evidence, files["trust"])).ok


def accept_as_dealer(seller: Visitor, buyer: purchase.Buyer) -> None:
    """Find the order in the inbox and accept it."""
    purchase.sign_in(seller, GRENELLE, PASSWORD)
    seller.inspect()
    seller.page.get_by_role("link", name=buyer.name).click()
    seller.inspect()
    seller.follow("The whole order")
    seller.stands_before("Order of %(buyer)s", buyer=buyer.name)
    seller.page.get_by_role("button", name=purchase.ACCEPT_BUTTON).click()
    seller.sees("Accepted. The customer has been told, and the deposit is being taken.")
    seller.inspect()


def test_a_car_is_configured_financed_signed_paid_and_accepted(
    invite: Invite, tmp_path: Path
) -> None:
    ada, seller = invite(axe=True), invite(axe=True)
    purchase.begin(ada)
    swap_for_leather(ada)
    ada.follow("Continue")
    purchase.say_where(ada, ADA)
    purchase.trade_in(ada)
    purchase.pay_by(ada, "Loan", 3_000)
    purchase.introduce(ada, ADA)
    purchase.read_order(ada)
    purchase.sign(ada, ADA)
    purchase.pay_deposit(ada, purchase.ASKS)
    ada.store.deliver()
    assert proof(ada, tmp_path)
    accept_as_dealer(seller, ADA)
    ada.store.deliver()
    ada.page.reload()
    ada.sees("Accepted by %(dealer)s", dealer=ADA.dealer)
    ada.inspect()
    assert proof(ada, tmp_path)


def test_a_car_is_bought_in_cash_on_a_phone(invite: Invite) -> None:
    ada = invite(phone=True, axe=True)
    purchase.begin(ada)
    ada.follow("Continue")
    purchase.order_in_cash(ada, ADA)
    purchase.sign(ada, ADA)
    purchase.pay_deposit(ada)
    ada.sees("Sent to %(dealer)s", dealer=ADA.dealer)
