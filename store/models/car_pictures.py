"""The customer's photos of the present car."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base, Id, new_id


class CarPicture(Base):
    """A photo of a view of the present car, re-encoded. The archive keeps it sealed under `name`.

    It belongs to the journey, so that it is sent before or after the signature; `view` is one of
    `store.journeys.trade_in_values.asked_pictures`. `key`, `sha256` and `size` as in `PaperFile`.
    """

    __tablename__ = "car_pictures"
    __table_args__ = (UniqueConstraint("journey_id", "view"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    journey_id: Mapped[str] = mapped_column(ForeignKey("journeys.id"))
    view: Mapped[str] = mapped_column(String(80))
    name: Mapped[str] = mapped_column(String(60))
    key: Mapped[bytes] = mapped_column(LargeBinary(32))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    received_at: Mapped[datetime]
