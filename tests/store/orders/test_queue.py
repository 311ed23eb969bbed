import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from threading import Event, Semaphore, Thread

import pytest
from flask import Flask
from sqlalchemy import select

from store import clock
from store.extensions import db, transaction
from store.gateways.dealer_system import DealerMessage
from store.gateways.mail import Letter
from store.gateways.registry import Gateways
from store.models import OutboxMessage
from store.orders.delivering import LEASE, deliver_due
from store.orders.letters import Post, send
from store.orders.outbox import owe, retry
from store.orders.queue import tidy
from store.orders.waking import open_ear
from store.worker import Worker
from tests.situations import MOMENT, a_ready_order, an_offered_order
from tests.store.orders.fakes import DealerTwin, MailTwin, SmsTwin


PATIENCE = 20  # seconds that no test waits but one that fails
pytestmark = pytest.mark.usefixtures("app")
LETTER = Post(
    template="sign_in",
    reference="one",
    to="reader@example.fr",
    locale="fr",
    secrets={"code": "123456"},
)


@dataclass
class HangingMail(MailTwin):
    """Hangs with a letter that has no code, until it is let go; counts what it took."""

    hanging: Event = field(default_factory=Event)
    free: Event = field(default_factory=Event)
    took: Semaphore = field(default_factory=lambda: Semaphore(0))

    def send(self, letter: Letter) -> None:
        if ":code:" not in letter.key and ":sign_in:" not in letter.key:
            self.hanging.set()
            assert self.free.wait(PATIENCE)
        super().send(letter)
        self.took.release()


@dataclass
class HeardDealer(DealerTwin):
    took: Event = field(default_factory=Event)

    def post(self, message: DealerMessage, at: int) -> None:
        super().post(message, at)
        self.took.set()


@dataclass
class HeardSms(SmsTwin):
    took: Event = field(default_factory=Event)

    def send(self, *, key: str, to: str, text: str) -> None:
        super().send(key=key, to=to, text=text)
        self.took.set()


@contextmanager
def working(app: Flask) -> Iterator[Worker]:
    """Run a worker beside the test, as its process does."""
    worker = Worker(app, "here:1")
    thread = Thread(target=worker.run)
    thread.start()
    try:
        yield worker
    finally:
        worker.stop.set()
        thread.join(PATIENCE)
        assert not thread.is_alive()


def test_the_transaction_that_owes_wakes_the_worker():
    ear = open_ear(db.engine)
    assert not ear.listen(0)
    send(LETTER, MOMENT)
    assert ear.listen(PATIENCE)
    ear.close()


def test_a_transaction_that_fails_wakes_nobody():
    ear = open_ear(db.engine)

    def breaks() -> None:
        with transaction():
            owe("mail", "k", {}, None, MOMENT)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        breaks()
    assert not ear.listen(0)
    ear.close()


def test_a_dead_letter_that_is_tried_again_wakes_the_worker():
    send(LETTER, MOMENT)
    (row,) = db.session.scalars(select(OutboxMessage))
    row.dead_at = MOMENT
    db.session.commit()
    ear = open_ear(db.engine)
    retry(row.id, MOMENT)
    assert ear.listen(PATIENCE)
    ear.close()


def test_a_letter_that_hangs_holds_up_neither_a_code_nor_a_text_nor_a_dealer(
    app: Flask, outside: Gateways
):
    mail, dealer, sms = HangingMail(), HeardDealer(), HeardSms()
    app.extensions["gateways"] = replace(outside, mail=mail, dealer_system=dealer, sms=sms)
    an_offered_order()
    with clock.stopped_at(MOMENT + timedelta(minutes=5)), working(app):
        assert mail.hanging.wait(PATIENCE)
        assert sms.took.wait(PATIENCE)
        assert dealer.took.wait(PATIENCE)
        send(LETTER, clock.now())
        while "mail:sign_in:one" not in mail.letters:
            assert mail.took.acquire(timeout=PATIENCE)
        assert not [key for key in mail.letters if ":signed:" in key]
        mail.free.set()


def test_every_minute_the_worker_does_what_falls_due():
    ready, offered = a_ready_order().id, an_offered_order().id
    with clock.stopped_at(MOMENT + timedelta(days=7)):
        tidy()
    db.session.rollback()
    states = dict(db.session.execute(db.text("SELECT id, state FROM orders")).all())
    assert (states[ready], states[offered]) == ("expired", "offered")
    asked = db.session.execute(db.text("SELECT count(*) FROM dealer_offers")).scalar_one()
    assert asked == 2


def test_one_duty_that_fails_stops_no_other(monkeypatch: pytest.MonkeyPatch):
    ready = a_ready_order().id

    def fails(_at: object) -> int:
        raise ConnectionError

    monkeypatch.setattr("store.orders.queue.lapse_due", fails)
    with clock.stopped_at(MOMENT + timedelta(days=7)):
        tidy()
    states = dict(db.session.execute(db.text("SELECT id, state FROM orders")).all())
    assert states[ready] == "expired"


def test_a_worker_killed_in_the_middle_loses_nothing():
    with transaction():
        owe("mail", "k", {}, None, MOMENT)
    db.session.remove()
    worker = os.fork()
    if worker == 0:
        db.engine.dispose(close=False)
        deliver_due({"mail": lambda *_: os.kill(os.getpid(), signal.SIGKILL)}, MOMENT)
        os._exit(1)
    _, status = os.waitpid(worker, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL
    done: list[str] = []
    handlers = {"mail": lambda owed, _at: done.append(owed.key)}
    assert deliver_due(handlers, MOMENT + timedelta(minutes=1)) == 0
    assert deliver_due(handlers, MOMENT + LEASE) == 1
    assert deliver_due(handlers, MOMENT + LEASE) == 0
    assert done == ["k"]
    assert db.session.scalars(select(OutboxMessage.attempts)).one() == 2
