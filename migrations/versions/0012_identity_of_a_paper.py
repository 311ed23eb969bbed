"""a random verification id for every order; documents are found by their own hash.

Revision: 0012, after 0009.
"""

import secrets

import sqlalchemy as sa
from alembic import op


revision = "0012"
down_revision = "0009"

ID_BYTES = 16


def upgrade() -> None:
    op.add_column(
        "orders",
        sa.Column("verification_id", sa.String(length=32), nullable=False, server_default=""),
    )
    orders = sa.table("orders", sa.column("id"), sa.column("verification_id"))
    connection = op.get_bind()
    rows = [
        {"order": key, "drawn": secrets.token_hex(ID_BYTES)}
        for key in connection.scalars(sa.select(orders.c.id))
    ]
    if rows:
        named = orders.update().where(orders.c.id == sa.bindparam("order"))
        connection.execute(named.values(verification_id=sa.bindparam("drawn")), rows)
    op.create_index(op.f("ix_orders_deal_sha256"), "orders", ["deal_sha256"])
    op.create_index("uq_orders_verification_id", "orders", ["verification_id"], unique=True)
    op.create_index(op.f("ix_order_documents_sha256"), "order_documents", ["sha256"])


def downgrade() -> None:
    op.drop_index(op.f("ix_order_documents_sha256"), "order_documents")
    op.drop_index("uq_orders_verification_id", "orders")
    op.drop_index(op.f("ix_orders_deal_sha256"), "orders")
    op.drop_column("orders", "verification_id")
