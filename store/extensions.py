"""The Flask extensions, made once and bound to each application in `create_app`."""

import hashlib
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask, Response, current_app, g, has_request_context, request
from flask_babel import Babel
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect
from sqlalchemy import Connection, Engine, event
from typing_extensions import override

from store.database import Base


db = SQLAlchemy(model_class=Base)


class MaskedCsrf(CSRFProtect):
    """Protection of forms by a token that no two responses show alike.

    A page is compressed, and its length would let a reader of lengths guess a constant secret
    beside words of theirs (BREACH, CVE-2013-3587): the token is XORed with a random pad, here for
    every template, form and kept part at once.
    """

    @override
    def init_app(self, app: Flask) -> None:
        """Mask the token in whatever is answered."""
        super().init_app(app)  # type: ignore[no-untyped-call]
        app.after_request(mask_csrf)

    @override
    def _get_csrf_token(self) -> str | None:
        sent: str | None = super()._get_csrf_token()  # type: ignore[no-untyped-call]
        return _unmasked(sent) if sent else sent


def mask_csrf(response: Response) -> Response:
    """Replace the visitor's token in a body by a form of it that is another at every response."""
    token = str(g.get("csrf_token", "")).encode()
    if token and not response.direct_passthrough and not response.is_streamed:
        body = response.get_data()
        if token in body:
            pad = secrets.token_bytes(len(token))
            response.set_data(body.replace(token, urlsafe_b64encode(pad + _xor(pad, token))))
    return response


def _xor(pad: bytes, text: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(pad, text, strict=True))


def _unmasked(sent: str) -> str:
    """Return the token of a masked one; anything else as it is, to be judged as a token."""
    if "." in sent:  # as pages had it before it was masked
        return sent
    try:
        both = urlsafe_b64decode(sent)
        return _xor(both[: len(both) // 2], both[len(both) // 2 :]).decode("ascii")
    except ValueError:
        return sent


csrf = MaskedCsrf()  # type: ignore[no-untyped-call]  # Flask-WTF publishes no types
babel = Babel()
migrate = Migrate(render_as_batch=True)


def _general_limit() -> str:
    """Return the limit every page has; asked of the application that answers."""
    limit: str = current_app.extensions["settings"].rate_limit
    return limit


limiter = Limiter(get_remote_address, default_limits=[_general_limit])


def visitor() -> str:
    """Return whose quota a request counts against: its address; "" outside a request."""
    return get_remote_address() if has_request_context() else ""


def one_page() -> str:
    """Return what a limit of an order's own pages counts by: that page, whoever opens it.

    People behind one address do not use up each other's; a link's secret is kept as a hash.
    """
    return hashlib.sha256(request.path.encode()).hexdigest()


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
