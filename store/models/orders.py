"""Orders: a Deal frozen for signature, its events, documents and the dealers it was offered to."""

from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import ForeignKey, Index, String, Table, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from store.database import Base, Cents, Id, new_id, new_verification_id
from store.models.accounts import Account
from store.models.append_only import protect
from store.models.catalogue import StockVehicle
from store.models.dealers import Dealer
from store.models.journeys import Journey


OPEN = "state NOT IN ('expired', 'cancelled', 'withdrawn', 'declined', 'refused_terms')"


class Order(Base):
    """A purchase order. `state` is written by `store.orders.lifecycle` alone.

    `deal` is the canonical JSON of the Deal, `deal_sha256` its hash, which other orders can share;
    `verification_id` is printed on the paper and names this order alone. `summary` is what lists
    show (buyer, commune, car, choices, payment words), copied at freezing and never recomputed.
    """

    __tablename__ = "orders"
    __table_args__ = (
        Index("ix_orders_dealer_state", "dealer_id", "state"),
        Index(
            "uq_orders_journey_open",
            "journey_id",
            unique=True,
            sqlite_where=text(OPEN),
            postgresql_where=text(OPEN),
        ),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    state: Mapped[str] = mapped_column(String(24), index=True)
    market: Mapped[str] = mapped_column(String(2))
    brand: Mapped[str] = mapped_column(String(20))
    terms: Mapped[str] = mapped_column(String(20))
    journey_id: Mapped[str] = mapped_column(ForeignKey("journeys.id"))
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"), index=True)
    dealer_id: Mapped[str] = mapped_column(ForeignKey("dealers.id"))
    employee_id: Mapped[str | None] = mapped_column(ForeignKey("employees.id"), index=True)
    stock_vehicle_id: Mapped[str | None] = mapped_column(ForeignKey("stock_vehicles.id"))
    deal: Mapped[str] = mapped_column(Text)
    deal_sha256: Mapped[str] = mapped_column(String(64), index=True)
    verification_id: Mapped[str] = mapped_column(
        String(32), unique=True, default=new_verification_id
    )
    summary: Mapped[dict[str, Any]]
    buyer: Mapped[dict[str, Any]]
    road_price_cents: Mapped[int] = mapped_column(Cents)
    deposit_cents: Mapped[int] = mapped_column(Cents)
    delivery_by: Mapped[date]
    created_at: Mapped[datetime] = mapped_column(index=True)
    signed_at: Mapped[datetime | None]
    co_signed_at: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]
    deposit_at: Mapped[datetime | None]
    unsecured_at: Mapped[datetime | None]
    approved_at: Mapped[datetime | None]
    accepted_at: Mapped[datetime | None]
    delivered_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]

    account: Mapped[Account] = relationship()
    dealer: Mapped[Dealer] = relationship()
    journey: Mapped[Journey] = relationship()
    stock_vehicle: Mapped[StockVehicle | None] = relationship()
    events: Mapped[list["OrderEvent"]] = relationship(order_by="OrderEvent.position")
    documents: Mapped[list["OrderDocument"]] = relationship(order_by="OrderDocument.created_at")
    offers: Mapped[list["DealerOffer"]] = relationship(order_by="DealerOffer.offered_at")


class OrderEvent(Base):
    """One dated fact of an order: append-only, chained by hash to the one before."""

    __tablename__ = "order_events"
    __table_args__ = (UniqueConstraint("order_id", "position"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    order_id: Mapped[str] = mapped_column(ForeignKey("orders.id"))
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(String(40))
    at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(String(60))
    data: Mapped[dict[str, Any]]
    previous: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class OrderDocument(Base):
    """A file of the order in the archive.

    `kind` is draft, signed, co_signed, countersigned, sealed, evidence or evidence_end.
    """

    __tablename__ = "order_documents"
    __table_args__ = (UniqueConstraint("order_id", "kind"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    order_id: Mapped[str] = mapped_column(ForeignKey("orders.id"))
    kind: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(160))
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    size: Mapped[int]
    created_at: Mapped[datetime]


class DealerOffer(Base):
    """An order laid before a dealer, with the deadline of its two business hours."""

    __tablename__ = "dealer_offers"
    __table_args__ = (UniqueConstraint("order_id", "dealer_id"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    order_id: Mapped[str] = mapped_column(ForeignKey("orders.id"))
    dealer_id: Mapped[str] = mapped_column(ForeignKey("dealers.id"), index=True)
    offered_at: Mapped[datetime]
    deadline_at: Mapped[datetime] = mapped_column(index=True)
    answered_at: Mapped[datetime | None]
    answer: Mapped[str | None] = mapped_column(String(12))
    reason: Mapped[str] = mapped_column(String(400), default="")

    dealer: Mapped[Dealer] = relationship(lazy="joined", innerjoin=True)


for _kept in (Order, OrderEvent, OrderDocument):
    protect(cast("Table", _kept.__table__))
