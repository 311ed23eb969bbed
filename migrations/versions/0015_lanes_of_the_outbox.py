"""lanes, owners and ends of what is owed; heartbeats of the processes.

Revision: 0015, after 0011.
"""

import sqlalchemy as sa
from alembic import op

from store.database import UtcDateTime


revision = "0015"
down_revision = "0011"
LANES = {
    "sms": "texts",
    "capture": "money",
    "release": "money",
    "refund": "money",
    "webhook": "dealers",
    "countersign": "seals",
    "seal": "seals",
    "evidence": "seals",
    "day_seal": "seals",
}


def upgrade() -> None:
    lane = sa.Column("lane", sa.String(length=12), nullable=False, server_default="letters")
    op.add_column("outbox", lane)
    op.add_column("outbox", sa.Column("leased_by", sa.String(length=80), nullable=True))
    for name in ("useless_after", "give_up_at", "expired_at"):
        op.add_column("outbox", sa.Column(name, UtcDateTime(), nullable=True))
    outbox = sa.table("outbox", sa.column("kind", sa.String), sa.column("lane", sa.String))
    for kind, name in LANES.items():
        op.execute(outbox.update().where(outbox.c.kind == kind).values(lane=name))
    op.drop_index("ix_outbox_due", table_name="outbox")
    waiting = sa.text("delivered_at IS NULL AND dead_at IS NULL AND expired_at IS NULL")
    op.create_index(
        "ix_outbox_due",
        "outbox",
        ["lane", "due_at"],
        sqlite_where=waiting,
        postgresql_where=waiting,
    )
    op.create_table(
        "heartbeats",
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("beat_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_heartbeats")),
    )


def downgrade() -> None:
    op.drop_table("heartbeats")
    op.drop_index("ix_outbox_due", table_name="outbox")
    op.create_index("ix_outbox_due", "outbox", ["delivered_at", "dead_at", "due_at"])
    for name in ("expired_at", "give_up_at", "useless_after", "leased_by", "lane"):
        op.drop_column("outbox", name)
