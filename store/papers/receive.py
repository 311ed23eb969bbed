"""The customer sends a file for a paper of an order."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from store.extensions import db, transaction
from store.gateways.registry import gateways
from store.markets import market
from store.models import Order, Paper
from store.orders.events import locked_for_buyer, record
from store.orders.lifecycle import State
from store.orders.refusals import NotFound
from store.papers.clean import Clean, clean
from store.papers.folder import ACCEPTED, RECEIVED, REFUSED, TAKING, add_file, asked, paper_of
from store.papers.forget import drop_files, remove
from store.papers.refusals import PaperRefused, PapersClosed
from store.papers.vault import Sealed, seal


MOST_FILES = 4  # two sides, and two more of what came out badly


@dataclass(frozen=True, kw_only=True)
class Sent:
    """What a customer sends: for which paper, and the bytes, of which nothing is believed."""

    kind: str
    content: bytes


def receive(order_id: str, account_id: str, sent: Sent, at: datetime) -> None:
    """Make a file anew, keep it sealed, and note that the paper was received.

    The same file sent twice is kept once. After a refusal the refused files go.

    Raises:
        NotFound: the buyer has no such order, or the order asks no such paper.
        PapersClosed: the order takes none now, or the dealer accepted this one.
        PaperRefused: the file cannot be taken, or there are `MOST_FILES`; the code says why.
        ArchiveError: it could not be kept; nothing was changed.
    """
    _open_paper(_own(order_id, account_id), sent.kind, at)
    db.session.rollback()  # no connection is kept while a file is made anew
    made = clean(sent.content)
    sealed = seal(gateways().archive, made.content)
    unneeded = [sealed.name]
    try:
        with transaction():
            order = locked_for_buyer(order_id, account_id)
            unneeded = _take(order, sent.kind, made, sealed, at)
    finally:
        remove(unneeded)


def _own(order_id: str, account_id: str) -> Order:
    order = db.session.get(Order, order_id)
    if order is None or order.account_id != account_id:
        raise NotFound("order", "this buyer has none with this id")
    return order


def _take(order: Order, kind: str, made: Clean, sealed: Sealed, at: datetime) -> list[str]:
    """File what was sealed; return the names in the archive that nothing needs now."""
    paper = _open_paper(order, kind, at)
    gone = drop_files(paper.files) if paper and paper.state == REFUSED else []
    if paper and paper.state == RECEIVED and made.sha256 in {one.sha256 for one in paper.files}:
        return [sealed.name]
    if paper is None:
        paper = Paper(order_id=order.id, kind=kind)
        db.session.add(paper)
    paper.state, paper.reason, paper.words = RECEIVED, "", ""
    paper.received_at, paper.decided_at = at, None
    db.session.flush()
    add_file(paper, made, sealed, at)
    record(order, "paper_received", f"customer:{order.account_id}", {"paper": kind}, at)
    return gone


def _open_paper(order: Order, kind: str, at: datetime) -> Paper | None:
    """Return the paper a file may be added to, None where it is the first."""
    if kind not in {rule.key for rule in asked(order, day_of(order, at))}:
        raise NotFound("paper", "the order asks no such paper")
    if State(order.state) not in TAKING:
        raise PapersClosed("order", f"it is {order.state}")
    paper = paper_of(order.id, kind)
    if paper and paper.state == ACCEPTED:
        raise PapersClosed("paper", "the dealer has accepted it")
    if paper and paper.state == RECEIVED and len(paper.files) >= MOST_FILES:
        raise PaperRefused("paper", "too_many_files")
    return paper


def day_of(order: Order, at: datetime) -> date:
    """Return the calendar day of the order's market."""
    return at.astimezone(ZoneInfo(market(order.market).timezone)).date()
