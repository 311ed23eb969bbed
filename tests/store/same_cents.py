"""Where an order's price is shown, and whether every place shows the same cents.

Orders are played through the verbs by number, so what one buys is random but repeatable.
"""

import csv
import html
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy import select

from store import clock
from store.demo.play import play_orders
from store.extensions import db
from store.gateways.mailbox import Mailbox
from store.gateways.registry import gateways
from store.journeys.deal import Deal
from store.journeys.receipt import receipt
from store.journeys.wording import money_text
from store.models import Account, Order, Payment
from store.orders.deposits import deposit_fact
from store.orders.documents import latest_signed
from tests.pages import PageClient
from tests.people import sign_in_as


GAPS = re.compile(r"[\s\u00a0\u202f\u2009\u2212-]+")
TAGS = re.compile(r"<[^>]+>")
COLUMNS = {
    "Voiture TTC (€)": "car_cents",
    "Taxes (€)": "taxes_cents",
    "Prix sur la route (€)": "road_price_cents",
    "Reprise (€)": "trade_in_cents",
    "Financé (€)": "financed_cents",
    "Acompte (€)": "deposit_cents",
    "Reste à la livraison (€)": "due_at_delivery_cents",
}


@dataclass(frozen=True)
class Places:
    """A browser each for the customer and the dealer of the played orders."""

    app: Flask

    def customer(self, order: Order) -> FlaskClient:
        return self._browser(order.account.email)

    def dealer(self, order: Order) -> FlaskClient:
        account = db.session.scalars(
            select(Account).where(Account.dealer_id == order.dealer_id).order_by(Account.email)
        ).first()
        assert account is not None
        return self._browser(account.email)

    def _browser(self, email: str) -> FlaskClient:
        self.app.test_client_class = PageClient
        client = self.app.test_client()
        sign_in_as(client, email)
        return client


def differences(app: Flask, count: int) -> list[str]:
    """Play orders and return "number: place lacks line" for every amount shown otherwise."""
    places, wrong = Places(app), []
    for number in list(play_orders(count, None, clock.now())):
        order = db.session.scalars(select(Order).where(Order.number == number)).one()
        wrong += [f"{number}: {fault}" for fault in _faults(places, order)]
    return wrong


def _faults(places: Places, order: Order) -> Iterator[str]:
    deal = Deal.from_json(order.deal)
    laid = {one.dealer_id for one in order.offers}
    texts = {"PDF": _pdf(order)}
    if order.dealer_id in laid:
        texts["dealer page"] = _page(places.dealer(order), f"/dealer/orders/{order.id}")
        yield from _file_faults(places.dealer(order), order, deal)
    for name, text in texts.items():
        made = receipt(deal)
        unheld = name == "dealer page" and not deposit_fact(order, clock.now()).counts
        for row in (*made.car, *made.road) if unheld else made.lines:
            if _bare(money_text(abs(row.cents), "fr")) not in text:
                yield f"{name} lacks {row.code}"
    mine = _page(places.customer(order), f"/orders/{order.id}")
    if _bare(money_text(deal.road_price_cents, "fr")) not in mine:
        yield "customer's page lacks the road price"
    yield from _payment_faults(order, deal)
    yield from _mail_faults(order, deal)


def _payment_faults(order: Order, deal: Deal) -> Iterator[str]:
    asked = db.session.scalars(select(Payment).where(Payment.order_id == order.id)).all()
    if {(one.amount_cents, one.currency.upper()) for one in asked} - {
        (deal.deposit_cents, deal.currency)
    }:
        yield "payment asks another amount"
    if deal.deposit_cents and order.deposit_at and not asked:
        yield "payment asks nothing"


def _mail_faults(order: Order, deal: Deal) -> Iterator[str]:
    mailbox = gateways().mail
    assert isinstance(mailbox, Mailbox)
    said = [one for one in mailbox.letters() if order.number in one.subject + one.text]
    texts = [_bare(one.text) for one in said]
    if deal.deposit_cents and not any(
        _bare(money_text(deal.deposit_cents, "fr")) in text for text in texts
    ):
        yield "no letter says the deposit"
    offered = [text for one, text in zip(said, texts, strict=True) if one.to != order.account.email]
    road = _bare(money_text(deal.road_price_cents, "fr"))
    if order.deposit_at and offered and not any(road in text for text in offered):
        yield "no letter says the road price"


def _file_faults(dealer: FlaskClient, order: Order, deal: Deal) -> Iterator[str]:
    text = dealer.get("/dealer/orders.csv").get_data(as_text=True).lstrip("\ufeff")
    rows = {
        row["N° de commande"]: row
        for row in csv.DictReader(io.StringIO(text, newline=""), delimiter=";")
    }
    for column, field in COLUMNS.items():
        if int(rows[order.number][column].replace(",", "")) != getattr(deal, field):
            yield f"CSV says another {field}"
    held = {one["number"]: one for one in json.loads(dealer.get("/dealer/orders.json").data)}
    if held[order.number]["deal"] != json.loads(order.deal):
        yield "JSON holds another Deal"


def _pdf(order: Order) -> str:
    document = gateways().archive.get(latest_signed(order.id).name)
    pages = PdfReader(io.BytesIO(document)).pages
    return _bare("".join(page.extract_text() for page in pages))


def _page(client: FlaskClient, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    return _bare(html.unescape(TAGS.sub("", response.get_data(as_text=True))))


def _bare(text: str) -> str:
    return GAPS.sub("", text)
