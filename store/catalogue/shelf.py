"""Loaded catalogues and engines, kept in memory by hash: a hash never changes its content."""

from datetime import date
from functools import lru_cache

from sqlalchemy import func, select

from configurator import Catalogue, Engine, EngineFormatError, View, compile_catalogue
from store.extensions import db
from store.models import CatalogueVersion


KEPT = 64
VIEWS_KEPT = 256


class UnknownCatalogue(LookupError):
    """No price list of that hash, model or date."""


@lru_cache(maxsize=KEPT)
def catalogue_of(hash_: str) -> Catalogue:
    """Return the catalogue of a hash. Raises UnknownCatalogue."""
    return Catalogue.load(_row(hash_).document)


@lru_cache(maxsize=KEPT)
def engine_of(hash_: str) -> Engine:
    """Return the compiled engine of a catalogue's hash. Raises UnknownCatalogue.

    What an older release compiled is compiled anew: the document is the truth.
    """
    try:
        return Engine.load(_row(hash_).artefact)
    except EngineFormatError:
        return compile_catalogue(catalogue_of(hash_))


@lru_cache(maxsize=VIEWS_KEPT)
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
    found = db.session.scalar(
        select(CatalogueVersion.hash)
        .where(
            CatalogueVersion.market == market,
            CatalogueVersion.brand == brand,
            CatalogueVersion.slug == slug,
            CatalogueVersion.active_from <= on,
        )
        .order_by(CatalogueVersion.active_from.desc(), CatalogueVersion.imported_at.desc())
        .limit(1)
    )
    if found is None:
        raise UnknownCatalogue(f"{brand}/{slug}")
    return found


def active_range(market: str, on: date, brand: str | None = None) -> list[Catalogue]:
    """Return the price lists in force on a day, a brand's or all, by brand and model."""
    latest = (
        select(
            CatalogueVersion.hash,
            func.row_number()
            .over(
                partition_by=CatalogueVersion.key,
                order_by=(
                    CatalogueVersion.active_from.desc(),
                    CatalogueVersion.imported_at.desc(),
                ),
            )
            .label("rank"),
            CatalogueVersion.brand,
            CatalogueVersion.slug,
        )
        .where(CatalogueVersion.market == market, CatalogueVersion.active_from <= on)
        .subquery()
    )
    chosen = select(latest.c.hash).where(latest.c.rank == 1)
    if brand:
        chosen = chosen.where(latest.c.brand == brand)
    hashes = db.session.scalars(chosen.order_by(latest.c.brand, latest.c.slug))
    return [catalogue_of(hash_) for hash_ in hashes]
