"""Further rows of a market's law tables, imported without a release."""

from datetime import datetime
from typing import cast

from sqlalchemy import String, Table
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base, Document
from store.models.append_only import protect


class LawImport(Base):
    """One imported file, in the order of its number; never changed, a later one goes before it.

    `sha256` is the hash of the document, `author` who answers for it, `source` the file's name.
    """

    __tablename__ = "law_imports"

    number: Mapped[int] = mapped_column(primary_key=True)
    market: Mapped[str] = mapped_column(String(2))
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    author: Mapped[str] = mapped_column(String(200))
    source: Mapped[str] = mapped_column(String(200))
    document: Mapped[str] = mapped_column(Document)
    imported_at: Mapped[datetime]


protect(cast("Table", LawImport.__table__))
