"""The steps of a purchase, each from the page it stands on to the next one."""

import re
from dataclasses import dataclass

from playwright.sync_api import expect

from tests.browser.visitor import Visitor
from tests.browser.wording import words


ORDER_BUTTON = "Commander avec obligation de paiement"  # the law's words, never translated
ACCEPT_BUTTON = "Accepter la commande"
CONSENT = "J’ai lu le bon de commande"
GOOD, ASKS, DECLINED = "4242 4242 4242 4242", "4000 0027 6000 3184", "4000 0000 0000 0002"
JOURNEY = re.compile(r"/journeys/([0-9a-f]{24})/")
ORDER = re.compile(r"/orders/([0-9a-f]{24})")


@dataclass(frozen=True, kw_only=True)
class Buyer:
    """Who buys, and where they live."""

    email: str
    first_name: str = "Ada"
    last_name: str = "Martin"
    postcode: str = "75015"
    dealer: str = "Paris Grenelle"  # empty: the one that is proposed

    @property
    def name(self) -> str:
        """The name as a dealer reads it."""
        return f"{self.first_name} {self.last_name}"


ADA = Buyer(email="ada.martin@example.org")


def begin(visitor: Visitor, model: str = "/peugeot/208") -> str:
    """Configure the first version of a model; return the journey's address."""
    visitor.go(model)
    visitor.inspect()
    visitor.press("Configure")
    visitor.page.wait_for_url(JOURNEY)
    visitor.inspect()
    return visitor.page.url.removesuffix("/configure")


def say_where(visitor: Visitor, buyer: Buyer) -> None:
    """Give the postcode and choose a dealer."""
    visitor.stands_before("Where will you drive?")
    visitor.fill("Your postcode", buyer.postcode)
    if visitor.manner.scripts:
        visitor.page.keyboard.press("Tab")
    else:
        visitor.press("Show the dealers")
    expect(visitor.button("Keep and go on")).to_be_visible()
    if buyer.dealer:
        visitor.choose(visitor.page.get_by_role("radio", name=buyer.dealer))
    visitor.inspect()
    visitor.press("Keep and go on")


def decline_trade_in(visitor: Visitor) -> None:
    """Go on without a car to trade in."""
    visitor.stands_before("Your car, in exchange")
    visitor.press("I have no car to trade in")


def trade_in(visitor: Visitor) -> None:
    """Find a Peugeot 208 by its plate, describe it with a scratch, and keep the offer."""
    visitor.stands_before("Your car, in exchange")
    visitor.fill("Your plate", "ek 482 vn")
    visitor.press("Find my car")
    visitor.sees(
        "We found it: %(car)s. Check what is filled in, and add the rest.",
        car="Peugeot 208 1.2 PureTech 100 Allure",
    )
    visitor.fill("Kilometres", "74 200")
    visitor.select("Tyres", "worn")
    visitor.tick("The roadworthiness test is valid, or not needed yet", "checkbox")
    visitor.select("Where", "front_bumper")
    visitor.select("What", "scratch")
    visitor.press("See the offer")
    visitor.stands_before("We take your car")
    visitor.follow("Keep this trade-in")


def pay_by(visitor: Visitor, product: str, own_euros: int = 0) -> None:
    """Choose a way to pay, with so much own money."""
    expect(visitor.page).to_have_url(re.compile(r"/finance$"))
    visitor.inspect()
    if own_euros:
        with visitor.page.expect_response("**/finance"):
            visitor.page.locator("#contribution_cents").fill(str(own_euros * 100))
    visitor.press("Choose: %(way)s", way=words(product))
    expect(visitor.button("Chosen")).to_be_visible()
    visitor.inspect()
    visitor.follow("Go on")


