"""The papers of an order, as they stand: what is asked, what came, what the dealer said."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from store.extensions import db
from store.markets import PaperRule, papers_asked
from store.models import Order, Paper, PaperFile
from store.orders.lifecycle import State
from store.orders.refusals import NotFound
from store.papers.clean import Clean
from store.papers.vault import Sealed


TAKING = frozenset(
    {
        State.CO_SIGNING,
        State.SIGNED,
        State.APPROVAL,
        State.UNPLACED,
        State.UNSECURED,
        State.OFFERED,
        State.ACCEPTED,
    }
)
"""Papers are asked from the signature on, and until the keys."""
SHOWN = frozenset({State.ACCEPTED, State.DELIVERED})
"""A dealer sees papers once the order is accepted, and no longer once it has ended."""
MISSING, RECEIVED, ACCEPTED, REFUSED = "missing", "received", "accepted", "refused"


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How many of the papers an order needs are in which state."""

    missing: int = 0
    received: int = 0
    accepted: int = 0
    refused: int = 0

    @property
    def to_send(self) -> int:
        """How many the customer has still to send."""
        return self.missing + self.refused

    @property
    def complete(self) -> bool:
        """Whether the dealer has accepted every one."""
        return not (self.to_send or self.received)


@dataclass(frozen=True, kw_only=True)
class Filed:
    """A paper that is asked, with what came for it; `paper` is None where nothing did."""

    rule: PaperRule
    paper: Paper | None

    @property
    def state(self) -> str:
        """Return missing, received, accepted or refused."""
        return self.paper.state if self.paper else MISSING


def asked(order: Order, on: date) -> tuple[PaperRule, ...]:
    """Return the papers an order needs on a day, in the order in which they are asked."""
    return papers_asked(
        on,
        order.buyer.get("kind", "private"),
        trade_in=bool(order.summary.get("trade_in")),
        financed=order.summary.get("product", "cash") != "cash",
    )


def standing(order: Order, on: date) -> Standing:
    """Count an order's papers by state, in one query."""
    rows = db.session.execute(select(Paper.kind, Paper.state).where(Paper.order_id == order.id))
    states = {row.kind: row.state for row in rows}
    return counted(states.get(rule.key, MISSING) for rule in asked(order, on))


def counted(states: Iterable[str]) -> Standing:
    """Count states."""
    return Standing(**Counter(states))


def folder(order: Order, on: date) -> list[Filed]:
    """Return every paper an order needs with its files, in one query."""
    papers = {paper.kind: paper for paper in papers_sent(order.id)}
    return [Filed(rule=rule, paper=papers.get(rule.key)) for rule in asked(order, on)]


def papers_sent(order_id: str) -> list[Paper]:
    """Return every paper that came for an order, with its files."""
    rows = select(Paper).where(Paper.order_id == order_id).options(joinedload(Paper.files))
    return list(db.session.scalars(rows.order_by(Paper.received_at)).unique())


def paper_of(order_id: str, kind: str) -> Paper | None:
    """Return a paper of an order, None where nothing came."""
    return db.session.scalar(select(Paper).where(Paper.order_id == order_id, Paper.kind == kind))


def add_file(paper: Paper, made: Clean, sealed: Sealed, at: datetime) -> PaperFile:
    """Put a sealed file into a paper, inside the caller's transaction."""
    added = PaperFile(
        paper_id=paper.id,
        name=sealed.name,
        key=sealed.key,
        media_type=made.media_type,
        pages=made.pages,
        size=len(made.content),
        sha256=made.sha256,
        received_at=at,
    )
    db.session.add(added)
    return added


def file_of(order_id: str, file_id: str) -> PaperFile:
    """Return a file of an order's papers.

    Raises:
        NotFound: the order has none of this id.
    """
    found = db.session.scalar(
        select(PaperFile)
        .join(Paper, PaperFile.paper_id == Paper.id)
        .where(Paper.order_id == order_id, PaperFile.id == file_id)
    )
    if found is None:
        raise NotFound("paper", "the order has no such file")
    return found
