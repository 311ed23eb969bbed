"""Receiving a file: filed once, sealed, and nothing left where it could not be."""

import stat
from dataclasses import replace

import pytest
from cryptography.exceptions import InvalidTag
from flask import Flask

from store import clock
from store.extensions import db
from store.gateways.archive import ArchiveFullError, FolderArchive
from store.gateways.registry import gateways
from store.models import Order
from store.orders.events import verify_chain
from store.orders.refusals import NotFound
from store.orders.withdraw import withdraw
from store.papers.folder import papers_sent, standing
from store.papers.receive import MOST_FILES, Sent, receive
from store.papers.refusals import PaperRefused, PapersClosed
from store.papers.vault import seal, unseal
from tests.people import CHARLIE, person
from tests.situations import a_ready_order, a_signed_order
from tests.store.desk.orders import accepted, worded
from tests.store.papers.files import pdf, photo, picture_in
from tests.store.papers.sending import AtDealer, events, kinds, sealed_files, send_paper, the_paper


@pytest.fixture
def order(app: Flask) -> Order:
    assert app
    return accepted()


def test_a_paper_is_received_sealed_and_written_into_the_orders_history(order: Order):
    paper = send_paper(order)
    (kept,) = paper.files
    assert (paper.state, kept.media_type, kept.pages) == ("received", "image/jpeg", 1)
    content = unseal(gateways().archive, kept.name, kept.key)
    assert len(content) == kept.size
    assert picture_in(content).size == (400, 640)
    assert events(order) == [("paper_received", {"paper": "identity"})]
    verify_chain(order.id)


def test_what_lies_on_the_disk_says_nothing_and_is_its_owners_alone(order: Order):
    send_paper(order)
    (path,) = sealed_files()
    assert b"JFIF" not in path.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_file_opens_with_its_own_key_and_place_only(order: Order):
    assert order
    archive = gateways().archive
    one, other = seal(archive, b"one"), seal(archive, b"other")
    with pytest.raises(InvalidTag):
        unseal(archive, one.name, other.key)
    assert unseal(archive, other.name, other.key) == b"other"


def test_the_same_file_twice_is_one_file(order: Order):
    for _ in range(2):
        send_paper(order)
    assert len(the_paper(order).files) == 1
    assert len(sealed_files()) == 1
    assert len(events(order)) == 1


def test_two_sides_make_one_paper_and_a_fifth_file_is_too_many(order: Order):
    for colour in ("red", "green", "blue", "white")[:MOST_FILES]:
        send_paper(order, content=photo(colour=colour))
    with pytest.raises(PaperRefused, match="too_many_files"):
        send_paper(order, content=pdf())
    assert len(the_paper(order).files) == MOST_FILES == len(sealed_files())


def test_another_file_after_a_refusal_takes_the_place_of_the_refused_ones(order: Order):
    send_paper(order)
    AtDealer(order).refuse()
    for content in (photo(), photo(colour="red")):  # the first is the very file that was refused
        paper = send_paper(order, content=content)
    assert (paper.state, paper.reason, len(paper.files)) == ("received", "", 2)
    assert len(sealed_files()) == 2


def test_an_accepted_paper_takes_no_more(order: Order):
    send_paper(order)
    AtDealer(order).accept()
    with pytest.raises(PapersClosed):
        send_paper(order, content=photo(colour="red"))
    assert len(sealed_files()) == 1


def test_nobody_sends_for_another_person_or_a_paper_nobody_asks(order: Order):
    sent = Sent(kind="identity", content=photo())
    with pytest.raises(NotFound):
        receive(order.id, person(CHARLIE).id, sent, clock.now())
    for kind in ("company", "bank", "../identity", ""):
        with pytest.raises(NotFound):
            receive(order.id, order.account_id, replace(sent, kind=kind), clock.now())
    assert sealed_files() == []


def test_papers_come_after_the_signature_and_before_the_end(app: Flask):
    assert app
    ready = worded(a_ready_order())
    with pytest.raises(PapersClosed):
        send_paper(ready)
    signed = worded(a_signed_order(email=CHARLIE))
    assert send_paper(signed).state == "received"
    withdraw(signed.id, signed.account_id, clock.now())
    with pytest.raises(PapersClosed):
        send_paper(signed, "address")


class FullArchive(FolderArchive):
    """An archive on a full disk."""

    def put(self, name: str, content: bytes) -> str:
        raise ArchiveFullError(name, f"no space for {len(content)} bytes")


def test_a_full_disk_changes_nothing(app: Flask, order: Order):
    here = gateways()
    full = FullArchive(here.archive.root)
    app.extensions["gateways"] = replace(here, archive=full)
    with pytest.raises(ArchiveFullError):
        send_paper(order)
    app.extensions["gateways"] = here
    assert papers_sent(order.id) == []
    assert events(order) == []
    assert send_paper(order).state == "received"


class ClosingArchive(FolderArchive):
    """An archive during whose work the order ends."""

    def put(self, name: str, content: bytes) -> str:
        digest = super().put(name, content)
        withdraw(self.order.id, self.order.account_id, clock.now())
        return digest

    order: Order


def test_an_order_that_ends_meanwhile_keeps_no_file(app: Flask, order: Order):
    here = gateways()
    closing = ClosingArchive(here.archive.root)
    closing.order = order
    app.extensions["gateways"] = replace(here, archive=closing)
    with pytest.raises(PapersClosed):
        send_paper(order)
    assert papers_sent(order.id) == []
    assert sealed_files() == []


def test_the_papers_asked_follow_the_buyer_the_part_exchange_and_the_lender(order: Order):
    assert kinds(order) == ["identity", "licence", "address", "mandate", "insurance"]
    worded(order, trade_in="Clio", product="loan")
    assert {"present_car", "bank"} < set(kinds(order))
    with db.session.no_autoflush:  # what was signed is never written again
        order.buyer = {**order.buyer, "kind": "business"}
        business = kinds(order)
    db.session.rollback()
    assert business == ["identity", "company", "mandate", "present_car", "bank", "insurance"]


def test_the_standing_counts_what_is_asked(order: Order):
    for kind in ("identity", "licence", "address"):
        send_paper(order, kind)
    AtDealer(order).accept("identity")
    AtDealer(order).refuse("licence")
    now = standing(order, clock.today())
    assert (now.accepted, now.refused, now.received, now.missing) == (1, 1, 1, 2)
    assert now.to_send == 3
