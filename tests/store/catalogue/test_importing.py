"""Price lists are kept for ever, and each comes into force on its day."""

from datetime import date, timedelta

import pytest

from configurator import CatalogueError
from store.catalogue.importing import import_catalogue
from store.catalogue.shelf import (
    UnknownCatalogue,
    active_hash,
    active_range,
    catalogue_of,
    engine_of,
)
from store.demo.load import FOLDER
from store.extensions import db
from store.models import CatalogueVersion
from tests.conftest import MOMENT


pytestmark = pytest.mark.usefixtures("app")
FILE = FOLDER / "catalogues" / "peugeot-208.toml"
TODAY = date(2026, 11, 24)


def dearer(text: str) -> str:
    """The same list a month later, its first version 500 euros dearer."""
    first = text.index("price_cents = ")
    end = text.index("\n", first)
    cents = int(text[first + len("price_cents = ") : end])
    text = f"{text[:first]}price_cents = {cents + 50_000}{text[end:]}"
    return text.replace('edition = "2026-11-03"', 'edition = "2026-12-01"')


def test_the_same_list_twice_changes_nothing():
    again = import_catalogue(FILE.read_text("utf-8"), None, MOMENT)
    assert (again.new, again.changes) == (False, ())


def test_a_new_list_says_what_it_changes_and_waits_for_its_day():
    before = active_hash("FR", "peugeot", "208", TODAY)
    done = import_catalogue(dearer(FILE.read_text("utf-8")), None, MOMENT)
    assert [(c.kind, (c.new_cents or 0) - (c.old_cents or 0)) for c in done.changes] == [
        ("price", 50_000)
    ]
    assert active_hash("FR", "peugeot", "208", TODAY) == before
    assert active_hash("FR", "peugeot", "208", date(2026, 12, 1)) == done.hash


def test_an_old_list_stays_readable_after_a_new_one_is_in_force():
    before = active_hash("FR", "peugeot", "208", TODAY)
    import_catalogue(dearer(FILE.read_text("utf-8")), TODAY, MOMENT)
    assert active_hash("FR", "peugeot", "208", TODAY) != before
    assert catalogue_of(before).edition == date(2026, 11, 3)
    assert db.session.get_one(CatalogueVersion, before).active_from == date(2026, 11, 3)


def test_a_broken_list_is_refused_with_its_lines_and_nothing_is_kept():
    text = FILE.read_text("utf-8").replace('trim = "gt"', "trim = 7", 1)
    with pytest.raises(CatalogueError) as refused:
        import_catalogue(text, None, MOMENT)
    assert min(problem.line for problem in refused.value.problems) > 0
    assert len(active_range("FR", TODAY)) == 7


def test_before_its_first_day_a_model_is_not_on_sale():
    with pytest.raises(UnknownCatalogue):
        active_hash("FR", "peugeot", "208", date(2026, 11, 3) - timedelta(days=1))


def test_what_an_older_release_compiled_is_compiled_anew():
    hash_ = active_hash("FR", "peugeot", "208", TODAY)
    db.session.get_one(CatalogueVersion, hash_).artefact = b"VOLANT-ENGINE-1\nof a past release"
    engine_of.cache_clear()
    assert engine_of(hash_).options == catalogue_of(hash_).option_ids


@pytest.mark.parametrize("sign", ["\u202e", "\\u202E", "\u200b", "<", "😀"])
def test_a_label_that_cannot_be_printed_is_refused_with_its_line(sign: str):
    text = FILE.read_text("utf-8")
    at = text.index('label = "') + len('label = "')
    with pytest.raises(CatalogueError, match="label"):
        import_catalogue(f"{text[:at]}{sign}{text[at:]}", None, MOMENT)
