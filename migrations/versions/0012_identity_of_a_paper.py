"""a random verification id for every order, and guards on what was signed of it.

Revision: 0012, after 0016.
"""

import secrets

import sqlalchemy as sa
from alembic import op


revision = "0012"
down_revision = "0016"

ID_BYTES = 16
SQLITE = (
    (
        "CREATE TRIGGER order_events_no_replace BEFORE INSERT ON order_events WHEN EXISTS"
        " (SELECT 1 FROM order_events kept WHERE kept.rowid = NEW.rowid OR kept.id = "
        "NEW.id OR (kept.order_id, kept.position) = (NEW.order_id, NEW.position)) BEGIN "
        "SELECT RAISE(ABORT, 'order_events is append-only'); END"
    ),
    (
        "CREATE TRIGGER order_documents_no_replace BEFORE INSERT ON order_documents WHEN "
        "EXISTS (SELECT 1 FROM order_documents kept WHERE kept.rowid = NEW.rowid OR "
        "kept.id = NEW.id OR (kept.order_id, kept.kind) = (NEW.order_id, NEW.kind)) BEGIN"
        " SELECT RAISE(ABORT, 'order_documents is append-only'); END"
    ),
    (
        "CREATE TRIGGER day_seals_no_replace BEFORE INSERT ON day_seals WHEN EXISTS "
        "(SELECT 1 FROM day_seals kept WHERE kept.rowid = NEW.rowid OR kept.day = "
        "NEW.day) BEGIN SELECT RAISE(IGNORE); END"
    ),
    (
        "CREATE TRIGGER law_imports_no_replace BEFORE INSERT ON law_imports WHEN EXISTS "
        "(SELECT 1 FROM law_imports kept WHERE kept.rowid = NEW.rowid OR kept.sha256 = "
        "NEW.sha256) BEGIN SELECT RAISE(ABORT, 'law_imports is append-only'); END"
    ),
    (
        "CREATE TRIGGER orders_signed_update BEFORE UPDATE ON orders WHEN NEW.id IS NOT "
        "OLD.id OR NEW.number IS NOT OLD.number OR NEW.verification_id IS NOT "
        "OLD.verification_id OR (OLD.signed_at IS NOT NULL AND (NEW.deal IS NOT OLD.deal "
        "OR NEW.deal_sha256 IS NOT OLD.deal_sha256 OR NEW.buyer IS NOT OLD.buyer OR "
        "NEW.account_id IS NOT OLD.account_id OR NEW.journey_id IS NOT OLD.journey_id OR "
        "NEW.market IS NOT OLD.market OR NEW.brand IS NOT OLD.brand OR NEW.terms IS NOT "
        "OLD.terms OR NEW.road_price_cents IS NOT OLD.road_price_cents OR "
        "NEW.deposit_cents IS NOT OLD.deposit_cents OR NEW.created_at IS NOT "
        "OLD.created_at OR NEW.signed_at IS NOT OLD.signed_at)) OR NEW.rowid <> OLD.rowid"
        " OR EXISTS (SELECT 1 FROM orders kept WHERE kept.signed_at IS NOT NULL AND "
        "(kept.rowid = NEW.rowid OR kept.id = NEW.id OR kept.number = NEW.number OR "
        "kept.verification_id = NEW.verification_id OR (kept.journey_id = NEW.journey_id "
        "AND kept.state NOT IN ('expired', 'cancelled', 'withdrawn', 'declined', "
        "'refused_terms') AND NEW.state NOT IN ('expired', 'cancelled', 'withdrawn', "
        "'declined', 'refused_terms'))) AND kept.rowid <> OLD.rowid) BEGIN SELECT "
        "RAISE(ABORT, 'orders keeps what was signed'); END"
    ),
    (
        "CREATE TRIGGER orders_signed_delete BEFORE DELETE ON orders WHEN OLD.signed_at "
        "IS NOT NULL BEGIN SELECT RAISE(ABORT, 'orders keeps what was signed'); END"
    ),
    (
        "CREATE TRIGGER orders_signed_replace BEFORE INSERT ON orders WHEN EXISTS (SELECT"
        " 1 FROM orders kept WHERE kept.signed_at IS NOT NULL AND (kept.rowid = NEW.rowid"
        " OR kept.id = NEW.id OR kept.number = NEW.number OR kept.verification_id = "
        "NEW.verification_id OR (kept.journey_id = NEW.journey_id AND kept.state NOT IN "
        "('expired', 'cancelled', 'withdrawn', 'declined', 'refused_terms') AND NEW.state"
        " NOT IN ('expired', 'cancelled', 'withdrawn', 'declined', 'refused_terms')))) "
        "BEGIN SELECT RAISE(ABORT, 'orders keeps what was signed'); END"
    ),
)
POSTGRESQL = (
    """CREATE OR REPLACE FUNCTION refuse_signed() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION '% keeps what was signed', TG_TABLE_NAME; END $$ LANGUAGE plpgsql""",
    (
        "CREATE TRIGGER orders_signed_update BEFORE UPDATE ON orders FOR EACH ROW WHEN "
        "(NEW.id IS DISTINCT FROM OLD.id OR NEW.number IS DISTINCT FROM OLD.number OR "
        "NEW.verification_id IS DISTINCT FROM OLD.verification_id OR (OLD.signed_at IS "
        "NOT NULL AND (NEW.deal IS DISTINCT FROM OLD.deal OR NEW.deal_sha256 IS DISTINCT "
        "FROM OLD.deal_sha256 OR NEW.buyer IS DISTINCT FROM OLD.buyer OR NEW.account_id "
        "IS DISTINCT FROM OLD.account_id OR NEW.journey_id IS DISTINCT FROM "
        "OLD.journey_id OR NEW.market IS DISTINCT FROM OLD.market OR NEW.brand IS "
        "DISTINCT FROM OLD.brand OR NEW.terms IS DISTINCT FROM OLD.terms OR "
        "NEW.road_price_cents IS DISTINCT FROM OLD.road_price_cents OR NEW.deposit_cents "
        "IS DISTINCT FROM OLD.deposit_cents OR NEW.created_at IS DISTINCT FROM "
        "OLD.created_at OR NEW.signed_at IS DISTINCT FROM OLD.signed_at))) EXECUTE "
        "FUNCTION refuse_signed()"
    ),
    (
        "CREATE TRIGGER orders_signed_delete BEFORE DELETE ON orders FOR EACH ROW WHEN "
        "(OLD.signed_at IS NOT NULL) EXECUTE FUNCTION refuse_signed()"
    ),
    (
        "CREATE TRIGGER orders_signed_whole BEFORE TRUNCATE ON orders FOR EACH STATEMENT "
        "EXECUTE FUNCTION refuse_signed()"
    ),
)


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
    for statement in POSTGRESQL if connection.dialect.name == "postgresql" else SQLITE:
        op.execute(statement)


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for act in ("update", "delete", "whole"):
            op.execute(f"DROP TRIGGER orders_signed_{act} ON orders")
    else:
        for act in ("update", "delete", "replace"):
            op.execute(f"DROP TRIGGER orders_signed_{act}")
        for table in ("order_events", "order_documents", "day_seals", "law_imports"):
            op.execute(f"DROP TRIGGER {table}_no_replace")
    op.drop_index(op.f("ix_order_documents_sha256"), "order_documents")
    op.drop_index("uq_orders_verification_id", "orders")
    op.drop_index(op.f("ix_orders_deal_sha256"), "orders")
    op.drop_column("orders", "verification_id")
