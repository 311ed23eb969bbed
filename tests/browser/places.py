"""Every page of the store with somebody before it: what the walks through all pages visit."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from flask import current_app
from sqlalchemy import select

from configurator import encode
from store import clock
from store.account.entering import WAITING
from store.catalogue.shelf import catalogue_of
from store.extensions import db
from store.gateways.registry import gateways
from store.gateways.sandbox import SandboxPayments
from store.gateways.sandbox_cards import CardEntry
from store.journeys.answer import make_link
from store.models import Dealer, DriveRequest, Journey, Order, StockVehicle
from store.orders.pay import open_deposit
from store.orders.queue import deliver_all
from store.sandbox.letters import box
from store.shop.compare import key_of
from store.shop.showroom import every_car, showroom
from store.test_drives.ask import ask
from store.test_drives.letters import token_of
from tests.orders_for_pages import a_delivered, a_half_signed, a_ready, a_signed, an_offered
from tests.pages import PageClient
from tests.people import CLAIRE, MARC, give_journey, sign_in_as
from tests.situations import URLS, a_seller, dealers
from tests.store.part_exchange.exchanges import a_reoffered, an_accepted_exchange
from tests.store.shop.walking import Walker, a_journey, answers
from tests.store.test_drives.drives import a_wish
from tests.two_buyers import sent_link


MODELS = {"peugeot": "208", "citroen": "c3", "ds": "ds-4"}
BRANDS = tuple(MODELS)
NOBODY = ""
ASKS = CardEntry(number="4000 0027 6000 3184", expiry="12/30", cvc="123")
SHOP = (
    "/",
    "/{0}/",
    "/{0}/models",
    "/{0}/stock",
    "/{0}/{1}",
    "/stock",
    "/help",
    "/guide",
    "/test-drive",
    "/design",
)
ANSWERED = "/guide?use=city&seats=4&km_per_year=12000&charging=yes&kind=monthly&budget=450"
LEGAL = tuple(f"/legal/{page}" for page in ("notice", "privacy", "accessibility"))
DOORS = ("/sign-in", "/sign-in/code", "/withdraw", "/sandbox/mailbox")
STEPS = ("configure", "where", "trade-in", "finance", "you", "review", "link")
ACCOUNT = ("/account", "/account/password", "/account/erasure", "/employees")
DESK = (
    "orders",
    "figures",
    "approvals",
    "dealers",
    "catalogue",
    "employees",
    "offers",
    "dead-letters",
    "tables",
)
NOT_PAGES = frozenset(
    {
        "account.export",
        "assets",
        "dealer.document",
        "dealer.home",
        "dealer.look_at_car",
        "dealer.look_at_paper",
        "dealer.orders_csv",
        "dealer.orders_json",
        "journey.car_picture",
        "journey.go_on",
        "journey.schedule",
        "journey.sheet",
        "observe.healthz",
        "observe.metrics",
        "observe.readyz",
        "configure.near",
        "orders.co_document",
        "orders.contract",
        "orders.deposit_return",
        "orders.download",
        "orders.draft",
        "orders.revocation_list",
        "orders.trust_root",
        "papers.look",
        "pictures.cabin",
        "pictures.car",
        "pictures.shared",
        "sandbox_mailbox.attachment",
        "sandbox_mailbox.html",
        "shop.budget",
        "shop.robots",
        "shop.site_map",
        "staff.document",
        "staff.home",
        "staff.sales_csv",
        "static",
    }
)
"""Files, fragments of pages, and addresses that only lead on."""


@dataclass(frozen=True)
class Place:
    """A page, the session cookie of who looks at it, and the status of its answer."""

    path: str
    cookie: str
    status: int = 200


def places(brand: str) -> list[Place]:
    """Return every page with a brand's cars, orders and dealer behind it; in an app context."""
    journey = complete_journey(brand)
    mine = cookie_of(brand, journey=journey)
    pages = [Place(path, mine) for path in _of_the_shop(brand, journey)]
    pages.append(Place("/nothing-here", mine, status=404))
    buyer = cookie_of(brand, CLAIRE)
    pages += [Place(path, buyer) for path in (*_of_the_buyer(brand), *ACCOUNT)]
    delivered = a_delivered(CLAIRE, brand=brand)
    deliver_all()
    pages += [Place(path, buyer) for path in _after_delivery(delivered)]
    seller = cookie_of(brand, db.session.get_one(Dealer, delivered.dealer_id).email)
    to_sell = ("orders", f"orders/{delivered.id}", "test-drives", "figures", "exports")
    pages.append(Place(f"/test-drives/{token_of(_a_drive(brand))}", mine))
    pages += [Place(f"/dealer/{path}", seller) for path in to_sell]
    pages += _of_the_exchange(brand, buyer)
    desk = cookie_of(brand, MARC)
    return pages + [Place(f"/staff/{path}", desk) for path in (*DESK, f"orders/{delivered.id}")]


