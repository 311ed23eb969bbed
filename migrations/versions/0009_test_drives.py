"""requests to try a car at a dealer.

Revision: 0009, after 0008.
"""

import sqlalchemy as sa
from alembic import op

from store.database import UtcDateTime


revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "test_drives",
        sa.Column("id", sa.String(length=24), nullable=False),
        sa.Column("market", sa.String(length=2), nullable=False),
        sa.Column("brand", sa.String(length=20), nullable=False),
        sa.Column("slug", sa.String(length=40), nullable=False),
        sa.Column("model", sa.String(length=80), nullable=False),
        sa.Column("stock_vehicle_id", sa.String(length=24), nullable=True),
        sa.Column("dealer_id", sa.String(length=24), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("part", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("locale", sa.String(length=5), nullable=False),
        sa.Column("stage", sa.String(length=10), nullable=False),
        sa.Column("words", sa.String(length=300), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("updated_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dealer_id"], ["dealers.id"], name=op.f("fk_test_drives_dealer_id_dealers")
        ),
        sa.ForeignKeyConstraint(
            ["stock_vehicle_id"],
            ["stock_vehicles.id"],
            name=op.f("fk_test_drives_stock_vehicle_id_stock_vehicles"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_test_drives")),
    )
    op.create_index(op.f("ix_test_drives_email"), "test_drives", ["email"])
    op.create_index("ix_test_drives_dealer_id_day", "test_drives", ["dealer_id", "day"])


def downgrade() -> None:
    op.drop_table("test_drives")
