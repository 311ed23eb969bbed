"""the staff's named offers.

Revision: 0004, after 0003.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from store.database import UtcDateTime


revision = "0004"
down_revision = "0003"
JSON = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "named_offers",
        sa.Column("id", sa.String(length=24), nullable=False),
        sa.Column("market", sa.String(length=2), nullable=False),
        sa.Column("brand", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("label", JSON, nullable=False),
        sa.Column("base", sa.String(length=20), nullable=False),
        sa.Column("percent", sa.String(length=8), nullable=True),
        sa.Column("amount_cents", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("models", JSON, nullable=False),
        sa.Column("stacks_with", JSON, nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("proposed_by", sa.String(length=24), nullable=False),
        sa.Column("proposed_at", UtcDateTime(), nullable=False),
        sa.Column("decided_by", sa.String(length=24), nullable=True),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["proposed_by"], ["accounts.id"], name=op.f("fk_named_offers_proposed_by_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["accounts.id"], name=op.f("fk_named_offers_decided_by_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_named_offers")),
    )
    op.create_index("ix_named_offers_in_force", "named_offers", ["market", "brand", "state"])


def downgrade() -> None:
    op.drop_index("ix_named_offers_in_force", table_name="named_offers")
    op.drop_table("named_offers")
