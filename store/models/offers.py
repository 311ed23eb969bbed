"""Named offers the staff adds without code: dated, approved by a second person, never edited."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base, Cents, Id, new_id


class NamedOffer(Base):
    """A public discount on new cars of a brand, as a percent or an amount.

    `state` is proposed, approved, refused or ended. `models` is empty for the whole range;
    `stacks_with` are the codes it may be combined with. An order keeps its own copy.
    """

    __tablename__ = "named_offers"
    __table_args__ = (Index("ix_named_offers_in_force", "market", "brand", "state"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    market: Mapped[str] = mapped_column(String(2))
    brand: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(12), default="proposed")
    code: Mapped[str] = mapped_column(String(40))
    label: Mapped[dict[str, Any]]
    base: Mapped[str] = mapped_column(String(20))
    percent: Mapped[str | None] = mapped_column(String(8))
    amount_cents: Mapped[int | None] = mapped_column(Cents)
    currency: Mapped[str] = mapped_column(String(3))
    models: Mapped[list[str]]
    stacks_with: Mapped[list[str]]
    starts: Mapped[date]
    until: Mapped[date]
    proposed_by: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    proposed_at: Mapped[datetime]
    decided_by: Mapped[str | None] = mapped_column(ForeignKey("accounts.id"))
    decided_at: Mapped[datetime | None]
