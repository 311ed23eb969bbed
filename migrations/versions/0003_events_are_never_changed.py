"""events and documents of an order are never changed nor deleted.

Revision: 0003, after 0002.
"""

from alembic import op

from store.models.append_only import APPEND_ONLY, triggers


revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    dialect = op.get_bind().dialect.name
    for table in APPEND_ONLY:
        for statement in triggers(table, dialect):
            op.execute(statement)


def downgrade() -> None:
    postgresql = op.get_bind().dialect.name == "postgresql"
    for table in APPEND_ONLY:
        for name in ("append_only", "append_whole") if postgresql else ("no_update", "no_delete"):
            op.execute(f"DROP TRIGGER {table}_{name}" + (f" ON {table}" if postgresql else ""))
