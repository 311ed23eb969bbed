"""The files of an order: first whole in the archive, then named in the database."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from esign import sha256_hex
from store.extensions import db
from store.gateways.archive import Archive
from store.models import Order, OrderDocument
from store.orders.refusals import NotFound


SIGNED_KINDS = ("sealed", "countersigned", "co_signed", "signed")  # the last made first


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that is safely in the archive."""

    kind: str
    name: str
    sha256: str
    size: int


def keep(archive: Archive, number: str, kind: str, content: bytes) -> Kept:
    """Archive a file under a name of its own; nothing points to it yet.

    Two attempts make two files: whichever transaction wins names its own.

    Raises:
        ArchiveError: the disk did not take it; nothing was changed.
    """
    digest = sha256_hex(content)
    name = f"{number}/{kind}-{digest[:16]}.pdf"
    archive.put(name, content)
    return Kept(kind, name, digest, len(content))


def attach(order: Order, kept: Kept, at: datetime) -> None:
    """Name an archived file in the order, inside the caller's transaction."""
    db.session.add(
        OrderDocument(
            order_id=order.id,
            kind=kept.kind,
            name=kept.name,
            sha256=kept.sha256,
            size=kept.size,
            created_at=at,
        )
    )


def document(order_id: str, kind: str) -> OrderDocument:
    """Return a document of an order.

    Raises:
        NotFound: the order has none of this kind.
    """
    found = db.session.scalar(
        select(OrderDocument).where(OrderDocument.order_id == order_id, OrderDocument.kind == kind)
    )
    if found is None:
        raise NotFound("document", f"the order has no {kind} document")
    return found


def latest_signed(order_id: str) -> OrderDocument:
    """Return the sealed document, or before that the one with the most signatures.

    Raises:
        NotFound: nothing is signed yet.
    """
    rows = db.session.scalars(
        select(OrderDocument).where(
            OrderDocument.order_id == order_id, OrderDocument.kind.in_(SIGNED_KINDS)
        )
    )
    for row in sorted(rows, key=lambda one: SIGNED_KINDS.index(one.kind)):
        return row
    raise NotFound("document", "nothing is signed yet")
