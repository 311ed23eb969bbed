"""Price lists in memory: those in force are read once, however many they are."""

from datetime import date

import pytest
from flask import Flask

from configurator import Catalogue, CatalogueError
from store.catalogue.shelf import KEPT, UnknownCatalogue, active_range, catalogue_of
from store.extensions import db, transaction
from store.models import CatalogueVersion
from tests.configurator.examples import SMALL
from tests.conftest import MOMENT


DAY = date(2026, 11, 24)


def version(text: str) -> CatalogueVersion:
    new = Catalogue.load(text)
    return CatalogueVersion(
        hash=new.hash,
        key=new.key,
        market="XX",
        brand=new.brand,
        slug=new.slug,
        model=new.model,
        edition=new.edition,
        active_from=DAY,
        imported_at=MOMENT,
        document=text,
        artefact=b"",
    )


def lists(count: int) -> list[str]:
    """Put price lists of models of their own in force."""
    key = Catalogue.load(SMALL).key
    texts = [SMALL.replace(f'"{key}"', f'"{key}-{number}"', 1) for number in range(count)]
    with transaction():
        db.session.add_all(version(text) for text in texts)
    return texts


def test_more_price_lists_in_force_than_are_kept_of_others_are_read_once(app: Flask):
    assert app
    lists(KEPT + 6)
    first = active_range("XX", DAY)
    assert len(first) == KEPT + 6
    for old in active_range("FR", DAY):
        catalogue_of(old.hash)
    assert all(a is b for a, b in zip(first, active_range("XX", DAY), strict=True))


def test_a_document_that_is_not_what_was_imported_is_not_sold(app: Flask):
    assert app
    (text,) = lists(1)
    row = db.session.scalars(db.select(CatalogueVersion).filter_by(market="XX")).one()
    row.document = text.replace("2026", "2025", 1)
    assert row.document != text
    db.session.flush()
    catalogue_of.cache_clear()
    with pytest.raises(CatalogueError, match="not the price list"):
        catalogue_of(row.hash)
    with pytest.raises(UnknownCatalogue):
        catalogue_of("0" * 64)


def test_what_is_read_again_is_what_was_checked():
    assert Catalogue.reopen(SMALL, Catalogue.load(SMALL).hash) == Catalogue.load(SMALL)
