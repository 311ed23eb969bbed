"""Erasing a person, then searching every table and every file for what is left."""

from collections.abc import Iterator

import pytest
from sqlalchemy import LargeBinary, String, cast, select, update

from store import clock
from store.accounts.data_map import HOLDINGS
from store.accounts.erase import erase
from store.catalogue.shelf import active_range
from store.database import Base
from store.extensions import db, transaction
from store.gateways.registry import gateways
from store.journeys.answer import answer
from store.journeys.begin import Beginning, begin
from store.models import Journey, Order, OrderDocument, OutboxMessage
from store.orders.cancel import cancel
from store.orders.withdraw import withdraw
from tests.orders_for_pages import ANSWERS, BUYER, a_ready, a_signed
from tests.people import CLAIRE, person


WORDS = (CLAIRE, "12 rue des Lilas", "+33639100001", "Morel")
LAW = {one.table for one in HOLDINGS if one.subject.law}


def a_guest_journey() -> str:
    """A car begun without signing in, with the same address."""
    catalogue = active_range("FR", clock.today(), "peugeot")[0]
    start = Beginning(market="FR", brand="peugeot", slug=catalogue.slug)
    key = begin(start, clock.today(), clock.now())
    for section, values in {**ANSWERS, "buyer": {**BUYER, "email": CLAIRE}}.items():
        answer(key, section, values, clock.now())
    return key


def mentions(account_id: str) -> Iterator[str]:
    """Yield table.column of each place where a word about the person stands."""
    for table in Base.metadata.sorted_tables:
        for column in (one for one in table.columns if not isinstance(one.type, LargeBinary)):
            rows = db.session.execute(select(cast(column, String)).select_from(table)).scalars()
            if any(word in str(value) for value in rows for word in (*WORDS, account_id)):
                yield f"{table.name}.{column.name}"


@pytest.mark.usefixtures("app")
def test_only_what_the_law_keeps_is_left():
    kept, account_id = a_signed(), person(CLAIRE).id
    withdraw(kept.id, account_id, clock.now())
    unsigned = a_ready(CLAIRE, "citroen")
    cancel(unsigned.id, account_id, clock.now())
    key, unsigned_id, guest = kept.id, unsigned.id, a_guest_journey()
    assert "journeys.buyer" in set(mentions(account_id))
    with transaction():
        db.session.execute(update(OutboxMessage).values(delivered_at=clock.now()))
    erase(account_id, clock.now())
    db.session.expire_all()
    left = {place for place in mentions(account_id) if place != "accounts.id"}
    assert {place.partition(".")[0] for place in left} <= LAW | {"accounts"}
    assert {place for place in left if place.startswith("accounts")} <= {"accounts.email"}
    assert db.session.get(Journey, guest) is None
    assert "Morel" not in str(db.session.get_one(Order, unsigned_id).buyer)
    assert files_of(key)
    assert not files_of(unsigned_id)


@pytest.mark.usefixtures("app")
def test_another_persons_guest_journey_stays():
    account_id, key = person(CLAIRE).id, a_guest_journey()
    answer(key, "buyer", {**BUYER, "email": "somebody.else@example.net"}, clock.now())
    erase(account_id, clock.now())
    assert db.session.get_one(Journey, key).buyer["email"] == "somebody.else@example.net"


def files_of(order_id: str) -> list[str]:
    """The order's documents that are in the archive."""
    archive = gateways().archive
    names = db.session.scalars(select(OrderDocument.name).where(OrderDocument.order_id == order_id))
    return [name for name in names if archive.exists(name)]
