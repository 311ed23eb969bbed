import os
import signal
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from store import clock
from store.extensions import db, transaction
from store.gateways.registry import Gateways
from store.models import OutboxMessage
from store.orders.delivering import LEASE, deliver_due
from store.orders.letters import Post, send
from store.orders.outbox import owe
from store.orders.queue import deliver_all, queue_of, tidy, wake
from tests.situations import MOMENT, a_ready_order, an_offered_order


pytestmark = pytest.mark.usefixtures("app")
LETTER = Post(
    template="sign_in",
    reference="one",
    to="reader@example.fr",
    locale="fr",
    secrets={"code": "123456"},
)


def work(app: Flask) -> None:
    """Do what the worker process does with the tasks that wait."""
    huey = queue_of(app).huey
    while (task := huey.dequeue()) is not None:
        huey.execute(task)


def test_waking_the_worker_delivers_what_is_owed(app: Flask, outside: Gateways):
    with clock.stopped_at(MOMENT):
        send(LETTER, MOMENT)
        wake()
        assert outside.mail.sent == []
        work(app)
    assert [one.to for one in outside.mail.sent] == ["reader@example.fr"]


def test_a_queue_that_is_down_fails_no_page(app: Flask, outside: Gateways):
    nowhere = "redis://127.0.0.1:1/0"
    app.extensions["settings"] = replace(app.extensions["settings"], redis_url=nowhere)
    send(LETTER, MOMENT)
    wake()
    with clock.stopped_at(MOMENT):
        assert deliver_all() == 1
    assert len(outside.mail.sent) == 1


def test_every_minute_the_worker_does_what_falls_due(app: Flask):
    ready, offered = a_ready_order().id, an_offered_order().id
    minute = queue_of(app).huey.read_periodic(MOMENT)
    assert len(minute) == 1
    with clock.stopped_at(MOMENT + timedelta(days=7)):
        queue_of(app).huey.execute(minute[0])
    db.session.rollback()
    states = dict(db.session.execute(db.text("SELECT id, state FROM orders")).all())
    assert (states[ready], states[offered]) == ("expired", "offered")
    asked = db.session.execute(db.text("SELECT count(*) FROM dealer_offers")).scalar_one()
    assert asked == 2


def test_one_duty_that_fails_stops_no_other(monkeypatch: pytest.MonkeyPatch):
    ready = a_ready_order().id

    def fails(_at: object) -> int:
        raise ConnectionError

    monkeypatch.setattr("store.orders.queue.settle_open", fails)
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
