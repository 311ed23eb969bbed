"""The HR file: who may buy under employee terms."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base, Email, Id, new_id


class HrImport(Base):
    """One import of the HR file: who did it, when, and what it held."""

    __tablename__ = "hr_imports"

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    imported_at: Mapped[datetime]
    account_id: Mapped[str | None] = mapped_column(ForeignKey("accounts.id"))
    sha256: Mapped[str] = mapped_column(String(64))
    rows: Mapped[int]


class Employee(Base):
    """An employee, a retiree or a named beneficiary, as the last HR file says.

    `status` is employee, retiree or beneficiary; a beneficiary has a sponsor. Quotas count orders
    of the household over twelve months.
    """

    __tablename__ = "employees"

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    first_name: Mapped[str] = mapped_column(String(60))
    last_name: Mapped[str] = mapped_column(String(60))
    birth_date: Mapped[date]
    email: Mapped[str] = mapped_column(Email, index=True)
    status: Mapped[str] = mapped_column(String(12))
    household: Mapped[str] = mapped_column(String(20), index=True)
    sponsor_number: Mapped[str | None] = mapped_column(String(20))
    hired_on: Mapped[date | None]
    left_on: Mapped[date | None]
    import_id: Mapped[str] = mapped_column(ForeignKey("hr_imports.id"))
