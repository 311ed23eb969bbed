"""People who sign in, their sessions and the one-time codes they were sent."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from store.database import Base, Email, Id, new_id
from store.models.dealers import Dealer


class Account(Base):
    """A customer, a dealer's seller or a member of the manufacturer's staff.

    `email` is kept in its canonical spelling, and may be of somebody who has not proved it yet.
    `role` is customer, dealer or staff. A customer may have no password: a code by e-mail opens the
    account. An erased account keeps its row, without personal data, for the legal order file.
    A `demonstration` account has a public password: production lets it in nowhere.
    """

    __tablename__ = "accounts"

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    email: Mapped[str] = mapped_column(Email, unique=True)
    role: Mapped[str] = mapped_column(String(12), default="customer")
    name: Mapped[str] = mapped_column(String(120), default="")
    password_hash: Mapped[str | None] = mapped_column(String(200))
    locale: Mapped[str] = mapped_column(String(8), default="fr")
    dealer_id: Mapped[str | None] = mapped_column(ForeignKey("dealers.id"))
    demonstration: Mapped[bool] = mapped_column(default=False, server_default=false())
    created_at: Mapped[datetime]
    erased_at: Mapped[datetime | None]

    dealer: Mapped[Dealer | None] = relationship()


class LoginSession(Base):
    """One signed-in browser. The cookie holds `token`; revoking is one date."""

    __tablename__ = "login_sessions"

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"), index=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    browser: Mapped[str] = mapped_column(String(200), default="")

    account: Mapped[Account] = relationship(lazy="joined")


class OneTimeCode(Base):
    """A code sent by e-mail or SMS: stored hashed, few tries, short life, for one purpose.

    `channel` is mail or sms: a code proves the address it was sent to and no other. `asker` and
    `network` are keyed hashes of the browser that asked and of its address range, empty where
    whoever reads the subject (an order) may use its code.
    """

    __tablename__ = "one_time_codes"

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    purpose: Mapped[str] = mapped_column(String(20))
    subject: Mapped[str] = mapped_column(String(254), index=True)
    salt: Mapped[str] = mapped_column(String(64))
    code_hash: Mapped[str] = mapped_column(String(128))
    bound_to: Mapped[str] = mapped_column(String(254), default="")
    channel: Mapped[str] = mapped_column(String(4), default="mail")
    asker: Mapped[str] = mapped_column(String(32), default="")
    network: Mapped[str] = mapped_column(String(32), default="")
    tries: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
