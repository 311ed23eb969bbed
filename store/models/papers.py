"""Papers of the buyer: what was sent for an order, and what the dealer said of it."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from store.database import Base, Id, new_id


class Paper(Base):
    """One paper of an order, by its kind of `markets/<country>/papers.toml`.

    `state` is received, accepted or refused; a paper that is missing has no row. `reason` is a
    code of `store.papers.decide.REASONS`, `words` what the dealer added to it.
    """

    __tablename__ = "papers"
    __table_args__ = (UniqueConstraint("order_id", "kind"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    order_id: Mapped[str] = mapped_column(ForeignKey("orders.id"))
    kind: Mapped[str] = mapped_column(String(24))
    state: Mapped[str] = mapped_column(String(12))
    reason: Mapped[str] = mapped_column(String(20), default="")
    words: Mapped[str] = mapped_column(String(300), default="")
    received_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]

    files: Mapped[list["PaperFile"]] = relationship(order_by="PaperFile.received_at, PaperFile.id")


class PaperFile(Base):
    """A side or a page of a paper, re-encoded. The archive keeps it sealed under `name`.

    `key` opens it: without this row its bytes in the archive, or in a copy of it, say nothing.
    `sha256` and `size` are those of what was kept, before it was sealed.
    """

    __tablename__ = "paper_files"
    __table_args__ = (UniqueConstraint("paper_id", "sha256"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    paper_id: Mapped[str] = mapped_column(ForeignKey("papers.id"))
    name: Mapped[str] = mapped_column(String(60))
    key: Mapped[bytes] = mapped_column(LargeBinary(32))
    media_type: Mapped[str] = mapped_column(String(20))
    pages: Mapped[int]
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    received_at: Mapped[datetime]
