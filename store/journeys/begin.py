"""Begin a journey: saved from the first click."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from configurator import Catalogue
from store.catalogue.shelf import active_hash, catalogue_of
from store.database import new_id
from store.extensions import db, transaction
from store.models import Journey, StockVehicle


@dataclass(frozen=True, kw_only=True)
class Beginning:
    """Where a journey starts: a model, and perhaps one of its versions (option id)."""

    market: str
    brand: str
    slug: str
    version: str | None = None
    account_id: str | None = None


def begin(start: Beginning, on: date, at: datetime) -> str:
    """Save a new journey for a configured car and return its id.

    Raises:
        UnknownCatalogue: no such model on sale.
        configurator.UnknownOptionError: no such version.
    """
    hash_ = active_hash(start.market, start.brand, start.slug, on)
    catalogue = catalogue_of(hash_)
    first = start.version or catalogue.versions[0].option
    return begin_with(catalogue, {catalogue.version(first).option: True}, start.account_id, at)


def begin_with(
    catalogue: Catalogue, decisions: Mapping[str, bool], account_id: str | None, at: datetime
) -> str:
    """Save a new journey for choices that hold together and return its id."""
    return _save(
        Journey(
            market=catalogue.market,
            brand=catalogue.brand,
            catalogue_hash=catalogue.hash,
            account_id=account_id,
            decisions=dict(decisions),
        ),
        at,
    )


def begin_from_stock(vehicle: StockVehicle, account_id: str | None, at: datetime) -> str:
    """Save a new journey for a car that stands at a dealer: its configuration is fixed."""
    return _save(
        Journey(
            brand=vehicle.brand,
            catalogue_hash=vehicle.catalogue_hash,
            stock_vehicle_id=vehicle.id,
            dealer_id=vehicle.dealer_id,
            account_id=account_id,
            decisions=dict.fromkeys(vehicle.options, True),
        ),
        at,
    )


def _save(journey: Journey, at: datetime) -> str:
    key = new_id()
    journey.id, journey.created_at, journey.updated_at = key, at, at
    with transaction():
        db.session.add(journey)
    return key
