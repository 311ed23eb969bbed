# mypy: allow-untyped-calls
"""Tables whose rows are written once: the database itself refuses to change or delete them."""

from collections.abc import Sequence

from sqlalchemy import DDL, Table, event


APPEND_ONLY = ("order_events", "order_documents")
REFUSE = """CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$ LANGUAGE plpgsql"""


def triggers(table: str, dialect: str) -> Sequence[str]:
    """Return the statements that protect a table, on "sqlite" or "postgresql"."""
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


def protect(table: Table) -> None:
    """Protect a table wherever it is created from its model; migration 0003 does it elsewhere."""
    for dialect in ("sqlite", "postgresql"):
        for statement in triggers(table.name, dialect):
            escaped = DDL(statement.replace("%", "%%"))
            event.listen(table, "after_create", escaped.execute_if(dialect=dialect))
