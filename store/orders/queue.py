"""What wakes the worker. The outbox and the dates are the truth; Huey only says: look now."""

from collections.abc import Callable
from pathlib import Path
from typing import cast

import structlog
from flask import Flask, current_app
from huey.api import Huey, MemoryHuey, RedisHuey, SqliteHuey, crontab

from store import clock
from store.config import Settings
from store.orders.deliveries import HANDLERS
from store.orders.expire import expire_due
from store.orders.hold import release_expired
from store.orders.lapse import lapse_due
from store.orders.outbox import deliver_due


BATCH = 20
EXTENSION = "queue"

log = structlog.get_logger("volant")


def init_app(app: Flask, settings: Settings) -> None:
    """Give the application its queue: Redis where there is one, a file, or memory in tests."""
    app.config["PUBLIC_URL"] = settings.public_url
    huey = _open(settings)
    app.extensions[EXTENSION] = {"huey": huey, "wake": _tasks(huey, app)}


def wake() -> None:
    """Tell the worker that something is owed; call it after a verb.

    A queue that is down delays the delivery by at most a minute and never fails a page.
    """
    told = cast("Callable[[], object]", current_app.extensions[EXTENSION]["wake"])
    try:
        told()
    except Exception as error:  # noqa: BLE001  Redis and SQLite each have their own; the row is safe
        log.warning("queue_unreachable", reason=type(error).__name__)


def deliver_all() -> int:
    """Deliver until nothing is due, and return how many rows were taken."""
    taken = total = deliver_due(HANDLERS, clock.now(), BATCH)
    while taken:
        taken = deliver_due(HANDLERS, clock.now(), BATCH)
        total += taken
    return total


def tidy() -> None:
    """Do what falls due by the clock: silent dealers, old orders, expired holds."""
    at = clock.now()
    for name, work in (
        ("lapse", lapse_due),
        ("expire", expire_due),
        ("release_holds", release_expired),
    ):
        count = work(at)
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
