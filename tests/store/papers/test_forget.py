"""Papers go: at their sender's wish, with time, with the person."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import Result
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from store import clock
from store.accounts.erase import erase
from store.extensions import db
from store.models import Order, Paper, PaperFile
from store.orders.deliver import deliver
from store.orders.events import verify_chain
from store.orders.heartbeats import claim
from store.orders.refusals import NotFound
from store.orders.withdraw import withdraw
from store.papers.forget import purge_due, take_back
from store.papers.refusals import PapersClosed
from store.worker import forget_at_night
from tests.people import CHARLIE, person, sign_in_as
from tests.situations import a_seller
from tests.store.desk.orders import accepted
from tests.store.papers.files import pdf, photo
from tests.store.papers.sending import AtDealer, events, sealed_files, send_paper


DAY = timedelta(days=1)


@pytest.fixture
def order(app: Flask) -> Order:
    assert app
    return accepted()


def left() -> tuple[int, int, int]:
    """How many papers, files and sealed files there are."""
    rows = (db.session.scalar(select(func.count()).select_from(t)) or 0 for t in (Paper, PaperFile))
    papers, files = rows
    return papers, files, len(sealed_files())


def two_papers(order: Order) -> None:
    send_paper(order)
    send_paper(order, content=photo(colour="red"))
    send_paper(order, "address", pdf())


def test_a_paper_is_taken_back_once(order: Order):
    two_papers(order)
    for _ in range(2):
        take_back(order.id, order.account_id, "identity", clock.now())
    assert left() == (1, 1, 1)
    assert [kind for kind, _ in events(order)].count("paper_taken_back") == 1
    verify_chain(order.id)


def test_an_accepted_paper_and_somebody_elses_are_not_taken_back(order: Order):
    send_paper(order)
    AtDealer(order).accept()
    with pytest.raises(PapersClosed):
        take_back(order.id, order.account_id, "identity", clock.now())
    with pytest.raises(NotFound):
        take_back(order.id, person(CHARLIE).id, "identity", clock.now())
    assert left() == (1, 1, 1)


def test_papers_of_a_running_order_are_never_purged(order: Order):
    two_papers(order)
    assert purge_due(clock.now() + 4000 * DAY, clock.today()) == 0
    assert left() == (2, 3, 3)


@pytest.mark.parametrize(("days", "gone"), [(29, 0), (30, 2)])
def test_papers_go_thirty_days_after_an_order_that_ended(order: Order, days: int, gone: int):
    two_papers(order)
    withdraw(order.id, order.account_id, clock.now())
    assert purge_due(clock.now() + days * DAY, clock.today()) == gone
    assert left() == ((0, 0, 0) if gone else (2, 3, 3))
    verify_chain(order.id)


@pytest.mark.parametrize(("days", "gone"), [(89, 0), (90, 2)])
def test_papers_go_ninety_days_after_the_keys(order: Order, days: int, gone: int):
    two_papers(order)
    deliver(order.id, order.dealer_id, a_seller(order.dealer).id, clock.now())
    assert purge_due(clock.now() + days * DAY, clock.today()) == gone
    assert purge_due(clock.now() + days * DAY, clock.today()) == 0


def test_an_operator_purges_from_a_terminal(app: Flask, order: Order):
    two_papers(order)
    withdraw(order.id, order.account_id, clock.now())
    with clock.stopped_at(clock.now() + 30 * DAY):
        result: Result = app.test_cli_runner().invoke(args=["data", "purge"])
    assert result.exit_code == 0
    assert "papers: 2\n" in result.output


def test_the_worker_purges_every_night_once(order: Order):
    forget_at_night(clock.now())
    two_papers(order)
    withdraw(order.id, order.account_id, clock.now())
    night = datetime(2026, 12, 25, 2, 17, tzinfo=UTC)
    with clock.stopped_at(night - timedelta(minutes=1)):
        assert claim("forget", night - DAY, clock.now())  # the night before was not missed
        assert forget_at_night(clock.now()) == 0
    with clock.stopped_at(night):
        assert forget_at_night(clock.now())
        assert forget_at_night(clock.now()) == 0
    db.session.rollback()
    assert left() == (0, 0, 0)


def test_papers_go_with_the_person_and_other_peoples_stay(order: Order):
    two_papers(order)
    other = accepted(email=CHARLIE)
    send_paper(other)
    withdraw(order.id, order.account_id, clock.now())
    erase(order.account_id, clock.now())
    assert left() == (1, 1, 1)
    verify_chain(order.id)


def test_the_export_tells_of_papers_and_gives_no_key(client: FlaskClient, order: Order):
    two_papers(order)
    AtDealer(order).refuse("address", "expired", "De 2024")
    sign_in_as(client, order.account.email)
    answer = client.get("/account/export")
    said = json.loads(answer.data)
    states = {one["kind"]: (one["state"], one["reason"]) for one in said["papers"]}
    assert states == {"identity": ("received", ""), "address": ("refused", "expired")}
    assert len(said["paper_files"]) == 3
    shown = {"id", "media_type", "pages", "size", "sha256", "received_at"}
    assert all(set(file) == shown for file in said["paper_files"])
