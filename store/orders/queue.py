"""What wakes the worker. The outbox and the dates are the truth; Huey only says: look now."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import cast

import structlog
from flask import Flask, current_app
from huey.api import Huey, MemoryHuey, RedisHuey, SqliteHuey, crontab
from werkzeug.local import LocalProxy

from store import clock
from store.config import Settings
from store.extensions import db
from store.gateways.registry import gateways
from store.gateways.sandbox import SandboxPayments
from store.orders.day_seals import owe_day_seals
from store.orders.deliveries import HANDLERS
from store.orders.delivering import deliver_due
from store.orders.expire import expire_due
from store.orders.hold import release_expired
from store.orders.lapse import lapse_due
from store.orders.one_time import forget
from store.orders.remind import remind_due
from store.orders.renew import watch_holds
from store.orders.settle import settle_open


BATCH = 5  # few enough that slow systems cannot outlast the lease
EXTENSION = "orders.queue"

log = structlog.get_logger("volant")


@dataclass(frozen=True)
class Queue:
    """An application's Huey and how to wake its worker."""

    huey: Huey
    wake: Callable[[], object]


def queue_of(app: Flask) -> Queue:
    """Return the application's queue, opened at its first use: Redis, a file, memory in tests."""
    found: Queue | None = app.extensions.get(EXTENSION)
    if found is None:
        huey = _open(app.extensions["settings"])
        found = app.extensions.setdefault(EXTENSION, Queue(huey, _tasks(huey, app)))
    return found


def wake() -> None:
    """Tell the worker that something is owed; call it after a verb.

    A queue that is down delays the delivery by at most a minute and never fails a page.
    """
    app = cast("LocalProxy[Flask]", current_app)._get_current_object()  # noqa: SLF001  tasks outlive the request
    try:
        queue_of(app).wake()
    except Exception as error:  # noqa: BLE001  Redis and SQLite each have their own; the row is safe
        log.warning("queue_unreachable", reason=type(error).__name__)


def deliver_all() -> int:
    """Deliver until nothing is due, and return how many rows were taken."""
    taken = total = deliver_due(HANDLERS, clock.now(), BATCH)
    while taken:
        taken = deliver_due(HANDLERS, clock.now(), BATCH)
        total += taken
    return total


def post_sandbox_events(at: datetime) -> int:
    """Let the payment sandbox, where it stands in for a provider, repeat its webhooks."""
    provider = gateways().payments
    return provider.events.deliver_pending(at) if isinstance(provider, SandboxPayments) else 0


def tidy() -> None:
    """Do what falls due by the clock; one that fails is tried in a minute and stops no other."""
    at = clock.now()
    for name, work in (
        ("sandbox_events", post_sandbox_events),
        ("settle", settle_open),
        ("watch_holds", watch_holds),
        ("lapse", lapse_due),
        ("remind", remind_due),
        ("expire", expire_due),
        ("day_seals", owe_day_seals),
        ("release_holds", release_expired),
        ("forget_codes", forget),
    ):
        try:
            count = work(at)
        except Exception:
            db.session.rollback()
            log.exception("untidied", what=name)
            continue
        if count:
            log.info("tidied", what=name, count=count)


def _open(settings: Settings) -> Huey:
    if settings.redis_url:
        return RedisHuey("volant", url=settings.redis_url, results=False)
    if settings.mode == "test":
        return MemoryHuey("volant", results=False)
    folder: Path = settings.instance
    folder.mkdir(parents=True, exist_ok=True)
    return SqliteHuey("volant", filename=str(folder / "queue.db"), results=False)


def _tasks(huey: Huey, app: Flask) -> Callable[[], object]:
    """Register the tasks under the same names in every process."""

    def look_now() -> None:
        with app.app_context():
            deliver_all()

    def each_minute() -> None:
        with app.app_context():
            tidy()
            deliver_all()

    huey.periodic_task(crontab(), name="each_minute")(each_minute)
    return cast("Callable[[], object]", huey.task(name="look_now")(look_now))
