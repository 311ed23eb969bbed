"""Papers sent and looked at through the store's own verbs."""

from dataclasses import dataclass
from pathlib import Path

from store import clock
from store.extensions import db
from store.gateways.registry import gateways
from store.models import Order, Paper
from store.papers.decide import Look, Objection, accept_paper, refuse_paper
from store.papers.folder import asked, papers_sent
from store.papers.receive import Sent, receive
from tests.situations import a_seller
from tests.store.papers.files import photo


def send_paper(order: Order, kind: str = "identity", content: bytes | None = None) -> Paper:
    """The customer sends a file."""
    sent = Sent(kind=kind, content=photo() if content is None else content)
    receive(order.id, order.account_id, sent, clock.now())
    return the_paper(order, kind)


def the_paper(order: Order, kind: str = "identity") -> Paper:
    """Read a paper anew."""
    db.session.expire_all()
    return next(one for one in papers_sent(order.id) if one.kind == kind)


def kinds(order: Order) -> list[str]:
    """The papers the order needs today."""
    return [rule.key for rule in asked(order, clock.today())]


def look(order: Order, kind: str = "identity") -> Look:
    """What the dealer has on the page now."""
    files = frozenset(one.id for one in the_paper(order, kind).files)
    return Look(kind=kind, files=files)


@dataclass(frozen=True)
class AtDealer:
    """The dealer of an order, who decides."""

    order: Order

    def accept(self, kind: str = "identity", seen: Look | None = None) -> None:
        seller, found = a_seller(self.order.dealer), seen or look(self.order, kind)
        accept_paper(self.order.id, self.order.dealer_id, seller.id, found, clock.now())

    def refuse(self, kind: str = "identity", reason: str = "unreadable", words: str = "") -> None:
        seller = a_seller(self.order.dealer)
        why = Objection(look=look(self.order, kind), reason=reason, words=words)
        refuse_paper(self.order.id, self.order.dealer_id, seller.id, why, clock.now())


def sealed_files() -> list[Path]:
    """Every sealed file on the disk."""
    root: Path = gateways().archive.root / "papers"
    return sorted(path for path in root.rglob("*") if path.is_file())


def events(order: Order) -> list[tuple[str, dict[str, object]]]:
    """The papers' events of an order."""
    db.session.expire_all()
    rows = db.session.get_one(Order, order.id).events
    return [(one.kind, one.data) for one in rows if one.kind.startswith("paper_")]
