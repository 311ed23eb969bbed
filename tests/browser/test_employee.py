"""An employee sale: own terms, a second person's yes, then the dealer."""

from datetime import timedelta
from pathlib import Path

import pytest

from store import clock
from store.demo.load import FOLDER, PASSWORD
from store.employees.hr import import_hr_file
from tests.browser import purchase
from tests.browser.conftest import Invite
from tests.browser.live import LiveStore
from tests.browser.purchase import Buyer
from tests.browser.visitor import Visitor
from tests.conftest import MOMENT
from tests.people import GRENELLE, MARC, NORA


pytestmark = pytest.mark.browser

BUYER = Buyer(email="nora.petit@example.org", first_name="Nora", last_name="Petit")
MINUTE = timedelta(minutes=1)
LINE = "E20001,Petit,Nora,1988-02-11,{email},employee,2012-03-01,,H-2001,,,,,\n"


def hr_file(email: str) -> str:
    """Return the demonstration's HR file with Nora in it, at an address."""
    return (FOLDER / "employees.csv").read_text("utf-8") + LINE.format(email=email)


def buy(nora: Visitor) -> None:
    """Configure a car, put it under employee terms and order it."""
    journey = purchase.begin(nora)
    purchase.sign_in_by_code(nora, BUYER.email)
    nora.follow("Your employee terms")
    nora.stands_before("Your employee terms")
    nora.page.get_by_role("checkbox").check()
    nora.press("Take my terms for this car")
    nora.sees("Your terms are in the price. A second person checks the order after you sign.")
    nora.go(journey)
    purchase.order_in_cash(nora, BUYER)
    purchase.sign(nora, BUYER)
    nora.press("Pay by card")
    purchase.type_card(nora, purchase.GOOD)
    nora.sees("A second person checks your terms")


def bring_hr_file(marc: Visitor, file: Path) -> None:
    """Import an HR file in which Nora's address is the one of her office."""
    file.write_text(hr_file(NORA), "utf-8")
    marc.go("/staff/employees")
    marc.page.locator("input[type=file]").set_input_files(file)
    marc.press("Import")
    marc.reads(NORA)


def open_sale(member: Visitor) -> None:
    """Open the sale that waits."""
    member.go("/staff/approvals")
    member.inspect()
    member.page.get_by_role("row", name=BUYER.name).first.get_by_role("link").click()
    member.inspect()


def test_an_employee_sale_needs_a_second_person_before_the_dealer_has_it(
    invite: Invite, store: LiveStore, tmp_path: Path
) -> None:
    store.run(lambda: import_hr_file(hr_file(BUYER.email), None, MOMENT + MINUTE))
    nora, marc, seller = invite(), invite(), invite()
    buy(nora)
    purchase.sign_in(seller, GRENELLE, PASSWORD)
    seller.stands_before("No order awaits your answer")
    purchase.sign_in(marc, MARC, PASSWORD)
    with clock.stopped_at(MOMENT + 2 * MINUTE):
        bring_hr_file(marc, tmp_path / "hr.csv")
    at_work = invite()
    purchase.sign_in(at_work, NORA, PASSWORD)
    open_sale(at_work)
    with at_work.answered(422):
        at_work.press("Approve the sale")
        at_work.sees("Nobody approves their own purchase. Ask a colleague.")
    open_sale(marc)
    marc.press("Approve the sale")
    marc.sees("Decided. The buyer has been told.")
    seller.page.reload()
    seller.page.get_by_role("link", name=BUYER.name).click()
    nora.page.reload()
    nora.sees("Your terms are approved")
