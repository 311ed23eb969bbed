"""the car given in exchange: promised, found by the dealer, answered by the customer.

Revision: 0007, after 0006.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB


revision = "0007"
down_revision = "0006"
JSON = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "part_exchanges",
        sa.Column("id", sa.String(length=24), nullable=False),
        sa.Column("order_id", sa.String(length=24), nullable=False),
        sa.Column("stage", sa.String(length=12), nullable=False),
        sa.Column("declared", JSON, nullable=False),
        sa.Column("found", JSON, nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"], ["orders.id"], name=op.f("fk_part_exchanges_order_id_orders")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_part_exchanges")),
        sa.UniqueConstraint("order_id", name=op.f("uq_part_exchanges_order_id")),
    )


def downgrade() -> None:
    op.drop_table("part_exchanges")
