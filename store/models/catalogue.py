"""Price lists as immutable dated versions, and cars that are already built."""

from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from store.database import Base, Cents, Id, new_id
from store.models.dealers import Dealer


class CatalogueVersion(Base):
    """One model's price list as it was imported: never changed, kept for the orders made under it.

    `hash` is the SHA-256 of its canonical content; `artefact` is the compiled engine.
    """

    __tablename__ = "catalogue_versions"
    __table_args__ = (Index("ix_catalogue_versions_key", "market", "brand", "slug", "active_from"),)

    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    key: Mapped[str] = mapped_column(String(60))
    market: Mapped[str] = mapped_column(String(2))
    brand: Mapped[str] = mapped_column(String(20))
    slug: Mapped[str] = mapped_column(String(40))
    model: Mapped[str] = mapped_column(String(40))
    edition: Mapped[date]
    active_from: Mapped[date]
    imported_at: Mapped[datetime]
    document: Mapped[str] = mapped_column(Text)
    artefact: Mapped[bytes] = mapped_column(LargeBinary)


class StockVehicle(Base):
    """A car with a VIN, standing at a dealer, whose configuration is fixed.

    `prior_cents` is its price before the running reduction, which began on `reduced_on`: what
    directive 98/6/EC, article 6a, wants shown beside a reduced price.
    """

    __tablename__ = "stock_vehicles"

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    vin: Mapped[str] = mapped_column(String(17), unique=True)
    dealer_id: Mapped[str] = mapped_column(ForeignKey("dealers.id"), index=True)
    catalogue_hash: Mapped[str] = mapped_column(ForeignKey("catalogue_versions.hash"))
    brand: Mapped[str] = mapped_column(String(20), index=True)
    slug: Mapped[str] = mapped_column(String(40), index=True)
    options: Mapped[list[str]]
    energy: Mapped[str] = mapped_column(String(12), index=True)
    demonstrator: Mapped[bool] = mapped_column(default=False)
    list_cents: Mapped[int] = mapped_column(Cents)
    prior_cents: Mapped[int] = mapped_column(Cents)
    price_cents: Mapped[int] = mapped_column(Cents, index=True)
    km: Mapped[int] = mapped_column(BigInteger, default=0)
    arrived_on: Mapped[date]
    reduced_on: Mapped[date]
    sold_at: Mapped[datetime | None]

    dealer: Mapped[Dealer] = relationship(lazy="joined")
    catalogue: Mapped[CatalogueVersion] = relationship()


class Reservation(Base):
    """A stock car held for one journey. The partial unique index lets one buyer win, once.

    `holder` says for whose sake: "visitor:" or "account:" and a keyed hash or an id; `network` is
    a keyed hash of the address range it was asked from. Both are forgotten with the hold.

    A hold ends when it is released; an expired one is released by the next taker or the worker.
    """

    __tablename__ = "reservations"
    __table_args__ = (
        Index(
            "uq_reservations_vehicle_held",
            "vehicle_id",
            unique=True,
            sqlite_where=text("released_at IS NULL"),
            postgresql_where=text("released_at IS NULL"),
        ),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    vehicle_id: Mapped[str] = mapped_column(ForeignKey("stock_vehicles.id"))
    journey_id: Mapped[str] = mapped_column(ForeignKey("journeys.id"), index=True)
    held_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    holder: Mapped[str] = mapped_column(String(40), default="")
    network: Mapped[str] = mapped_column(String(32), default="")
    released_at: Mapped[datetime | None]
