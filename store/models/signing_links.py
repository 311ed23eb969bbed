"""The links with which co-buyers open the purchase order they are to sign."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base, Id, new_id


class SigningLink(Base):
    """A co-buyer's own link: kept as a hash, bound to the document it was sent for."""

    __tablename__ = "signing_links"

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    order_id: Mapped[str] = mapped_column(ForeignKey("orders.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    bound_to: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
