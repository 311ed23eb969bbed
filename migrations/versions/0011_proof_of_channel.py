"""codes by channel and asker, holds by holder, one spelling of each e-mail address.

Revision: 0011, after 0018.
"""

import unicodedata

import sqlalchemy as sa
from alembic import op

from store.database import UtcDateTime


revision = "0011"
down_revision = "0018"

ACCOUNTS = sa.table(
    "accounts",
    sa.column("id", sa.String),
    sa.column("email", sa.String),
    sa.column("password_hash", sa.String),
    sa.column("created_at", UtcDateTime()),
    sa.column("erased_at", UtcDateTime()),
)
ADDED = (
    ("one_time_codes", "channel", 4, "mail"),
    ("one_time_codes", "asker", 32, ""),
    ("one_time_codes", "network", 32, ""),
    ("reservations", "holder", 40, ""),
    ("reservations", "network", 32, ""),
)
OWNED = (
    ("orders", "account_id"),
    ("journeys", "account_id"),
    ("hr_imports", "account_id"),
    ("named_offers", "proposed_by"),
    ("named_offers", "decided_by"),
)


def upgrade() -> None:
    # An address is longer than a hash; SQLite bounds no length.
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column("one_time_codes", "bound_to", type_=sa.String(254))
    for table, name, length, first in ADDED:
        op.add_column(
            table, sa.Column(name, sa.String(length), nullable=False, server_default=first)
        )
    _respell("employees")
    _respell("test_drives")
    _respell_accounts()


def _respell(table: str) -> None:
    """Give each address of a table its one spelling."""
    rows = sa.table(table, sa.column("id", sa.String), sa.column("email", sa.String))
    for key, email in op.get_bind().execute(sa.select(rows.c.id, rows.c.email)).all():
        if email != _spelling(email):
            change = sa.update(rows).where(rows.c.id == key)
            op.get_bind().execute(change.values(email=_spelling(email)))


def _respell_accounts() -> None:
    """The same, where two spellings of one address had an account each: they become one."""
    rows = op.get_bind().execute(sa.select(ACCOUNTS).where(ACCOUNTS.c.erased_at.is_(None))).all()
    spelled: dict[str, list[sa.Row]] = {}
    for row in rows:
        spelled.setdefault(_spelling(row.email), []).append(row)
    for email, same in spelled.items():
        # Who could sign in until now stays: the one spelled so already, else the oldest.
        kept, *others = sorted(same, key=lambda row: (row.email != email, row.created_at, row.id))
        for other in others:
            _merge(other, kept)
        secret = next((row.password_hash for row in (kept, *others) if row.password_hash), None)
        if kept.email != email or kept.password_hash != secret:
            change = sa.update(ACCOUNTS).where(ACCOUNTS.c.id == kept.id)
            op.get_bind().execute(change.values(email=email, password_hash=secret))


def _merge(other: sa.Row, kept: sa.Row) -> None:
    """Give what an account has to the one that stays, and close it."""
    for table, column in OWNED:
        owned = sa.table(table, sa.column(column, sa.String))
        mine = sa.update(owned).where(owned.c[column] == other.id)
        op.get_bind().execute(mine.values({column: kept.id}))
    sessions = sa.table("login_sessions", sa.column("account_id", sa.String))
    op.get_bind().execute(sa.delete(sessions).where(sessions.c.account_id == other.id))
    closed = {
        "email": f"{other.id}@erased.invalid",
        "password_hash": None,
        "erased_at": other.created_at,
    }
    op.get_bind().execute(sa.update(ACCOUNTS).where(ACCOUNTS.c.id == other.id).values(closed))


def _spelling(email: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", email).lower()).strip()


def downgrade() -> None:
    for table, name, _length, _first in reversed(ADDED):
        op.drop_column(table, name)
