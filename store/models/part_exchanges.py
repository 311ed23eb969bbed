"""The customer's present car, given in exchange with an order."""

from typing import Any

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base, Id, new_id


class PartExchange(Base):
    """Where the trade-in of an order stands. `stage` is a `tradein.Stage`, moved by its table.

    `declared` is what was promised for what (see `store.orders.part_exchange.declared`), frozen
    with the order; `found` what the dealer saw (see `store.part_exchange.inspect`), `{}` before;
    `statement` the canonical JSON of the `Settlement` that changes what is paid at delivery, empty
    where nothing changed.
    """

    __tablename__ = "part_exchanges"

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    order_id: Mapped[str] = mapped_column(ForeignKey("orders.id"), unique=True)
    stage: Mapped[str] = mapped_column(String(12))
    declared: Mapped[dict[str, Any]] = mapped_column(default=dict)
    found: Mapped[dict[str, Any]] = mapped_column(default=dict)
    statement: Mapped[str] = mapped_column(Text, default="")
