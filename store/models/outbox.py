"""What the store still owes the outside world, and which of its processes are alive."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base, Id, new_id


WAITING = text("delivered_at IS NULL AND dead_at IS NULL AND expired_at IS NULL")


class OutboxMessage(Base):
    """A delivery written in the transaction of its cause: mail, webhook, capture, release.

    `key` makes it once-only (e.g. "mail:accepted:<order>"), `lane` is the queue it waits in. A
    worker leases a due row in its own name, delivers it and dates it; failures back off. It ends
    delivered, expired (`useless_after` passed: a code nobody could use any more) or, after
    `give_up_at`, dead and shown to the staff.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        Index("ix_outbox_due", "lane", "due_at", sqlite_where=WAITING, postgresql_where=WAITING),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    key: Mapped[str] = mapped_column(String(160), unique=True)
    kind: Mapped[str] = mapped_column(String(30))
    lane: Mapped[str] = mapped_column(String(12), server_default="letters")
    order_id: Mapped[str | None] = mapped_column(ForeignKey("orders.id"), index=True)
    payload: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]
    due_at: Mapped[datetime]
    leased_until: Mapped[datetime | None]
    leased_by: Mapped[str | None] = mapped_column(String(80))
    attempts: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[str] = mapped_column(Text, default="")
    useless_after: Mapped[datetime | None]
    give_up_at: Mapped[datetime | None]
    delivered_at: Mapped[datetime | None]
    dead_at: Mapped[datetime | None]
    expired_at: Mapped[datetime | None]


class Heartbeat(Base):
    """When a process of the store, or a duty that it does once a day, last showed itself."""

    __tablename__ = "heartbeats"

    name: Mapped[str] = mapped_column(String(80), primary_key=True)
    kind: Mapped[str] = mapped_column(String(12))
    beat_at: Mapped[datetime]
