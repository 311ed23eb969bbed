"""The books of the payment sandbox: an outside system, so a database of its own.

SQLite in WAL mode, a connection a thread and `BEGIN IMMEDIATE` for writes: any number of processes
may use one file.
"""

import json
import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from store.gateways.payments import DepositRequest, PaymentError


SCHEMA = """
CREATE TABLE IF NOT EXISTS checkouts (
    id TEXT PRIMARY KEY, key TEXT NOT NULL UNIQUE, request TEXT NOT NULL,
    state TEXT NOT NULL, step TEXT NOT NULL, failure TEXT NOT NULL,
    intent_id TEXT UNIQUE, expires_at REAL NOT NULL, capture_before REAL,
    mandate TEXT NOT NULL DEFAULT 'no_mandate');
CREATE TABLE IF NOT EXISTS operations (key TEXT PRIMARY KEY, what TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS events (
    id TEXT PRIMARY KEY, body BLOB NOT NULL, attempts INTEGER NOT NULL DEFAULT 0,
    due REAL NOT NULL, delivered INTEGER NOT NULL DEFAULT 0);
CREATE INDEX IF NOT EXISTS events_due ON events (delivered, due);
"""
MANDATE = "ALTER TABLE checkouts ADD COLUMN mandate TEXT NOT NULL DEFAULT 'no_mandate'"
BUSY_SECONDS = 10.0


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A checkout, or a renewed hold, as the books have it.

    `step` is card or authenticate; moments in Unix seconds; `mandate` is what the bank will say
    when the card is used off session: nothing (it agrees), or why it refuses.
    """

    id: str
    request: DepositRequest
    state: str
    step: str
    failure: str
    intent_id: str | None
    expires_at: float
    capture_before: float | None
    mandate: str = "no_mandate"


class Ledger:
    """The books in one file."""

    def __init__(self, path: Path) -> None:
        """Open the books, making the file when missing."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        self._opened = threading.local()
        with closing(sqlite3.connect(path, timeout=BUSY_SECONDS)) as connection:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.executescript(SCHEMA)
            known = {row[1] for row in connection.execute("PRAGMA table_info(checkouts)")}
            if "mandate" not in known:  # books of before cards were saved
                connection.execute(MANDATE)

    def _connection(self) -> sqlite3.Connection:
        """Return this thread's connection; after a fork, or to another file, a new one."""
        mine = self._opened
        file = (os.getpid(), self._path.stat().st_ino)
        if getattr(mine, "file", None) != file:
            mine.connection = sqlite3.connect(
                self._path, timeout=BUSY_SECONDS, isolation_level=None
            )
            mine.connection.row_factory = sqlite3.Row
            mine.connection.execute("PRAGMA synchronous=NORMAL")
            mine.file = file
        connection: sqlite3.Connection = mine.connection
        return connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Hold the books for one operation: all of it is written, or nothing.

        Raises:
            PaymentError: The file cannot be read or written, as a provider that is down.
        """
        try:
            connection = self._connection()
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.commit()
            except BaseException:
                connection.rollback()
                raise
        except (OSError, sqlite3.Error) as error:
            raise PaymentError(f"sandbox: {error}") from error


def entry(books: sqlite3.Connection, column: str, value: str) -> Entry | None:
    """Find a checkout by its `id`, `key` or `intent_id`."""
    query = {
        "id": "SELECT * FROM checkouts WHERE id = ?",
        "key": "SELECT * FROM checkouts WHERE key = ?",
        "intent_id": "SELECT * FROM checkouts WHERE intent_id = ?",
    }[column]
    row = books.execute(query, (value,)).fetchone()
    return row and Entry(
        id=row["id"],
        request=DepositRequest(**json.loads(row["request"])),
        state=row["state"],
        step=row["step"],
        failure=row["failure"],
        intent_id=row["intent_id"],
        expires_at=row["expires_at"],
        capture_before=row["capture_before"],
        mandate=row["mandate"],
    )


def write(books: sqlite3.Connection, one: Entry) -> None:
    """Write a checkout, new or changed."""
    books.execute(
        "INSERT INTO checkouts VALUES (:id, :key, :request, :state, :step, :failure, :intent_id,"
        " :expires_at, :capture_before, :mandate) ON CONFLICT (id) DO UPDATE SET state = :state,"
        " step = :step, failure = :failure, intent_id = :intent_id,"
        " capture_before = :capture_before, mandate = :mandate",
        {**asdict(one), "key": one.request.key, "request": json.dumps(asdict(one.request))},
    )


def once(books: sqlite3.Connection, key: str, what: str) -> bool:
    """Take an idempotency key; False when this very operation was done under it before.

    Raises:
        PaymentError: Another operation was done under it.
    """
    row = books.execute("SELECT what FROM operations WHERE key = ?", (key,)).fetchone()
    if row is None:
        books.execute("INSERT INTO operations VALUES (?, ?)", (key, what))
        return True
    if row["what"] != what:
        raise PaymentError("idempotency key: it was used for another operation")
    return False
