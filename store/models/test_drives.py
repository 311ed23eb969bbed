"""Requests to try a car at a dealer."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from store.database import Base, Email, Id, new_id
from store.models.dealers import Dealer


class DriveRequest(Base):
    """A test drive somebody asked for. `stage` is a `store.test_drives.lifecycle.Stage`.

    `day` and `part` ("morning", "afternoon") are those that count now: the wished ones, or those
    the dealer proposed. `words` is what the dealer added to the latest answer.
    """

    __tablename__ = "test_drives"
    __table_args__ = (Index("ix_test_drives_dealer_id_day", "dealer_id", "day"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    market: Mapped[str] = mapped_column(String(2), default="FR")
    brand: Mapped[str] = mapped_column(String(20))
    slug: Mapped[str] = mapped_column(String(40))
    model: Mapped[str] = mapped_column(String(80))
    stock_vehicle_id: Mapped[str | None] = mapped_column(ForeignKey("stock_vehicles.id"))
    dealer_id: Mapped[str] = mapped_column(ForeignKey("dealers.id"))
    day: Mapped[date]
    part: Mapped[str] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(String(120))
    email: Mapped[str] = mapped_column(Email, index=True)
    phone: Mapped[str] = mapped_column(String(20))
    locale: Mapped[str] = mapped_column(String(5))
    stage: Mapped[str] = mapped_column(String(10))
    words: Mapped[str] = mapped_column(String(300), default="")
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]

    dealer: Mapped[Dealer] = relationship()
