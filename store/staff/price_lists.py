"""Price lists as the staff sees them: in force, to come, past, and one about to be imported."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import defer

from configurator import Catalogue
from store.catalogue.brands import BRANDS
from store.catalogue.changes import Change, changes
from store.catalogue.importing import read_list
from store.catalogue.shelf import UnknownCatalogue, active_hash, catalogue_of
from store.extensions import db
from store.models import CatalogueVersion


@dataclass(frozen=True)
class Listed:
    """A version with its place in time: in_force, to_come or past."""

    version: CatalogueVersion
    place: str


@dataclass(frozen=True, kw_only=True)
class Preview:
    """A price list that was sent, before it is kept."""

    catalogue: Catalogue
    document: str
    changes: tuple[Change, ...]
    first: bool
    kept_already: bool


def listed(on: date) -> list[Listed]:
    """Return every version by brand and model, the newest first."""
    rows = db.session.scalars(
        select(CatalogueVersion)
        .options(defer(CatalogueVersion.document), defer(CatalogueVersion.artefact))
        .order_by(
            CatalogueVersion.brand,
            CatalogueVersion.slug,
            CatalogueVersion.active_from.desc(),
            CatalogueVersion.imported_at.desc(),
        )
    )
    found, in_force = [], set[str]()
    for row in rows:
        place = "to_come" if row.active_from > on else "past"
        if place == "past" and row.key not in in_force:
            in_force.add(row.key)
            place = "in_force"
        found.append(Listed(row, place))
    return found


def preview(document: str) -> Preview:
    """Check a price list and compare it with the model's newest one.

    Raises:
        configurator.CatalogueError: with every problem and its line.
        UnknownBrand: the store has no such brand.
    """
    new = read_list(document)
    if new.brand not in BRANDS:
        raise UnknownBrand(new.brand)
    newest = _newest(new)
    return Preview(
        catalogue=new,
        document=document,
        changes=changes(newest, new),
        first=newest is None,
        kept_already=db.session.get(CatalogueVersion, new.hash) is not None,
    )


class UnknownBrand(ValueError):
    """A price list of a brand that this installation does not sell."""


def _newest(new: Catalogue) -> Catalogue | None:
    try:
        return catalogue_of(active_hash(new.market, new.brand, new.slug, date.max))
    except UnknownCatalogue:
        return None
