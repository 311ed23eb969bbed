"""The background worker: `python -m store.worker`. SIGTERM lets the work in hand finish.

A lane of the outbox has threads of its own, and so has the clock: a letter that hangs holds up
neither a code nor a deadline. The main thread hears the commits and wakes the lanes.
"""

import fcntl
import hashlib
import itertools
import logging
import os
import signal
import socket
import sys
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from threading import Event, Thread
from typing import TextIO

import structlog
from flask import Flask

from store import clock, create_app
from store.accounts.forget import forget_due
from store.extensions import db
from store.orders.deliveries import HANDLERS
from store.orders.delivering import deliver_due, due_lanes, free_leases
from store.orders.heartbeats import beat, claim
from store.orders.outbox import Lane
from store.orders.queue import ask_outside, tidy
from store.orders.waking import open_ear


THREADS = {
    Lane.CODES: 2,
    Lane.TEXTS: 1,
    Lane.MONEY: 1,  # one after the other, in the order they were owed
    Lane.DEALERS: 2,
    Lane.LETTERS: 2,
    Lane.SEALS: 1,
    Lane.CAMPAIGNS: 1,
}
BATCHES = {Lane.LETTERS: 5, Lane.CAMPAIGNS: 5}  # elsewhere one: a slow one holds up no leased row
AT_NIGHT = time(2, 17, tzinfo=UTC)
LOOK_SECONDS = 1.0  # rows that fall due by the clock make no commit
BEAT = timedelta(seconds=5)
TICK_SECONDS = 60.0
PAUSE_SECONDS = 1.0
STOP_SECONDS = 10.0
WITH_PARENT = "--with-parent"

log = structlog.get_logger("volant")


class Worker:
    """The threads of one worker process and what stops them."""

    def __init__(self, app: Flask, name: str, *, parent: int | None = None) -> None:
        self.app = app
        self.name = name
        self.parent = parent
        self.stop = Event()
        self.due = [(lane, Event()) for lane, count in THREADS.items() for _ in range(count)]

    def run(self) -> None:
        """Work until told to stop; the work in hand is finished within ten seconds or left."""
        while not self.stop.is_set() and not self._attempt(lambda: free_leases(self.name)):
            pass
        works: list[Callable[[], object]] = [self._tick, self._ask]
        works += [self._lane(lane, event) for lane, event in self.due]
        threads = [Thread(target=self._again_and_again, args=(one,), daemon=True) for one in works]
        for thread in threads:
            thread.start()
        self._again_and_again(self._hear)
        for _lane, event in self.due:
            event.set()
        until = clock.now() + timedelta(seconds=STOP_SECONDS)
        for thread in threads:
            thread.join(max((until - clock.now()).total_seconds(), 0))

    def _again_and_again(self, work: Callable[[], object]) -> None:
        while not self.stop.is_set():
            self._attempt(work)

    def _attempt(self, work: Callable[[], object]) -> bool:
        """Do a work and say whether it went well; the database, for one, may be away."""
        try:
            with self.app.app_context():
                work()
        except Exception as error:  # noqa: BLE001  a thread that ended would be missed by nobody
            log.warning("worker_pauses", reason=f"{type(error).__name__}: {error}")
            self.stop.wait(PAUSE_SECONDS)
            return False
        return True

    def _hear(self) -> None:
        """Wake the lanes after every commit that left something due in them."""
        ear, beaten = open_ear(db.engine), None
        try:
            while not self.stop.is_set():
                now = clock.now()
                lanes = due_lanes(now)
                for lane, event in self.due:
                    if lane in lanes:
                        event.set()
                if beaten is None or now >= beaten + BEAT:
                    beat(self.name, "worker", now)
                    beaten = now
                if self.parent is not None and os.getppid() != self.parent:
                    self.stop.set()  # whoever started it is gone, and starts another
                ear.listen(LOOK_SECONDS)
        finally:
            ear.close()

    def _lane(self, lane: Lane, due: Event) -> Callable[[], None]:
        batch = BATCHES.get(lane, 1)

        def deliver() -> None:
            due.wait()
            due.clear()
            while not self.stop.is_set():
                if not deliver_due(HANDLERS, clock.now(), batch, lane, self.name):
                    break

        return deliver

    def _tick(self) -> None:
        tidy()
        forget_at_night(clock.now())
        beat(f"{self.name}:tick", "tick", clock.now())
        self.stop.wait(TICK_SECONDS)

    def _ask(self) -> None:
        ask_outside()
        self.stop.wait(TICK_SECONDS)


def forget_at_night(at: datetime) -> int:
    """Once a night, forget what is over by the data map; a missed night is made up for."""
    night = datetime.combine(at.astimezone(UTC).date(), AT_NIGHT)
    since = night if at >= night else night - timedelta(days=1)
    return sum(forget_due(at, clock.today()).values()) if claim("forget", since, at) else 0


def take_name(folder: Path) -> tuple[str, TextIO]:
    """Return the first name on this machine that no living worker has, and the lock that keeps it.

    The lock ends with the process, however that ends, so the next one gets the same name and
    knows that what is leased under it was left by a dead one.
    """
    place = hashlib.sha256(str(folder).encode()).hexdigest()[:8]
    folder.mkdir(parents=True, exist_ok=True)
    for number in itertools.count(1):
        lock = (folder / f"worker-{number}.lock").open("w")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
        else:
            return f"{socket.gethostname()[:60]}:{place}:{number}", lock
    raise RuntimeError("every name is taken")


def main() -> None:
    """Run until told to stop. A worker that is killed loses nothing: its leases are freed."""
    logging.basicConfig(level=logging.WARNING)
    parent = os.getppid() if WITH_PARENT in sys.argv else None
    app = create_app()
    name, lock = take_name(app.extensions["settings"].instance)
    worker = Worker(app, name, parent=parent)
    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, lambda *_: worker.stop.set())
    with lock:
        worker.run()


if __name__ == "__main__":
    main()
