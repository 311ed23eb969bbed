"""Loaded catalogues and engines, kept in memory by hash: a hash never changes its content."""

from collections.abc import Hashable
from datetime import date

from sqlalchemy import bindparam, func, select

from configurator import Catalogue, Engine, EngineFormatError, View, compile_catalogue
from store.extensions import db
from store.memory import remembered
from store.models import CatalogueVersion


KEPT = 64  # price lists that are no longer or not yet in force; those in force are all kept
VIEWS_KEPT = 256
NEWEST = (CatalogueVersion.active_from.desc(), CatalogueVersion.imported_at.desc())
# Both are written once: every page of the window asks.
ACTIVE = (
    select(CatalogueVersion.hash)
    .where(
        CatalogueVersion.market == bindparam("market"),
        CatalogueVersion.brand == bindparam("brand"),
        CatalogueVersion.slug == bindparam("slug"),
        CatalogueVersion.active_from <= bindparam("on"),
    )
    .order_by(*NEWEST)
    .limit(1)
)
_LISTS = (
    select(
        CatalogueVersion.hash,
        CatalogueVersion.brand,
        CatalogueVersion.slug,
        func.row_number().over(partition_by=CatalogueVersion.key, order_by=NEWEST).label("rank"),
    )
    .where(
        CatalogueVersion.market == bindparam("market"),
        CatalogueVersion.active_from <= bindparam("on"),
        CatalogueVersion.brand == func.coalesce(bindparam("brand"), CatalogueVersion.brand),
    )
    .subquery()
)
RANGE = select(_LISTS.c.hash).where(_LISTS.c.rank == 1).order_by(_LISTS.c.brand, _LISTS.c.slug)


class UnknownCatalogue(LookupError):
    """No price list of that hash, model or date."""


@remembered(size=KEPT, depends="a price list, which its hash stands for")
def catalogue_of(hash_: str) -> Catalogue:
    """Return the catalogue of a hash, which was checked when it was imported.

    Raises:
        UnknownCatalogue: there is none.
        configurator.CatalogueError: its document is not what was imported.
    """
    return Catalogue.reopen(_row(hash_).document, hash_)


@remembered(size=KEPT, depends="a price list, which its hash stands for")
def engine_of(hash_: str) -> Engine:
    """Return the compiled engine of a catalogue's hash. Raises UnknownCatalogue.

    What an older release compiled is compiled anew: the document is the truth.
    """
    try:
        return Engine.load(_row(hash_).artefact)
    except EngineFormatError:
        return compile_catalogue(catalogue_of(hash_))


@remembered(size=VIEWS_KEPT, depends="a price list, by its hash, and the decisions")
def view_of(hash_: str, decisions: frozenset[tuple[str, bool]]) -> View:
    """Return the engine's view of some decisions: the same for everybody who decides the same."""
    return engine_of(hash_).view(dict(decisions))


def _row(hash_: str) -> CatalogueVersion:
    row = db.session.get(CatalogueVersion, hash_)
    if row is None:
        raise UnknownCatalogue(hash_)
    return row


def active_hash(market: str, brand: str, slug: str, on: date) -> str:
    """Return the hash of the price list in force for a model on a day. Raises UnknownCatalogue."""
    asked = {"market": market, "brand": brand, "slug": slug, "on": on}
    found: str | None = db.session.scalar(ACTIVE, asked)
    if found is None:
        raise UnknownCatalogue(f"{brand}/{slug}")
    _hold((market, brand, slug), [found])
    return found


def active_range(market: str, on: date, brand: str | None = None) -> list[Catalogue]:
    """Return the price lists in force on a day, a brand's or all, by brand and model."""
    asked = {"market": market, "on": on, "brand": brand}
    hashes = list(db.session.scalars(RANGE, asked))
    _hold((market, brand), hashes)
    return [catalogue_of(hash_) for hash_ in hashes]


def every_hash() -> list[str]:
    """Return the hash of every price list there is, in force, to come or past."""
    return list(db.session.scalars(select(CatalogueVersion.hash)))


def _hold(scope: Hashable, hashes: list[str]) -> None:
    """Keep price lists in force in memory, however many they are: every page asks for them."""
    catalogue_of.hold(scope, hashes)
    engine_of.hold(scope, hashes)
