"""law tables are added without a release.

Revision: 0010, after 0015.
"""

import sqlalchemy as sa
from alembic import op

from store.database import UtcDateTime


revision = "0010"
down_revision = "0015"
TABLE = "law_imports"
POSTGRESQL = (
    (
        f"CREATE TRIGGER {TABLE}_append_only BEFORE UPDATE OR DELETE ON {TABLE} FOR EACH ROW"
        " EXECUTE FUNCTION refuse_change()"
    ),
    (
        f"CREATE TRIGGER {TABLE}_append_whole BEFORE TRUNCATE ON {TABLE} FOR EACH STATEMENT"
        " EXECUTE FUNCTION refuse_change()"
    ),
)
SQLITE = tuple(
    f"CREATE TRIGGER {TABLE}_no_{act} BEFORE {act} ON {TABLE} "
    f"BEGIN SELECT RAISE(ABORT, '{TABLE} is append-only'); END"
    for act in ("update", "delete")
)


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
    for statement in POSTGRESQL if op.get_bind().dialect.name == "postgresql" else SQLITE:
        op.execute(statement)


def downgrade() -> None:
    op.drop_table(TABLE)
