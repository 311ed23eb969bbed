# mypy: allow-untyped-calls
"""What the database itself refuses: to change an event, or what was signed of an order.

A guard names what must stay, not the verbs that could change it: on SQLite a REPLACE deletes
without a DELETE, so that whatever would take the place of a kept row is refused before it is
written. Migrations 0003, 0006 and 0012 make the same guards; a test compares them.
"""

from collections.abc import Sequence

from sqlalchemy import DDL, Table, event


APPEND_ONLY = ("order_events", "order_documents")
REFUSE = """CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$ LANGUAGE plpgsql"""
REFUSE_SIGNED = """CREATE OR REPLACE FUNCTION refuse_signed() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION '% keeps what was signed', TG_TABLE_NAME; END $$ LANGUAGE plpgsql"""
UNIQUE = {
    "order_events": "kept.id = NEW.id OR (kept.order_id, kept.position) = "
    "(NEW.order_id, NEW.position)",
    "order_documents": "kept.id = NEW.id OR (kept.order_id, kept.kind) = (NEW.order_id, NEW.kind)",
    "day_seals": "kept.day = NEW.day",
    "law_imports": "kept.sha256 = NEW.sha256",
}
# Where a row is inserted unless it is there: the new one is dropped, and that is no error.
INSERTED_ONCE = {"day_seals"}
NAMES = ("id", "number", "verification_id")
AGREED = (
    *("deal", "deal_sha256", "buyer", "account_id", "journey_id", "market", "brand", "terms"),
    *("road_price_cents", "deposit_cents", "created_at", "signed_at"),
)
WAS_SIGNED = "OLD.signed_at IS NOT NULL"
OVER = "('expired', 'cancelled', 'withdrawn', 'declined', 'refused_terms')"


def triggers(table: str, dialect: str) -> Sequence[str]:
    """Return the statements that refuse UPDATE, DELETE and TRUNCATE of a table's rows."""
    if dialect == "postgresql":
        create = f"CREATE TRIGGER {table}_append_only BEFORE"
        rows = f"{create} UPDATE OR DELETE ON {table} FOR EACH ROW"
        whole = f"{create.replace('only', 'whole')} TRUNCATE ON {table} FOR EACH STATEMENT"
        return REFUSE, *(f"{one} EXECUTE FUNCTION refuse_change()" for one in (rows, whole))
    return tuple(
        f"CREATE TRIGGER {table}_no_{act} BEFORE {act} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        for act in ("update", "delete")
    )


def replacing(table: str, dialect: str) -> Sequence[str]:
    """Return the statement that keeps a table's rows from being replaced; SQLite alone can."""
    if dialect == "postgresql":
        return ()
    said = "IGNORE" if table in INSERTED_ONCE else f"ABORT, '{table} is append-only'"
    there = f"SELECT 1 FROM {table} kept WHERE kept.rowid = NEW.rowid OR {UNIQUE[table]}"  # noqa: S608  our own names
    create = f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table}"
    return (f"{create} WHEN EXISTS ({there}) BEGIN SELECT RAISE({said}); END",)


def keeping_signed(dialect: str) -> Sequence[str]:
    """Return the statements that keep the names of every order, and what was signed of one."""
    create = "CREATE TRIGGER orders_signed"
    if dialect == "postgresql":
        changed, act = _changed("IS DISTINCT FROM"), "EXECUTE FUNCTION refuse_signed()"
        return (
            REFUSE_SIGNED,
            f"{create}_update BEFORE UPDATE ON orders FOR EACH ROW WHEN ({changed}) {act}",
            f"{create}_delete BEFORE DELETE ON orders FOR EACH ROW WHEN ({WAS_SIGNED}) {act}",
            f"{create}_whole BEFORE TRUNCATE ON orders FOR EACH STATEMENT {act}",
        )
    refused = "BEGIN SELECT RAISE(ABORT, 'orders keeps what was signed'); END"
    names = " OR ".join(f"kept.{name} = NEW.{name}" for name in ("rowid", *NAMES))
    both_open = f"kept.state NOT IN {OVER} AND NEW.state NOT IN {OVER}"
    same = f"{names} OR (kept.journey_id = NEW.journey_id AND {both_open})"
    taken = f"SELECT 1 FROM orders kept WHERE kept.signed_at IS NOT NULL AND ({same})"  # noqa: S608  our own names
    moved = f"NEW.rowid <> OLD.rowid OR EXISTS ({taken} AND kept.rowid <> OLD.rowid)"
    return (
        f"{create}_update BEFORE UPDATE ON orders WHEN {_changed('IS NOT')} OR {moved} {refused}",
        f"{create}_delete BEFORE DELETE ON orders WHEN {WAS_SIGNED} {refused}",
        f"{create}_replace BEFORE INSERT ON orders WHEN EXISTS ({taken}) {refused}",
    )


def _changed(differs: str) -> str:
    named = " OR ".join(f"NEW.{name} {differs} OLD.{name}" for name in NAMES)
    agreed = " OR ".join(f"NEW.{name} {differs} OLD.{name}" for name in AGREED)
    return f"{named} OR (OLD.signed_at IS NOT NULL AND ({agreed}))"


def protect(table: Table) -> None:
    """Protect a table wherever it is created from its model; the migrations do it elsewhere."""
    for dialect in ("sqlite", "postgresql"):
        if table.name == "orders":
            statements = keeping_signed(dialect)
        else:
            statements = (*triggers(table.name, dialect), *replacing(table.name, dialect))
        for statement in statements:
            escaped = DDL(statement.replace("%", "%%"))
            event.listen(table, "after_create", escaped.execute_if(dialect=dialect))
