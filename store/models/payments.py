"""Deposits and what the payment provider told us about them."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from store.database import Base, Cents, Id, new_id
from store.models.orders import Order


class Payment(Base):
    """One deposit attempt, on a card page or, to renew a hold, by the stored mandate.

    `state` mirrors the provider (open, authorised, captured, released, refunded, failed, expired)
    and is only ever copied from a fresh look at the provider. `checkout_id` is the provider's
    reference: a card page, or the intent of a renewed hold. `renewal_refused_at` is when the bank
    refused to hold the amount again without its owner.
    """

    __tablename__ = "payments"

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    order_id: Mapped[str] = mapped_column(ForeignKey("orders.id"), index=True)
    provider: Mapped[str] = mapped_column(String(12))
    checkout_id: Mapped[str] = mapped_column(String(120), unique=True)
    checkout_url: Mapped[str] = mapped_column(String(600))
    intent_id: Mapped[str | None] = mapped_column(String(120), unique=True)
    amount_cents: Mapped[int] = mapped_column(Cents)
    currency: Mapped[str] = mapped_column(String(3))
    state: Mapped[str] = mapped_column(String(12))
    failure: Mapped[str] = mapped_column(String(60), default="")
    capture_before: Mapped[datetime | None] = mapped_column(index=True)
    renewal_refused_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]

    order: Mapped[Order] = relationship()


class PaymentEvent(Base):
    """A webhook of the provider, stored once."""

    __tablename__ = "payment_events"

    event_id: Mapped[str] = mapped_column(String(120), primary_key=True)
    kind: Mapped[str] = mapped_column(String(80))
    received_at: Mapped[datetime]
    payload: Mapped[dict[str, Any]]
