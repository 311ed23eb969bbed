"""Import a price list: check it, compile it, keep it for ever, put it in force from a day."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from configurator import Catalogue, compile_catalogue
from store.catalogue.changes import Change, changes
from store.extensions import db, transaction
from store.models import CatalogueVersion


@dataclass(frozen=True)
class Imported:
    """What an import did: the version's hash, whether it is new, and what changed."""

    hash: str
    new: bool
    changes: tuple[Change, ...]


def import_catalogue(text: str, active_from: date | None, at: datetime) -> Imported:
    """Keep a price list and put it in force from a day (its edition's by default).

    Importing the same content again changes nothing. Raises configurator.CatalogueError with
    every problem and its line.
    """
    new = Catalogue.load(text)
    if db.session.get(CatalogueVersion, new.hash):
        return Imported(new.hash, new=False, changes=())
    artefact = compile_catalogue(new).dump()
    previous = _previous(new)
    row = CatalogueVersion(
        hash=new.hash,
        key=new.key,
        market=new.market,
        brand=new.brand,
        slug=new.slug,
        model=new.model,
        edition=new.edition,
        active_from=active_from or new.edition,
        imported_at=at,
        document=text,
        artefact=artefact,
    )
    with transaction():
        db.session.merge(row)
    return Imported(new.hash, new=True, changes=changes(previous, new))


def _previous(new: Catalogue) -> Catalogue | None:
    document = db.session.scalar(
        select(CatalogueVersion.document)
        .where(CatalogueVersion.key == new.key)
        .order_by(CatalogueVersion.active_from.desc(), CatalogueVersion.imported_at.desc())
        .limit(1)
    )
    return Catalogue.load(document) if document else None
