"""accounts that came with the demonstration.

Revision: 0018, after 0009.
"""

import sqlalchemy as sa
from alembic import op


revision = "0018"
down_revision = "0009"
INVENTED = ("%@dealers.example", "%@staff.example", "%@employees.example", "%@example.fr")


def upgrade() -> None:
    op.add_column(
        "accounts",
        sa.Column("demonstration", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    accounts = sa.table("accounts", sa.column("email"), sa.column("demonstration"))
    for pattern in INVENTED:  # names nobody can register (RFC 2606)
        op.execute(
            accounts.update().where(accounts.c.email.like(pattern)).values(demonstration=True)
        )


def downgrade() -> None:
    op.drop_column("accounts", "demonstration")
