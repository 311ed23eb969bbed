"""Test drives asked for through the store's own verbs."""

from dataclasses import replace
from datetime import date

from store import clock
from store.extensions import db
from store.models import Dealer, DriveRequest, OutboxMessage
from store.test_drives.ask import Wish, ask
from tests.people import CHARLIE
from tests.situations import dealers


TUESDAY = date(2026, 12, 1)


def a_wish(dealer: Dealer | None = None) -> Wish:
    """Charlie would like to try a 408."""
    return Wish(
        brand="peugeot",
        slug="408",
        model="Peugeot 408",
        stock_vehicle_id=None,
        dealer_id=(dealer or dealers()[0]).id,
        day=TUESDAY,
        part="morning",
        name="Hugo Lambert",
        email=CHARLIE,
        phone="+33639100002",
        locale="fr",
    )


def a_drive(**other: str) -> DriveRequest:
    """The same, asked for."""
    return ask(replace(a_wish(), **other), clock.now())


def letters() -> list[tuple[str, str]]:
    """Every letter owed: (template, to)."""
    db.session.expire_all()
    rows = db.session.scalars(db.select(OutboxMessage).filter_by(kind="mail"))
    return sorted((row.payload["template"], row.payload["to"]) for row in rows)
