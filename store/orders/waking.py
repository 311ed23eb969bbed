"""How a worker hears of a commit that owes something; it looks by itself every second anyway."""

import time
from typing import Any, Protocol, cast

from sqlalchemy import Connection, Engine

from store.orders.outbox import CHANNEL


POLL_SECONDS = 0.05  # `PRAGMA data_version` costs some microseconds


class Ear(Protocol):
    """Something that hears commits."""

    def listen(self, seconds: float) -> bool:
        """Return after a commit that may owe something: True; False after so many seconds."""
        ...

    def close(self) -> None:
        """Let the connection go."""
        ...


class SqliteEar:
    """Hears every commit of any other connection to the file, of whichever process."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._driver = cast("Any", connection.connection.driver_connection)
        self._version = self._read()

    def _read(self) -> int:
        version: int = self._driver.execute("PRAGMA data_version").fetchone()[0]
        return version

    def listen(self, seconds: float) -> bool:
        """Wait for the file's version to change."""
        until = time.monotonic() + seconds
        while (version := self._read()) == self._version and time.monotonic() < until:
            time.sleep(POLL_SECONDS)
        before, self._version = self._version, version
        return before != version

    def close(self) -> None:
        """Give the connection back to the pool."""
        self._connection.close()


class PostgresEar:
    """Hears the notices that transactions send as they commit."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection.execution_options(isolation_level="AUTOCOMMIT")
        self._driver = cast("Any", connection.connection.driver_connection)
        self._driver.execute(f"LISTEN {CHANNEL}")

    def listen(self, seconds: float) -> bool:
        """Wait for a notice."""
        return any(True for _notice in self._driver.notifies(timeout=seconds, stop_after=1))

    def close(self) -> None:
        """Close the connection: another user of it would go on listening."""
        self._connection.invalidate()
        self._connection.close()


def open_ear(engine: Engine) -> Ear:
    """Open what hears the commits of this database.

    Raises:
        SQLAlchemyError: the database does not answer.
    """
    kind = PostgresEar if engine.dialect.name == "postgresql" else SqliteEar
    return kind(engine.connect())
