"""Dealers: where finished orders land."""

from datetime import datetime

from sqlalchemy import Float, String
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base, Id, new_id


class Dealer(Base):
    """A point of sale of one brand. `webhook_secret` signs what its system receives."""

    __tablename__ = "dealers"

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    key: Mapped[str] = mapped_column(String(60), unique=True)
    brand: Mapped[str] = mapped_column(String(20), index=True)
    market: Mapped[str] = mapped_column(String(2), default="FR")
    name: Mapped[str] = mapped_column(String(120))
    street: Mapped[str] = mapped_column(String(160))
    postcode: Mapped[str] = mapped_column(String(10))
    commune: Mapped[str] = mapped_column(String(80))
    region: Mapped[str] = mapped_column(String(4))
    lat: Mapped[float] = mapped_column(Float)
    lon: Mapped[float] = mapped_column(Float)
    phone: Mapped[str] = mapped_column(String(20))
    email: Mapped[str] = mapped_column(String(254))
    webhook_url: Mapped[str | None] = mapped_column(String(300))
    webhook_secret: Mapped[str] = mapped_column(String(64), default=new_id)
    closed_at: Mapped[datetime | None]
