"""Whatever table ends without a successor takes one figure, never a page."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from flask import Flask

from store import clock
from store.markets import PaperRule, rows
from store.markets.dated import Dated
from store.markets.papers import RetentionRow
from store.markets.texts import LegalRow
from store.memory import MEMORIES
from tests.orders_for_pages import a_delivered, an_accepted
from tests.people import CLAIRE, sign_in_as
from tests.store.days import BROKEN, at_noon, faults_on, two_journeys


LAST = date(2027, 1, 4)
AFTER = LAST + timedelta(days=1)
KINDS = (
    rows.VatRow,
    rows.Co2Row,
    rows.MassRow,
    rows.AllowanceRow,
    rows.FixedRow,
    rows.RegionalRow,
    rows.PayrollRow,
    rows.AidRow,
    rows.Co2ClassRow,
    LegalRow,
    PaperRule,
    RetentionRow,
)
MINE = ("/account", "/employees", "/legal/notice", "/legal/privacy", "/legal/accessibility")
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # days alone


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    """Forget what was derived from the tables as they are."""
    for memory in MEMORIES:
        memory.cache_clear()
    yield
    for memory in MEMORIES:
        memory.cache_clear()


def end(kind: type[Dated], monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every row of a kind end on the last day."""
    kept = Dated.__dict__["until"]
    ended = property(
        lambda row: min(kept.__get__(row) or date.max, LAST),
        kept.__set__,
    )
    monkeypatch.setattr(kind, "until", ended)


def broken(app: Flask, paths: Iterator[str], email: str) -> list[str]:
    """Return what somebody cannot open the day after."""
    with clock.stopped_at(at_noon(AFTER)):
        client = app.test_client()
        sign_in_as(client, email)
        return [path for path in paths if client.get(path).status_code >= BROKEN]


def of_orders() -> Iterator[str]:
    """Yield the pages of orders before and after the hand-over."""
    accepted, delivered = an_accepted(CLAIRE), a_delivered(CLAIRE)
    yield from (f"/orders/{accepted.id}{page}" for page in ("", "/papers", "/cancellation"))
    yield from (f"/orders/{delivered.id}{page}" for page in ("", "/withdrawal"))
    yield from MINE


def test_tables_that_end_take_no_page(app: Flask, monkeypatch: pytest.MonkeyPatch):
    walkers, paths = two_journeys(app.test_client()), list(of_orders())
    for kind in KINDS:
        end(kind, monkeypatch)
    assert list(faults_on(app, AFTER, walkers)) == []
    assert broken(app, iter(paths), CLAIRE) == []
