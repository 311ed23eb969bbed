"""Whoever the form takes can sign: the name is on the contract and in the signature."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from unicodedata import normalize

import pytest
from pypdf import PdfReader

from esign import Role
from store import clock
from store.demo.answers import buyer, with_co_buyer
from store.demo.draws import Draw
from store.demo.play import MINUTE, Play, _freeze
from store.demo.play_journey import play_journey
from store.demo.play_signing import play_signature
from store.gateways.registry import gateways
from store.models import Order
from store.orders.documents import document


PAIRS = (
    (("Ștefan", "Țepeș"), ("Ελένη", "Παπαδοπούλου")),
    (("Thị Ánh", "Nguyễn"), ("Владимир", "Щербаков")),
    (("E\u0301lodie", "Le\u0301vy"), ("Kaʻiulani", "O’Neill-Ó Súilleabháin")),
)


def signed_by(pair: tuple[tuple[str, str], ...]) -> Order:
    """Play a purchase of two and return the signed order."""
    at = clock.now() - timedelta(hours=1)
    draw = Draw(1, 7)
    who = with_co_buyer(buyer(draw, at.date()), draw)
    first, second = ({"first_name": first, "last_name": last} for first, last in pair)
    known = who.answers["buyer"]
    named = {**known, **first, "co_buyer": {**known["co_buyer"], **second}}
    one = Play(draw, replace(who, answers={**who.answers, "buyer": named}), at)
    with clock.stopped_at(at):
        order_id = _freeze(one, play_journey(one)).id
    with clock.stopped_at(at + 3 * MINUTE):
        play_signature(one, order_id)
    with clock.stopped_at(at + 6 * MINUTE):
        return play_signature(one, order_id, Role.CO_BUYER)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # the press is the same
@pytest.mark.usefixtures("app")
@pytest.mark.parametrize("pair", PAIRS)
def test_everybody_can_sign(pair: tuple[tuple[str, str], ...]):
    order = signed_by(pair)
    assert order.state == "signed"
    paper = PdfReader(BytesIO(gateways().archive.get(document(order.id, "co_signed").name)))
    text = normalize("NFC", " ".join(page.extract_text() for page in paper.pages))
    for first, last in pair:
        assert normalize("NFC", f"{first} {last}") in text.replace("\u2011", "-")
