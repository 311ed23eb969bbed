"""Systems outside that are away for minutes and for days: nothing is lost, nothing given up."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from store import clock
from store.extensions import db, transaction
from store.gateways.mail import Unreachable
from store.gateways.registry import Gateways
from store.models import OutboxMessage, Payment
from store.orders.letters import Post, send
from store.orders.outbox import dead_count, failing_letters, owe, waiting_by_lane
from store.orders.queue import deliver_all
from tests.situations import MOMENT, an_accepted_order
from tests.store.orders.fakes import CardTwin, DealerTwin, MailTwin


MINUTE = timedelta(minutes=1)
AWAY = [0 * MINUTE, MINUTE, 10 * MINUTE, 24 * 60 * MINUTE, 72 * 60 * MINUTE]  # looked at then
BEGAN = MOMENT + timedelta(hours=1)


class AwayMail(MailTwin):
    """A mail system that cannot be reached while it is down."""

    def send(self, letter: object) -> None:
        if self.down:
            raise Unreachable("connection refused")
        super().send(letter)  # type: ignore[arg-type]


class AwayDealer(DealerTwin):
    """A dealer's system that cannot be reached while `refusals` is not 0."""

    def post(self, message: object, at: int) -> None:
        if self.refusals:
            raise Unreachable("no answer")
        super().post(message, at)  # type: ignore[arg-type]


@pytest.fixture
def away(app: Flask, outside: Gateways) -> Gateways:
    made = replace(outside, mail=AwayMail(down=True), dealer_system=AwayDealer(refusals=1))
    app.extensions["gateways"] = made
    return made


@contextmanager
def payments_down(outside: Gateways) -> Iterator[None]:
    assert isinstance(outside.payments, CardTwin)
    outside.payments.down = True
    yield
    outside.payments.down = False


def rows() -> list[OutboxMessage]:
    found = select(OutboxMessage).execution_options(populate_existing=True)
    return list(db.session.scalars(found))


def test_mail_dealers_and_payments_away_for_72_hours_lose_nothing_and_leave_no_dead_letter(
    away: Gateways,
):
    an_accepted_order()
    with payments_down(away):
        for passed in AWAY:
            with clock.stopped_at(BEGAN + passed):
                deliver_all()
                db.session.rollback()
    assert {"letters", "dealers", "money"} <= waiting_by_lane().keys()
    away.mail.down, away.dealer_system.refusals = False, 0
    for minutes in (16, 32, 48):  # the longest wait is fifteen
        with clock.stopped_at(BEGAN + AWAY[-1] + timedelta(minutes=minutes)):
            deliver_all()
    assert [(one.key, one.last_error) for one in rows() if not one.delivered_at] == [
        (one.key, one.last_error) for one in rows() if one.expired_at
    ]
    assert {one.lane for one in rows() if one.expired_at} <= {"codes", "texts"}
    assert (dead_count(), waiting_by_lane()) == (0, {})
    keys = [one.key for one in away.mail.sent]
    assert len(keys) == len(set(keys))


@pytest.mark.usefixtures("app")
def test_a_provider_that_hangs_is_not_waited_for_by_every_payment(outside: Gateways):
    assert isinstance(outside.payments, CardTwin)
    order_id = an_accepted_order().id
    payment_id = db.session.scalars(select(Payment.id).where(Payment.order_id == order_id)).one()
    with payments_down(outside), clock.stopped_at(BEGAN):
        with transaction():
            for number in range(4):
                owe("release", f"release:{number}", {"payment_id": payment_id}, None, BEGAN)
        deliver_all()
    tries = {one.key: one.attempts for one in rows() if one.lane == "money"}
    assert sum(tries.values()) == 2
    assert len(tries) == 5


@pytest.mark.usefixtures("away")
def test_a_host_that_is_away_is_not_asked_for_every_letter_and_no_try_is_counted():
    with clock.stopped_at(MOMENT):
        for number in range(6):
            send(Post(template="expired", reference=str(number), to="a@b.fr", locale="fr"), MOMENT)
        deliver_all()
    assert sorted(one.attempts for one in rows()) == [0, 0, 0, 0, 1, 1]
    assert len(failing_letters()) == 6
    assert waiting_by_lane()["letters"].failing == 6
