"""Pages that show a form with what was wrong, kept until they are read."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base


class RefusedForm(Base):
    """A page with a refused form: compressed, found by the hash of a secret of one browser."""

    __tablename__ = "refused_forms"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    body: Mapped[bytes]
    expires_at: Mapped[datetime] = mapped_column(index=True)
