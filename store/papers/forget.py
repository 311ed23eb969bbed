"""Papers go as soon as nobody needs them: taken back, after the order, or with the person.

Regulation (EU) 2016/679, article 5(1)(c) and (e): no more than needed, no longer than needed. Rows
go in a transaction, and with them the keys; the sealed files follow once it is committed.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import selectinload

from store.extensions import db, transaction
from store.gateways.registry import gateways
from store.markets import paper_retention
from store.models import Order, Paper, PaperFile
from store.orders.events import locked_for_buyer, record
from store.papers.refusals import PapersClosed


Row = TypeVar("Row")
A_BATCH = 100


def take_back(order_id: str, account_id: str, kind: str, at: datetime) -> None:
    """Forget a paper at its sender's wish; one that is gone already is no error.

    Raises:
        NotFound: the buyer has no such order.
        PapersClosed: the dealer has accepted it.
    """
    with transaction():
        order = locked_for_buyer(order_id, account_id)
        wanted = select(Paper).where(Paper.order_id == order.id, Paper.kind == kind)
        papers = db.session.scalars(wanted).all()
        if any(paper.state == "accepted" for paper in papers):
            raise PapersClosed("paper", "the dealer has accepted it")
        names = drop(papers)
        if papers:
            record(order, "paper_taken_back", f"customer:{account_id}", {"paper": kind}, at)
    remove(names)


def purge_due(at: datetime, today: date) -> int:
    """Forget the papers whose time is over, batch by batch; returns how many.

    Args:
        at: This moment, from which the days of the rule are counted back.
        today: The day whose rule counts.

    Raises:
        UnknownLaw: no rule is in force that day.
    """
    rule = paper_retention(today)
    over = or_(
        Order.ended_at <= at - rule.after_end, Order.delivered_at <= at - rule.after_delivery
    )
    due = select(Paper).join(Order, Paper.order_id == Order.id).where(over)
    return purge(due.options(selectinload(Paper.files)), drop)


def purge(due: Select[Row], drop_rows: Callable[[Sequence[Row]], list[str]]) -> int:
    """Forget the rows that are due, batch by batch; returns how many.

    Args:
        due: What they are found by; what is dropped is found no more.
        drop_rows: Deletes rows inside a transaction and returns what to `remove` after it.
    """
    done = 0
    while True:
        with transaction():
            found = db.session.scalars(due.limit(A_BATCH)).all()
            names = drop_rows(found)
        remove(names)
        done += len(found)
        if len(found) < A_BATCH:
            return done


def drop_papers_of(account_id: str) -> list[str]:
    """Forget a person's papers inside the caller's transaction; returns what to `remove` then."""
    mine = select(Paper).join(Order, Paper.order_id == Order.id)
    return drop(db.session.scalars(mine.where(Order.account_id == account_id)).all())


def drop(papers: Sequence[Paper]) -> list[str]:
    """Delete papers inside the caller's transaction; returns what to `remove` after it."""
    names = [name for paper in papers for name in drop_files(paper.files)]
    for paper in papers:
        db.session.delete(paper)
    db.session.flush()
    return names


def drop_files(files: Sequence[PaperFile]) -> list[str]:
    """Delete files' rows and keys inside the caller's transaction; returns what to `remove`."""
    gone = list(files)
    for one in gone:
        db.session.delete(one)
    db.session.flush()
    return [one.name for one in gone]


def remove(names: Sequence[str]) -> None:
    """Take sealed files, which nothing opens any more, out of the archive."""
    archive = gateways().archive
    for name in names:
        archive.remove(name)
