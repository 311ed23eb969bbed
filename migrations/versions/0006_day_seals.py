"""the events of each day are sealed.

Revision: 0006, after 0005.
"""

import sqlalchemy as sa
from alembic import op

from store.database import UtcDateTime
from store.models.append_only import triggers


revision = "0006"
down_revision = "0005"
TABLE = "day_seals"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("list_name", sa.String(length=80), nullable=False),
        sa.Column("token_name", sa.String(length=80), nullable=False),
        sa.Column("sealed_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_day_seals")),
    )
    for statement in triggers(TABLE, op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    op.drop_table(TABLE)
