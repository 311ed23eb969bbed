"""card holds are renewed before they end; an order without its hold waits.

Revision: 0016, after 0010.
"""

import sqlalchemy as sa
from alembic import op

from store.database import UtcDateTime


revision = "0016"
down_revision = "0010"
INDEX = "ix_payments_capture_before"


def upgrade() -> None:
    op.add_column("orders", sa.Column("unsecured_at", UtcDateTime(), nullable=True))
    op.add_column("payments", sa.Column("renewal_refused_at", UtcDateTime(), nullable=True))
    op.create_index(op.f(INDEX), "payments", ["capture_before"])


def downgrade() -> None:
    op.drop_index(op.f(INDEX), table_name="payments")
    op.drop_column("payments", "renewal_refused_at")
    op.drop_column("orders", "unsecured_at")
