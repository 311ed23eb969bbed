"""law tables are added without a release.

Revision: 0010, after 0015.
"""

import sqlalchemy as sa
from alembic import op

from store.database import UtcDateTime
from store.models.append_only import triggers


revision = "0010"
down_revision = "0015"
TABLE = "law_imports"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("market", sa.String(length=2), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("author", sa.String(length=200), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("imported_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_law_imports")),
        sa.UniqueConstraint("sha256", name=op.f("uq_law_imports_sha256")),
    )
    for statement in triggers(TABLE, op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    op.drop_table(TABLE)
