"""The background worker: `python -m store.worker`. SIGTERM lets the work in hand finish."""

import logging

from huey.api import Huey

from store import create_app
from store.config import read_settings
from store.orders.queue import EXTENSION


WORKERS = 2
SLOWEST_POLL_SECONDS = 1.0
STOP_SECONDS = 25


def main() -> None:
    """Run until told to stop. A worker that is killed loses nothing: its leases run out."""
    logging.basicConfig(level=logging.WARNING)
    app = create_app(read_settings())
    huey: Huey = app.extensions[EXTENSION]["huey"]
    app.extensions[EXTENSION]["wake"]()
    huey.create_consumer(
        workers=WORKERS,
        max_delay=SLOWEST_POLL_SECONDS,
        graceful_signal="TERM",
        shutdown_timeout=STOP_SECONDS,
    ).run()


if __name__ == "__main__":
    main()
