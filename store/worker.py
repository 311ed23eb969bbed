"""The background worker: `python -m store.worker`. SIGTERM lets the work in hand finish."""

import logging

from flask import Flask
from huey.api import Huey, crontab

from store import clock, create_app
from store.accounts.forget import forget_due
from store.orders.queue import queue_of


AT_NIGHT = crontab(hour="2", minute="17")
WORKERS = 2
SLOWEST_POLL_SECONDS = 1.0
STOP_SECONDS = 10


def main() -> None:
    """Run until told to stop. A worker that is killed loses nothing: its leases run out."""
    logging.basicConfig(level=logging.WARNING)
    app = create_app()
    queue = queue_of(app)
    forget_every_night(app, queue.huey)
    queue.wake()
    queue.huey.create_consumer(
        workers=WORKERS,
        max_delay=SLOWEST_POLL_SECONDS,
        graceful_signal="TERM",
        shutdown_timeout=STOP_SECONDS,
    ).run()


def forget_every_night(app: Flask, huey: Huey) -> None:
    """Have the worker forget papers, photos and test drives whose time is over."""

    def each_night() -> None:
        with app.app_context():
            forget_due(clock.now(), clock.today())

    huey.periodic_task(AT_NIGHT, name="each_night")(each_night)


if __name__ == "__main__":
    main()
