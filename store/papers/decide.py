"""The dealer looks at a paper and accepts it, or refuses it and says why."""

from dataclasses import dataclass
from datetime import datetime

from store.extensions import transaction
from store.markets import paper_label
from store.models import Order, Paper
from store.orders.events import locked_for_dealer, record
from store.orders.letters import Post, owe_letter, write_customer
from store.orders.lifecycle import State
from store.orders.refusals import NotFound, ReasonMissing
from store.papers.folder import ACCEPTED, RECEIVED, REFUSED, SHOWN, paper_of, standing
from store.papers.receive import day_of
from store.papers.refusals import PaperChanged, PapersClosed


REASONS = frozenset({"unreadable", "incomplete", "expired", "wrong_paper", "wrong_name"})
MOST_WORDS = 300


@dataclass(frozen=True, kw_only=True)
class Look:
    """What the dealer looked at: a kind of paper, and the ids of its files on the page."""

    kind: str
    files: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Objection:
    """Why what was looked at is refused: a code of `REASONS`, and words the customer reads."""

    look: Look
    reason: str
    words: str = ""


def accept_paper(order_id: str, dealer_id: str, account_id: str, look: Look, at: datetime) -> None:
    """Accept a paper; a second click changes nothing. With the last one the customer is told.

    Raises:
        NotFound: the order is not this dealer's, or has no such paper.
        PapersClosed: the order is not accepted, or has ended, or the paper was refused.
        PaperChanged: the customer sent another file since.
    """
    with transaction():
        order = locked_for_dealer(order_id, dealer_id)
        paper = _looked_at(order, look, ACCEPTED)
        if paper is None:
            return
        paper.state, paper.decided_at = ACCEPTED, at
        record(order, "paper_accepted", f"dealer:{account_id}", {"paper": look.kind}, at)
        if standing(order, day_of(order, at)).complete:
            write_customer(order, "papers_complete", at, suffix=f":{at.timestamp():.6f}")


def refuse_paper(
    order_id: str, dealer_id: str, account_id: str, why: Objection, at: datetime
) -> None:
    """Refuse a paper; the customer is told why and may send another.

    The event keeps the reason's code; the dealer's own words go when the paper goes.

    Raises:
        ReasonMissing: no reason of the list, or too many words.
        NotFound, PapersClosed, PaperChanged: as for `accept_paper`.
    """
    if why.reason not in REASONS or len(why.words) > MOST_WORDS:
        raise ReasonMissing("reason", f"one of the list, and at most {MOST_WORDS} signs")
    with transaction():
        order = locked_for_dealer(order_id, dealer_id)
        paper = _looked_at(order, why.look, REFUSED)
        if paper is None:
            return
        paper.state, paper.decided_at = REFUSED, at
        paper.reason, paper.words = why.reason, why.words
        data = {"paper": why.look.kind, "because": why.reason}
        record(order, "paper_refused", f"dealer:{account_id}", data, at)
        owe_letter(_letter(order, paper, at), at)


def _letter(order: Order, paper: Paper, at: datetime) -> Post:
    return Post(
        template="paper_refused",
        reference=f"{paper.id}:{at.timestamp():.6f}",
        to=order.account.email,
        locale=order.account.locale,
        facts={"paper": dict(paper_label(paper.kind)), "because": paper.reason},
        secrets={"said": paper.words},
        order_id=order.id,
    )


def _looked_at(order: Order, look: Look, wanted: str) -> Paper | None:
    """Return the paper to decide on, None where that was decided already."""
    if State(order.state) not in SHOWN:
        raise PapersClosed("order", f"it is {order.state}")
    paper = paper_of(order.id, look.kind)
    if paper is None:
        raise NotFound("paper", "nothing came")
    if paper.state == wanted:
        return None
    if paper.state != RECEIVED:
        raise PapersClosed("paper", f"it is {paper.state}")
    if {one.id for one in paper.files} != look.files:
        raise PaperChanged("paper", "another file came since")
    return paper
