"""Each nightly purge: nothing a day before its time, all of it after."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select

from store import clock
from store.accounts.expiry import purge_journeys, purge_outbox, purge_unsigned_orders
from store.accounts.forget import forget_due
from store.database import Base, new_id
from store.extensions import db, transaction
from store.models import (
    Account,
    Journey,
    LoginSession,
    OutboxMessage,
    PaymentEvent,
    Reservation,
    StockVehicle,
)
from store.orders.cancel import cancel
from store.orders.outbox import owe
from tests.orders_for_pages import a_ready, a_signed
from tests.people import CHARLIE, CLAIRE, person
from tests.store.accounts.test_erase import a_guest_journey, files_of


DAY = timedelta(days=1)
pytestmark = pytest.mark.usefixtures("app")


def rows(model: type[Base]) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def forget_after(days: int) -> dict[str, int]:
    at = clock.now() + days * DAY
    return forget_due(at, at.date())


def a_session(ends: datetime) -> None:
    with transaction():
        db.session.add(
            LoginSession(
                token_hash=new_id(),
                account_id=person(CHARLIE).id,
                created_at=clock.now(),
                expires_at=ends,
            )
        )


def test_a_sign_in_goes_thirty_days_after_its_end():
    a_session(clock.now())
    assert "login_sessions" not in forget_after(30)
    assert forget_after(31)["login_sessions"] == 1


def test_a_guests_car_goes_after_half_a_year_and_its_hold_with_it():
    key, car = a_guest_journey(), db.session.scalars(select(StockVehicle.id).limit(1)).one()
    with transaction():
        db.session.add(
            Reservation(vehicle_id=car, journey_id=key, held_at=clock.now(), expires_at=clock.now())
        )
    assert purge_journeys(clock.now() + 180 * DAY, clock.today()) == 0
    assert purge_journeys(clock.now() + 181 * DAY, clock.today()) == 1
    assert (rows(Reservation), db.session.get(Journey, key)) == (0, None)


def test_a_car_that_was_ordered_stays():
    order = a_signed()
    assert purge_journeys(clock.now() + 4000 * DAY, clock.today()) == 0
    assert order.journey_id


def test_a_letter_goes_after_ninety_days_unless_its_order_runs():
    order = a_signed()
    with transaction():
        owe("mail", "mail:loose", {"to": CLAIRE}, None, clock.now())
        for row in db.session.scalars(select(OutboxMessage)):
            row.delivered_at = clock.now()
    before = rows(OutboxMessage)
    assert purge_outbox(clock.now() + 90 * DAY, clock.today()) == 0
    assert purge_outbox(clock.now() + 91 * DAY, clock.today()) == 1
    assert rows(OutboxMessage) == before - 1 > 0
    assert order.id


def test_what_the_provider_said_goes_after_thirteen_months():
    told = {"id": "evt_1", "type": "checkout.session.completed", "object": "checkout.session"}
    with transaction():
        db.session.add(
            PaymentEvent(event_id="evt_1", kind="x", received_at=clock.now(), payload=told)
        )
    assert "payment_events" not in forget_after(400)
    assert forget_after(401)["payment_events"] == 1


def test_an_order_never_signed_loses_buyer_and_draft_after_a_year():
    order = a_ready()
    key = order.id
    cancel(key, order.account_id, clock.now())
    assert purge_unsigned_orders(clock.now() + 365 * DAY, clock.today()) == 0
    assert files_of(key)
    assert purge_unsigned_orders(clock.now() + 366 * DAY, clock.today()) == 1
    assert purge_unsigned_orders(clock.now() + 366 * DAY, clock.today()) == 0
    assert not files_of(key)
    db.session.expire_all()
    assert order.buyer == {}


def test_an_account_left_alone_for_three_years_is_erased():
    key = person("left.alone@example.net").id
    assert "accounts" not in forget_after(3 * 365)
    forget_after(3 * 365 + 1)
    assert db.session.get_one(Account, key, populate_existing=True).erased_at is not None
    assert db.session.get_one(Account, person("nora.petit@staff.example").id).erased_at is None
