"""The Flask extensions, made once and bound to each application in `create_app`."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import has_request_context
from flask_babel import Babel
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect
from sqlalchemy import Connection, Engine, event

from store.database import Base


db = SQLAlchemy(model_class=Base)
csrf = CSRFProtect()
babel = Babel()
migrate = Migrate(render_as_batch=True)
limiter = Limiter(get_remote_address)


def visitor() -> str:
    """Return whose quota a request counts against: its address; "" outside a request."""
    return get_remote_address() if has_request_context() else ""


WRITES = {"volant_writes": True}


@contextmanager
def transaction(*, reread: bool = True) -> Iterator[None]:
    """Run a verb: one write transaction, committed at the end, undone by any error.

    The read snapshot of the request ends first, so that SQLite can take its write lock at once
    (`BEGIN IMMEDIATE`): a deferred BEGIN that later writes fails despite the busy timeout.

    Args:
        reread: Whether the rows are read again when they are next looked at; False where what was
            written is shown at once.
    """
    session = db.session()
    session.rollback()
    session.expire_all()
    session.connection(execution_options=WRITES)
    session.expire_on_commit = reread
    try:
        yield
        session.commit()
    except BaseException:
        session.rollback()
        raise
    finally:
        session.expire_on_commit = True


def prepare_sqlite(engine: Engine) -> None:
    """Give SQLite its journal, its foreign keys and explicit transactions."""
    if engine.dialect.name != "sqlite":
        return

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: object) -> None:  # noqa: ANN401  the driver's own class
        connection.isolation_level = None  # SQLAlchemy, not the driver, says BEGIN
        for pragma in (
            "journal_mode=WAL",
            "foreign_keys=ON",
            "busy_timeout=10000",
            "synchronous=NORMAL",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("volant_writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
