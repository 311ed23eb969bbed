"""Play whole purchases through the store's own verbs, without a browser."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from pathlib import Path

from sqlalchemy import func, select

from esign import Consent, Role
from store import clock
from store.catalogue.shelf import UnknownCatalogue
from store.clock import PARIS
from store.demo.answers import buyer, with_co_buyer
from store.demo.draws import Draw
from store.demo.play_journey import Play, play_journey
from store.demo.play_signing import law, play_signature
from store.demo.written import write_out
from store.extensions import db
from store.gateways.registry import gateways
from store.gateways.sandbox import SandboxPayments
from store.gateways.sandbox_cards import CardEntry
from store.journeys.answer import mark_reviewed
from store.journeys.situation import situation
from store.models import Account, CatalogueVersion, Journey, Order
from store.orders.accept import accept
from store.orders.freeze import freeze
from store.orders.lifecycle import State
from store.orders.pay import Urls, open_deposit
from store.orders.queue import deliver_all
from store.orders.settle import settle


SEED = 20261121
CARD = CardEntry(number="4242 4242 4242 4242", expiry="12/30", cvc="123")
URLS = Urls(
    success="https://volant.example/", cancel="https://volant.example/", description="Acompte"
)
MINUTE = timedelta(minutes=1)
LASTS = 30 * MINUTE
DAYS = 20
ACCEPTED_OF_TEN = 8


def play_orders(
    count: int,
    out: Path | None,
    at: datetime,
    *,
    first: int | None = None,
    days: int = DAYS,
    co_buyer: bool = False,
    delivered: bool = True,
) -> Iterator[str]:
    """Play purchases one after the other and yield each order's number.

    Args:
        count: How many.
        out: Where the last one's documents are written, if anywhere.
        at: Now; a single purchase has just been made.
        first: Number of the first purchase, which decides who buys what; the orders there are.
        days: Several are spread over so many last days, as far as there was a price list.
        co_buyer: Whether two buy together, and both sign.
        delivered: Whether what each owes is delivered at once; else it is left to the worker.
    """
    start = _orders() if first is None else first
    minutes = _minutes(at, days) if count > 1 else 1
    for thing in range(start, start + count):
        draw = Draw(SEED, thing)
        began = at - LASTS - draw.number("when", minutes) * MINUTE
        who = buyer(draw, began.astimezone(PARIS).date())
        buying = Play(draw, with_co_buyer(who, draw) if co_buyer else who, began)
        order = _play(buying, delivered=delivered)
        if out is not None and thing == start + count - 1:
            write_out(order, out)
        yield order.number


def _orders() -> int:
    return db.session.scalar(select(func.count(Order.id))) or 0


def _minutes(at: datetime, days: int) -> int:
    """Return over how many minutes before `at` purchases can be spread, at least one."""
    day = db.session.scalar(select(func.min(CatalogueVersion.active_from)))
    if day is None:
        raise UnknownCatalogue("none is in force yet")
    open_for = at - LASTS - datetime.combine(day, time(), PARIS)
    return max(1, min(timedelta(days=days), open_for) // MINUTE)


def _play(one: Play, *, delivered: bool) -> Order:
    order_id = play_offer(one)
    with clock.stopped_at(one.at + LASTS):
        if one.draw.number("answer", 10) < ACCEPTED_OF_TEN:
            play_acceptance(one, order_id)
        if delivered:
            deliver_all()
    return db.session.get_one(Order, order_id)


def play_offer(one: Play) -> str:
    """Play a purchase up to the deposit and return the order's id.

    Each act has the store's clock at its moment: a card hold of last week still holds.
    """
    with clock.stopped_at(one.at):
        order_id = _freeze(one, play_journey(one)).id
    with clock.stopped_at(one.at + 3 * MINUTE):
        order = play_signature(one, order_id)
        if order.state == State.CO_SIGNING:
            order = play_signature(one, order_id, Role.CO_BUYER)
        awaits_deposit = order.state == State.SIGNED
    if awaits_deposit:
        with clock.stopped_at(one.at + 5 * MINUTE):
            _pay(one, order_id)
    return order_id


def _freeze(one: Play, journey_id: str) -> Order:
    now = situation(db.session.get_one(Journey, journey_id), one.on)
    mark_reviewed(journey_id, now.deal.sha256, one.at)
    now = situation(db.session.get_one(Journey, journey_id), one.on)
    return freeze(journey_id, one.draft(now, "fr", one.at), one.at)


def _pay(one: Play, order_id: str) -> None:
    payment = open_deposit(order_id, URLS, one.at + 4 * MINUTE)
    checkout = payment.checkout_id
    provider = gateways().payments
    if not isinstance(provider, SandboxPayments):
        raise TypeError("Orders are played on the payment sandbox only.")
    provider.counter.pay(checkout, CARD, clock.now())
    settle(checkout, clock.now())


def play_acceptance(one: Play, order_id: str) -> None:
    """Let the dealer accept an order that lies before it."""
    order = db.session.get_one(Order, order_id)
    seller = seller_of(order)
    if order.state != State.OFFERED or seller is None:
        return
    consent = Consent(
        name=order.dealer.name,
        sentence=law("acceptance_sentence", one),
        button=law("acceptance_button", one),
        method=f"identifié par le compte {seller.email}",
    )
    minutes = 10 + one.draw.number("minutes to answer", 15)
    accept(order.id, order.dealer_id, seller.id, consent, one.at + minutes * MINUTE)


def seller_of(order: Order) -> Account | None:
    """Return the first account of the order's dealer."""
    return db.session.scalars(
        select(Account).where(Account.dealer_id == order.dealer_id).order_by(Account.email)
    ).first()
