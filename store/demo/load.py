"""Load the demonstration: price lists, dealers, people, the HR file and 300 cars in stock."""

import tomllib
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import exists, select

from store.catalogue.importing import import_catalogue
from store.catalogue.shelf import catalogue_of, engine_of
from store.clock import PARIS
from store.demo.stock import StockCar, stock_cars
from store.employees.hr import import_hr_file
from store.extensions import db, transaction
from store.models import Account, CatalogueVersion, Dealer, StockVehicle
from store.security import hash_password


FOLDER = Path(__file__).parent
PASSWORD = "volant-demo"  # noqa: S105  every demonstration sign-in, printed at start
STOCK = 300
DEALER_FIELDS = [
    "key",
    "brand",
    "name",
    "street",
    "postcode",
    "commune",
    "region",
    "lat",
    "lon",
    "phone",
    "email",
]


def loaded() -> bool:
    """Say whether the demonstration is in the database already."""
    return bool(db.session.scalar(select(exists().where(Dealer.id.is_not(None)))))


def steps() -> Iterator[tuple[str, Any]]:
    """Return the steps of loading, each with its name: for a progress bar."""
    yield from (
        (path.stem, (_catalogue, path)) for path in sorted((FOLDER / "catalogues").iterdir())
    )
    yield "dealers", (_dealers, FOLDER / "dealers.toml")
    yield "people", (_people, FOLDER / "people.toml")
    yield "employees", (_employees, FOLDER / "employees.csv")
    yield "stock", (_stock, FOLDER)


def _catalogue(path: Path, at: datetime) -> None:
    import_catalogue(path.read_text("utf-8"), None, at)


def _dealers(path: Path, _at: datetime) -> None:
    rows = tomllib.loads(path.read_text("utf-8"))["dealer"]
    with transaction():
        db.session.add_all(Dealer(**{name: row[name] for name in DEALER_FIELDS}) for row in rows)


def _people(path: Path, at: datetime) -> None:
    password = hash_password(PASSWORD)
    dealers = {dealer.key: dealer.id for dealer in db.session.scalars(select(Dealer))}
    people = tomllib.loads(path.read_text("utf-8"))["person"]
    with transaction():
        db.session.add_all(
            Account(
                email=person["email"],
                role=person["role"],
                name=f"{person['first_name']} {person['last_name']}",
                password_hash=password,
                locale=person["language"],
                dealer_id=dealers[person["dealer"]] if person["role"] == "dealer" else None,
                demonstration=True,
                created_at=at,
            )
            for person in people
        )


def _employees(path: Path, at: datetime) -> None:
    import_hr_file(path.read_text("utf-8"), None, at)


def _stock(_path: Path, at: datetime) -> None:
    hashes = list(db.session.scalars(select(CatalogueVersion.hash)))
    catalogues = [catalogue_of(hash_) for hash_ in hashes]
    engines = {catalogue.key: engine_of(catalogue.hash) for catalogue in catalogues}
    dealers = list(db.session.scalars(select(Dealer)))
    ids = {dealer.key: dealer.id for dealer in dealers}
    cars = stock_cars(catalogues, engines, dealers, count=STOCK)
    with transaction():
        db.session.add_all(_vehicle(car, ids[car.dealer_key], at) for car in cars)


def _vehicle(car: StockCar, dealer_id: str, at: datetime) -> StockVehicle:
    catalogue = catalogue_of(car.catalogue_hash)
    today = at.astimezone(PARIS).date()
    return StockVehicle(
        vin=car.vin,
        dealer_id=dealer_id,
        catalogue_hash=car.catalogue_hash,
        brand=catalogue.brand,
        slug=catalogue.slug,
        options=list(car.options),
        energy=catalogue.version(car.version).energy,
        demonstrator=car.demonstrator,
        list_cents=car.list_price_cents,
        prior_cents=car.prior_price_cents,
        price_cents=car.price_cents,
        km=car.km,
        arrived_on=today - timedelta(days=car.arrived_days_ago),
        reduced_on=today - timedelta(days=car.discount_began_days_ago),
    )
