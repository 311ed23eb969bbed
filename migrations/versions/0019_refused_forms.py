"""pages with a refused form.

Revision: 0019, after 0012.
"""

import sqlalchemy as sa
from alembic import op


revision = "0019"
down_revision = "0012"


def upgrade() -> None:
    op.create_table(
        "refused_forms",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_refused_forms")),
    )
    op.create_index(op.f("ix_refused_forms_expires_at"), "refused_forms", ["expires_at"])


def downgrade() -> None:
    op.drop_table("refused_forms")