def _a_drive(brand: str) -> DriveRequest:
    """Ask the brand's first dealer for a test drive."""
    wish = replace(a_wish(dealers(brand)[0]), brand=brand, slug=MODELS[brand])
    return ask(wish, clock.now())


def _of_the_exchange(brand: str, buyer: str) -> Iterator[Place]:
    """Yield a car given in exchange before its recheck and after, as buyer and dealer see it."""
    for order in (an_accepted_exchange(CLAIRE, photographed=False), a_reoffered(CLAIRE)):
        yield Place(f"/orders/{order.id}/trade-in", buyer)
        yield Place(f"/journeys/{order.journey_id}/trade-in/pictures", buyer)
        seller = cookie_of(brand, a_seller(order.dealer).email)
        yield Place(f"/dealer/orders/{order.id}/trade-in", seller)


def cookie_of(brand: str, email: str = NOBODY, journey: str = "") -> str:
    """Return the session of a browser that looked at a brand last, with somebody signed in."""
    client = PageClient(current_app, current_app.response_class)
    if email:
        sign_in_as(client, email)
    if journey:
        give_journey(client, journey)
    with client.session_transaction() as session:
        session["brand"], session[WAITING] = brand, CLAIRE
    cookie = client.get_cookie(current_app.config["SESSION_COOKIE_NAME"])
    assert cookie
    return cookie.value


def complete_journey(brand: str) -> str:
    """Begin a car of a brand and answer every step, with a car in exchange and a loan."""
    walker = Walker(
        PageClient(current_app, current_app.response_class), a_journey(brand, MODELS[brand])
    )
    for step, values in answers(brand).items():
        response = walker.post(step, values)
        assert response.status_code == 303, f"{step}: {response.get_data(as_text=True)[:2000]}"
    return walker.id


def _of_the_shop(brand: str, journey: str) -> Iterator[str]:
    """Yield what anybody sees, and the steps of a journey."""
    cars = select(StockVehicle).where(StockVehicle.brand == brand).order_by(StockVehicle.id)
    yield from (path.format(brand, MODELS[brand]) for path in SHOP)
    sold = [
        key_of(car) for car in every_car(showroom(clock.today())) if car.catalogue.brand == brand
    ]
    yield f"/compare?{urlencode({'car': sold[:3]}, doseq=True)}"
    begun = db.session.get_one(Journey, journey)
    yield f"/cars/{encode(catalogue_of(begun.catalogue_hash), begun.decisions)}"
    yield f"/stock/{db.session.scalars(cars.limit(1)).one().id}"
    yield from ("/compare", "/guide", ANSWERED)
    yield from (*LEGAL, *DOORS)
    yield from (f"/journeys/{journey}/{step}" for step in (*STEPS, "trade-in?edit=1"))
    yield f"/resume/{make_link(journey, clock.now())}"


def _of_the_buyer(brand: str) -> Iterator[str]:
    """Yield an order at each step before its delivery."""
    ready, offered = a_ready(CLAIRE, brand), an_offered(CLAIRE, brand)
    yield f"/orders/{ready.id}/signature"
    yield from (f"/orders/{offered.id}{page}" for page in ("", "/cancellation"))
    link = f"/co-signatures/{sent_link(a_half_signed(CLAIRE, brand).id)}"
    yield from (link, f"{link}/refusal")
    for card in (None, ASKS):
        signed = a_signed(CLAIRE, brand)
        yield f"/orders/{signed.id}/deposit"
        checkout = open_deposit(signed.id, URLS, clock.now()).checkout_id
        provider = gateways().payments
        assert isinstance(provider, SandboxPayments)
        if card:
            provider.counter.pay(checkout, card, clock.now())
        yield f"/sandbox/pay/{checkout}{'/authenticate' if card else ''}"


def _after_delivery(order: Order) -> Iterator[str]:
    """Yield what follows for the buyer, the proof of the order and a letter."""
    yield from (f"/orders/{order.id}{page}" for page in ("", "/withdrawal", "/papers"))
    yield f"/verification/{order.verification_id}"
    yield f"/sandbox/mailbox/{box().letters(1)[0].id}"
