"""Import a price list: check it, compile it, keep it for ever, put it in force from a day."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from configurator import Catalogue, CatalogueError, Problem, compile_catalogue
from store.catalogue.changes import Change, changes
from store.extensions import db, transaction
from store.models import CatalogueVersion
from store.typed_text import Unreadable, several_lines


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
    new = read_list(text)
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


def read_list(text: str) -> Catalogue:
    """Read a new price list; one that is kept is read by `Catalogue.load` alone.

    Raises:
        configurator.CatalogueError: with every problem and its line; a text that cannot be
            printed on a purchase order is one.
    """
    new = Catalogue.load(text)
    problems = [
        Problem(_line_of(text, value), place, str(error))
        for place, value in _texts(tomllib.loads(text), "")
        if (error := _unprintable(value))
    ]
    if problems:
        raise CatalogueError(problems)
    return new


def _texts(value: object, place: str) -> Iterator[tuple[str, str]]:
    """Yield every text of a document with the path of its key."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, f"{place}.{key}".lstrip("."))
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner, place)


def _unprintable(value: str) -> Unreadable | None:
    try:
        several_lines(value)
    except Unreadable as error:
        return error
    return None


def _line_of(text: str, value: str) -> int:
    """Return the line a text begins on; 1 where it is written with escapes."""
    at = text.find(value)
    return text.count("\n", 0, at) + 1 if at >= 0 else 1


def _previous(new: Catalogue) -> Catalogue | None:
    document = db.session.scalar(
        select(CatalogueVersion.document)
        .where(CatalogueVersion.key == new.key)
        .order_by(CatalogueVersion.active_from.desc(), CatalogueVersion.imported_at.desc())
        .limit(1)
    )
    return Catalogue.load(document) if document else None
