"""The background worker: `python -m store.worker`. SIGTERM lets the work in hand finish."""

import logging

from store import create_app
from store.orders.queue import queue_of


WORKERS = 2
SLOWEST_POLL_SECONDS = 1.0
STOP_SECONDS = 10


def main() -> None:
    """Run until told to stop. A worker that is killed loses nothing: its leases run out."""
    logging.basicConfig(level=logging.WARNING)
    queue = queue_of(create_app())
    queue.wake()
    queue.huey.create_consumer(
        workers=WORKERS,
        max_delay=SLOWEST_POLL_SECONDS,
        graceful_signal="TERM",
        shutdown_timeout=STOP_SECONDS,
    ).run()


if __name__ == "__main__":
    main()
