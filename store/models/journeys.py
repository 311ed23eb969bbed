"""One customer's car in the making."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from store.database import Base, Id, new_id
from store.models.accounts import Account
from store.models.catalogue import CatalogueVersion, StockVehicle
from store.models.dealers import Dealer


class Journey(Base):
    """What the customer has told us so far; its steps are derived from this, never stored.

    `decisions` is {option id: wanted}; `place`, `trade_in`, `finance`, `buyer` hold the answers of
    a step as typed by its form, `{}` where it was not reached. `terms` is public or employee.
    `revision` grows with each change: a stale tab is told, and nothing is overwritten unseen.
    """

    __tablename__ = "journeys"

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    market: Mapped[str] = mapped_column(String(2), default="FR")
    brand: Mapped[str] = mapped_column(String(20))
    catalogue_hash: Mapped[str] = mapped_column(ForeignKey("catalogue_versions.hash"))
    stock_vehicle_id: Mapped[str | None] = mapped_column(ForeignKey("stock_vehicles.id"))
    account_id: Mapped[str | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    dealer_id: Mapped[str | None] = mapped_column(ForeignKey("dealers.id"))
    terms: Mapped[str] = mapped_column(String(20), default="public")
    employee_id: Mapped[str | None] = mapped_column(ForeignKey("employees.id"))
    decisions: Mapped[dict[str, Any]] = mapped_column(default=dict)
    place: Mapped[dict[str, Any]] = mapped_column(default=dict)
    trade_in: Mapped[dict[str, Any]] = mapped_column(default=dict)
    finance: Mapped[dict[str, Any]] = mapped_column(default=dict)
    buyer: Mapped[dict[str, Any]] = mapped_column(default=dict)
    reviewed_sha256: Mapped[str | None] = mapped_column(String(64))
    resume_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    resume_expires_at: Mapped[datetime | None]
    revision: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]

    account: Mapped[Account | None] = relationship()
    catalogue: Mapped[CatalogueVersion] = relationship()
    stock_vehicle: Mapped[StockVehicle | None] = relationship()
    dealer: Mapped[Dealer | None] = relationship()

    __mapper_args__ = {"version_id_col": revision}
