"""co-buyers sign by a link of their own; a declined order frees its journey.

Revision: 0005, after 0004.
"""

import sqlalchemy as sa
from alembic import op

from store.database import UtcDateTime


revision = "0005"
down_revision = "0004"
INDEX = "uq_orders_journey_open"
BEFORE = "state NOT IN ('expired', 'cancelled', 'withdrawn', 'refused_terms')"
AFTER = "state NOT IN ('expired', 'cancelled', 'withdrawn', 'declined', 'refused_terms')"


def upgrade() -> None:
    op.add_column("orders", sa.Column("co_signed_at", UtcDateTime(), nullable=True))
    op.add_column("orders", sa.Column("reminded_at", UtcDateTime(), nullable=True))
    _open_means(AFTER)
    op.create_table(
        "signing_links",
        sa.Column("id", sa.String(length=24), nullable=False),
        sa.Column("order_id", sa.String(length=24), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("bound_to", sa.String(length=64), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"], ["orders.id"], name=op.f("fk_signing_links_order_id_orders")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signing_links")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_signing_links_token_hash")),
    )
    op.create_index(op.f("ix_signing_links_order_id"), "signing_links", ["order_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_signing_links_order_id"), table_name="signing_links")
    op.drop_table("signing_links")
    _open_means(BEFORE)
    op.drop_column("orders", "reminded_at")
    op.drop_column("orders", "co_signed_at")


def _open_means(words: str) -> None:
    op.drop_index(INDEX, table_name="orders")
    where = sa.text(words)
    op.create_index(
        INDEX,
        "orders",
        ["journey_id"],
        unique=True,
        sqlite_where=where,
        postgresql_where=where,
    )
