"""Real orders for the pages: a real car, dealer and buyer, with a PDF printed once a deal."""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import select

from store import clock
from store.catalogue.shelf import active_range
from store.extensions import db
from store.gateways.registry import gateways
from store.gateways.sandbox import SandboxPayments
from store.gateways.sandbox_cards import CardEntry
from store.journeys.answer import adopt, answer, choose_dealer, mark_reviewed
from store.journeys.begin import Beginning, begin
from store.journeys.situation import situation
from store.models import Dealer, Journey, Order
from store.orders.accept import accept
from store.orders.codes import send_code
from store.orders.deliver import deliver
from store.orders.draft import draft_of
from store.orders.freeze import freeze
from store.orders.pay import open_deposit
from store.orders.settle import settle
from store.orders.sign import sign
from tests.people import CLAIRE, person
from tests.situations import CONSENT, DEALER_CONSENT, URLS, a_seller, prepared_pdf, sent_code
from tests.two_buyers import CO_BUYER


CARD = CardEntry(number="4242 4242 4242 4242", expiry="12/30", cvc="123")
BUYER = {
    "kind": "private",
    "civility": "mme",
    "first_name": "Claire",
    "last_name": "Morel",
    "birth_date": "1984-06-14",
    "birth_place": "Lyon",
    "street": "12 rue des Lilas",
    "postcode": "69002",
    "commune": "Lyon 2e Arrondissement",
    "insee": "69382",
    "phone": "+33639100001",
}
ANSWERS = {
    "place": {"postcode": "69002", "insee": "69382", "delivery": "dealer"},
    "trade_in": {"declined": True},
    "finance": {"product": "cash"},
}


def a_ready(email: str = CLAIRE, brand: str = "peugeot") -> Order:
    """An order of a real car, ready to be signed."""
    at, on = clock.now(), clock.today()
    catalogue = active_range("FR", on, brand)[0]
    version = catalogue.versions[0].option
    start = Beginning(market="FR", brand=brand, slug=catalogue.slug, version=version)
    key = begin(start, on, at)
    for section, values in {**ANSWERS, "buyer": {**BUYER, "email": email}}.items():
        answer(key, section, values, at)
    dealer = select(Dealer).where(Dealer.brand == brand).order_by(Dealer.key).limit(1)
    choose_dealer(key, db.session.scalars(dealer).one().id, at)
    adopt(key, person(email).id, at)
    mark_reviewed(key, situation(db.session.get_one(Journey, key), on).deal.sha256, at)
    draft = draft_of(situation(db.session.get_one(Journey, key), on), "fr", at)
    quick = replace(draft, render=lambda _number: prepared_pdf(draft.deal.canonical()))
    return freeze(key, quick, at)


def a_signed(email: str = CLAIRE, brand: str = "peugeot") -> Order:
    """The same, signed."""
    order, at = a_ready(email, brand), clock.now()
    send_code(order.id, at)
    return sign(order.id, sent_code(order.id), CONSENT, at)


def an_offered(email: str = CLAIRE, brand: str = "peugeot") -> Order:
    """The same, paid, before its dealer."""
    order, at = a_signed(email, brand), clock.now()
    checkout = open_deposit(order.id, URLS, at).checkout_id
    provider = gateways().payments
    assert isinstance(provider, SandboxPayments)
    provider.counter.pay(checkout, CARD, at)
    settle(checkout, at)
    return db.session.get_one(Order, order.id)


def an_accepted(email: str = CLAIRE, brand: str = "peugeot") -> Order:
    """The same, accepted."""
    order, at = an_offered(email, brand), clock.now()
    return accept(order.id, order.dealer_id, a_seller(order.dealer).id, DEALER_CONSENT, at)


def a_delivered(email: str = CLAIRE, at: datetime | None = None, brand: str = "peugeot") -> Order:
    """The same, handed over a month later."""
    order = an_accepted(email, brand)
    day = at or clock.now() + timedelta(days=30)
    return deliver(order.id, order.dealer_id, a_seller(order.dealer).id, day)


def a_half_signed(email: str = CLAIRE, brand: str = "peugeot") -> Order:
    """An order of a real car the buyer has signed and the co-buyer has not."""
    at, key = clock.now(), a_ready(email, brand).journey_id
    buyer = db.session.get_one(Journey, key).buyer
    answer(key, "buyer", {**buyer, "co_buyer": CO_BUYER}, at)
    draft = draft_of(situation(db.session.get_one(Journey, key), clock.today()), "fr", at)
    printed = replace(
        draft, render=lambda _number: prepared_pdf(draft.deal.canonical(), co_signed=True)
    )
    made = freeze(key, printed, at)
    send_code(made.id, at - timedelta(minutes=2))
    return sign(made.id, sent_code(made.id), CONSENT, at)
