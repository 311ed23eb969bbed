"""Play whole purchases through the store's own verbs, without a browser."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from sqlalchemy import select

from esign import Consent
from store.catalogue.shelf import active_range
from store.clock import PARIS
from store.demo.answers import Buyer, buyer
from store.demo.draws import Draw
from store.extensions import db, transaction
from store.gateways.registry import gateways
from store.gateways.sandbox import SandboxPayments
from store.gateways.sandbox_cards import CardEntry
from store.journeys.answer import adopt, answer, choose_dealer, mark_reviewed
from store.journeys.begin import Beginning, begin
from store.journeys.choose import choose
from store.journeys.situation import situation
from store.markets import legal, nearest, place
from store.models import Account, Dealer, Journey, Order, OutboxMessage
from store.orders.accept import accept
from store.orders.codes import send_code
from store.orders.documents import latest_signed
from store.orders.draft import draft_of
from store.orders.events import chain
from store.orders.freeze import freeze
from store.orders.lifecycle import State
from store.orders.pay import Urls, open_deposit
from store.orders.queue import deliver_all
from store.orders.settle import settle
from store.orders.sign import sign


SEED = 20261121
CARD = CardEntry(number="4242 4242 4242 4242", expiry="12/30", cvc="123")
URLS = Urls(
    success="https://volant.example/", cancel="https://volant.example/", description="Acompte"
)
MINUTE = timedelta(minutes=1)
MINUTES_BACK = 60 * 24 * 20
ACCEPTED_OF_TEN = 8
WISHES = ("color", "wheels", "pack")


@dataclass(frozen=True)
class Play:
    """One purchase being played: the numbers that decide it, who buys, and when it begins."""

    draw: Draw
    who: Buyer
    at: datetime

    @property
    def on(self) -> date:
        """The buyer's day."""
        return self.at.astimezone(PARIS).date()


def play_orders(count: int, out: Path | None, at: datetime) -> Iterator[str]:
    """Play purchases one after the other and yield each order's number.

    Args:
        count: How many; more than one are spread over the last twenty days.
        out: Where the last one's documents are written, if anywhere.
        at: Now.
    """
    already = len(db.session.scalars(select(Order.id)).all())
    for thing in range(already, already + count):
        draw = Draw(SEED, thing)
        back = (
            timedelta(minutes=30 + draw.number("when", MINUTES_BACK)) if count > 1 else 12 * MINUTE
        )
        began = at - back
        order = _play(Play(draw, buyer(draw, began.astimezone(PARIS).date()), began))
        if out is not None and thing == already + count - 1:
            write_out(order, out)
        yield order.number


def _play(one: Play) -> Order:
    journey_id = _journey(one)
    now = situation(db.session.get_one(Journey, journey_id), one.on)
    mark_reviewed(journey_id, now.deal.sha256, one.at)
    now = situation(db.session.get_one(Journey, journey_id), one.on)
    order = freeze(journey_id, draft_of(now, "fr", one.at), one.at)
    order = _sign(one, order.id)
    if order.state == State.SIGNED:
        _pay(one, order.id)
    if one.draw.number("answer", 10) < ACCEPTED_OF_TEN:
        _accept(one, order.id)
    deliver_all()
    return db.session.get_one(Order, order.id)


def _journey(one: Play) -> str:
    """Configure a car and answer every step."""
    catalogue = one.draw.one("model", active_range("FR", one.on))
    version = one.draw.one("version", catalogue.versions).option
    start = Beginning(market="FR", brand=catalogue.brand, slug=catalogue.slug, version=version)
    key = begin(start, one.on, one.at)
    for group in catalogue.groups:
        wish = one.draw.one(group.id, group.options).id
        view = situation(db.session.get_one(Journey, key), one.on).view
        if group.id in WISHES and view.options[wish].state == "selectable":
            choose(key, wish, wanted=True, at=one.at)
    for section, values in one.who.answers.items():
        answer(key, section, values, one.at)
    choose_dealer(key, _nearest(catalogue.brand, one.who).id, one.at)
    adopt(key, _account(one).id, one.at)
    return key


def _nearest(brand: str, who: Buyer) -> Dealer:
    home = who.answers["place"]
    found = select(Dealer).where(Dealer.brand == brand, Dealer.closed_at.is_(None))
    here = place(home["postcode"], home["insee"])
    return nearest(here, list(db.session.scalars(found)))[0].what


def _account(one: Play) -> Account:
    found = db.session.scalar(select(Account).where(Account.email == one.who.email))
    if found is None:
        found = Account(email=one.who.email, role="customer", name=one.who.name, created_at=one.at)
        with transaction():
            db.session.add(found)
    return found


def _sign(one: Play, order_id: str) -> Order:
    at = one.at + 2 * MINUTE
    sent_to = send_code(order_id, at)
    row = db.session.scalars(
        select(OutboxMessage)
        .where(OutboxMessage.order_id == order_id, OutboxMessage.key.startswith("mail:code:"))
        .order_by(OutboxMessage.created_at.desc())
    ).one()
    consent = Consent(
        name=one.who.name,
        sentence=legal("order_sentence", "fr", one.on).text,
        button=legal("order_button", "fr", one.on).text,
        method=sent_to,
    )
    return sign(order_id, row.payload["secrets"]["code"], consent, at + MINUTE)


def _pay(one: Play, order_id: str) -> None:
    at = one.at + 4 * MINUTE
    payment = open_deposit(order_id, URLS, at)
    checkout = payment.checkout_id
    provider = gateways().payments
    if not isinstance(provider, SandboxPayments):
        raise TypeError("Orders are played on the payment sandbox only.")
    provider.counter.pay(checkout, CARD, at + MINUTE)
    settle(checkout, at + MINUTE)


def _accept(one: Play, order_id: str) -> None:
    order = db.session.get_one(Order, order_id)
    if order.state != State.OFFERED:
        return
    seller = db.session.scalars(
        select(Account).where(Account.dealer_id == order.dealer_id).order_by(Account.email)
    ).first()
    if seller is None:
        return
    consent = Consent(
        name=order.dealer.name,
        sentence=legal("acceptance_sentence", "fr", one.on).text,
        button=legal("acceptance_button", "fr", one.on).text,
        method="session",
    )
    minutes = 10 + one.draw.number("minutes to answer", 15)
    accept(order.id, order.dealer_id, seller.id, consent, one.at + minutes * MINUTE)


def write_out(order: Order, folder: Path) -> None:
    """Write an order's signed PDF, its evidence, the trust root and the Deal."""
    folder.mkdir(parents=True, exist_ok=True)
    outside = gateways()
    signed = outside.archive.get(latest_signed(order.id).name)
    (folder / f"{order.number}.pdf").write_bytes(signed)
    (folder / "evidence.json").write_bytes(chain(order.id).dump())
    (folder / "root.pem").write_bytes(outside.trust.root)
    deal = json.dumps(json.loads(order.deal), ensure_ascii=False, indent=2)
    (folder / "deal.json").write_text(deal)
