"""Rows added without a release: seen by every process, never by an order of before."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from flask import Flask

from store import clock
from store.extensions import db
from store.journeys.again import differences
from store.journeys.deal import make_deal
from store.journeys.law_imports import as_known, forget, import_law
from store.markets import market
from store.models import LawImport
from tests.conftest import MOMENT, application, settings_for
from tests.store.journeys.deals import BASE
from tests.store.markets.test_law_file import LAW


LYON = LAW.replace('"11"', '"84"')
pytestmark = pytest.mark.usefixtures("app")
SPRING = replace(BASE, registration_month=date(2027, 4, 1))


def unknown() -> set[str]:
    return {row.code for row in make_deal(SPRING).unknown}


def test_an_added_table_gives_its_tax_an_amount():
    assert unknown() == {"regional", "fixed", "delivery"}
    import_law(LYON.encode(), "lyon.toml", MOMENT)
    assert unknown() == {"fixed", "delivery"}
    assert not import_law(LYON.encode(), "lyon.toml", MOMENT).new


def test_another_process_sees_it_within_seconds(app: Flask, database_url: str, instance: Path):
    assert "regional" in unknown()
    with application(settings_for(database_url, instance)) as other, other.app_context():
        import_law(LYON.encode(), "lyon.toml", MOMENT)
    db.session.rollback()
    assert "regional" in unknown()
    with clock.stopped_at(MOMENT + timedelta(seconds=5)):
        assert "regional" not in unknown()
    assert app.extensions["law_edition"]


def test_an_order_of_before_is_derived_again_from_what_was_known_then():
    before = make_deal(SPRING).canonical()
    import_law(LYON.encode(), "lyon.toml", MOMENT)
    assert differences(before, make_deal(SPRING).canonical())
    with as_known(MOMENT - timedelta(hours=1)):
        earlier = make_deal(SPRING)
    with as_known(MOMENT + timedelta(days=30)):
        later = make_deal(SPRING)
    assert earlier.canonical() == before
    assert {row.code for row in later.unknown} == {"fixed", "delivery"}


def test_a_later_file_takes_the_place_of_an_earlier_one():
    import_law(LYON.encode(), "lyon.toml", MOMENT)
    import_law(LYON.replace("7000", "8000").encode(), "lyon-2.toml", MOMENT)
    rows = market("FR").tables()["regional:84"]
    assert [row.figures["cents_per_cv"] for row in rows if row.starts.year == 2027] == [8000]


def test_what_was_added_is_never_changed():
    import_law(LYON.encode(), "lyon.toml", MOMENT)
    row = db.session.query(LawImport).one()
    row.document = ""
    with pytest.raises(Exception, match="law_imports"):
        db.session.commit()
    db.session.rollback()
    forget()
