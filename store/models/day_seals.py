"""The days whose events are sealed by the timestamp authority."""

from datetime import date, datetime
from typing import cast

from sqlalchemy import String, Table
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base
from store.models.append_only import protect


class DaySeal(Base):
    """A day (UTC), the list of the heads of its chains and the token that dates the list.

    `list_name` and `token_name` are their names in the archive, `sha256` the hash of the list,
    which names the hash of the day before.
    """

    __tablename__ = "day_seals"

    day: Mapped[date] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64))
    list_name: Mapped[str] = mapped_column(String(80))
    token_name: Mapped[str] = mapped_column(String(80))
    sealed_at: Mapped[datetime]


protect(cast("Table", DaySeal.__table__))