def introduce(visitor: Visitor, buyer: Buyer, second: Buyer | None = None) -> None:
    """Say who buys, alone or with somebody."""
    visitor.stands_before("Who takes the wheel?")
    visitor.tick("Ms")
    visitor.fill("First name", buyer.first_name)
    visitor.fill("Last name", buyer.last_name)
    visitor.fill("Date of birth", "1985-04-12")
    visitor.fill("Place of birth", "Lyon")
    visitor.fill("Number and street", "12 rue des Lilas")
    if visitor.page.locator("#email").count():
        visitor.fill("E-mail", buyer.email)
    visitor.fill("Telephone", "06 39 98 12 34")
    if second:
        visitor.tick("Somebody buys with me, and signs too", "checkbox")
        title = visitor.page.get_by_role("group", name=words("Their title"))
        visitor.choose(title.get_by_role("radio", name=words("Ms"), exact=True))
        visitor.fill("Their first name", second.first_name)
        visitor.fill("Their last name", second.last_name)
        visitor.fill("Their date of birth", "1986-03-04")
        visitor.fill("Their place of birth", "Lyon")
        visitor.fill("Their e-mail", second.email)
        visitor.fill("Their telephone", "06 39 98 12 35")
    visitor.press("Keep and go on")


def read_order(visitor: Visitor) -> str:
    """Go from the summary to the purchase order; return the order's address."""
    visitor.stands_before("Everything is here. Read at your own pace.")
    visitor.press("Read the purchase order")
    visitor.stands_before("Read it all, then sign")
    found = ORDER.search(visitor.page.url)
    assert found, visitor.page.url
    return found[0]


def ask_code(visitor: Visitor, buyer: Buyer) -> str:
    """Ask for the code and read it in the mailbox."""
    visitor.press("Send me the code")
    expect(visitor.button("Send me another code")).to_be_visible()
    return visitor.code(buyer.email, words("Your code to sign order %(number)s", number=""))


def consent(visitor: Visitor, code: str) -> None:
    """Tick, and type a code."""
    visitor.choose(visitor.page.get_by_role("checkbox", name=CONSENT))
    visitor.fill("The code of six digits", code)


def give_signature(visitor: Visitor, buyer: Buyer) -> None:
    """Sign with the code that was sent."""
    consent(visitor, ask_code(visitor, buyer))
    visitor.use(visitor.page.get_by_role("button", name=ORDER_BUTTON, exact=True))


def sign(visitor: Visitor, buyer: Buyer) -> None:
    """Sign alone, and come to the deposit."""
    give_signature(visitor, buyer)
    visitor.stands_before("Signed. One step is left")


def type_card(visitor: Visitor, number: str) -> None:
    """Fill in the provider's card page and send it."""
    visitor.fill("Card number", number)
    visitor.fill("Expires", "12/30")
    visitor.fill("Security code", "123")
    visitor.fill("Name on the card", "A. Martin")
    visitor.press("Hold the deposit")


def pay_deposit(visitor: Visitor, number: str = GOOD) -> None:
    """Pay on the provider's page, and come back to the order."""
    visitor.press("Pay by card")
    visitor.stands_before("Your deposit")
    type_card(visitor, number)
    if number == ASKS:
        visitor.stands_before("Your bank asks: is it you?")
        visitor.press("Confirm")
    expect(visitor.page).to_have_url(re.compile(ORDER.pattern + "$"))
    visitor.sees("Your deposit is held. Your order is before the dealer.")
    visitor.inspect()


def order_in_cash(visitor: Visitor, buyer: Buyer, second: Buyer | None = None) -> str:
    """Go from the question where to the purchase order, in cash; return the order's address."""
    say_where(visitor, buyer)
    decline_trade_in(visitor)
    pay_by(visitor, "Cash")
    introduce(visitor, buyer, second)
    return read_order(visitor)


def sign_in(visitor: Visitor, email: str, password: str) -> None:
    """Sign in with a password."""
    visitor.go("/sign-in")
    visitor.stands_before("Your project is where you left it")
    visitor.page.locator("#email").fill(email)
    visitor.fill("Your password", password)
    visitor.press("Sign in")
    visitor.page.wait_for_url(lambda url: "/sign-in" not in url)


def sign_in_by_code(visitor: Visitor, email: str) -> None:
    """Sign in with a code sent by e-mail."""
    visitor.go("/sign-in")
    visitor.page.locator("#code-email").fill(email)
    visitor.press("Send me a code")
    visitor.stands_before("Look into your mail")
    visitor.page.locator("#code").fill(visitor.code(email, words("Your code to sign in")))
    visitor.press("Sign in")
    visitor.page.wait_for_url(lambda url: "/sign-in" not in url)
