"""Every kind of statement that could change what happened is tried, as the owner of the tables."""

from collections.abc import Iterator

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from store.extensions import db
from store.models import Order
from store.orders.events import chain
from tests.situations import a_ready_order, a_signed_order


KEPT = ("order_events", "order_documents")
CHANGES = (
    "UPDATE {table} SET id = 'x'",
    "UPDATE {table} SET id = id",
    "DELETE FROM {table}",
)
ON_SQLITE = (
    "INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
    "REPLACE INTO {table} SELECT * FROM {table} LIMIT 1",
    "INSERT OR REPLACE INTO {table} (rowid, {columns}) SELECT rowid, {renamed} FROM {table}",
    "INSERT OR REPLACE INTO {table} ({columns}) SELECT {renamed} FROM {table}",
    (
        "INSERT INTO {table} SELECT * FROM {table} WHERE true "
        "ON CONFLICT (id) DO UPDATE SET order_id = 'x'"
    ),
    "UPDATE OR REPLACE {table} SET id = 'x'",
)
ON_POSTGRESQL = (
    "TRUNCATE {table}",
    "TRUNCATE orders CASCADE",
    "INSERT INTO {table} SELECT * FROM {table} ON CONFLICT (id) DO UPDATE SET order_id = 'x'",
    "WITH gone AS (DELETE FROM {table} RETURNING *) SELECT * FROM gone",
    "MERGE INTO {table} kept USING {table} new ON kept.id = new.id WHEN MATCHED THEN DELETE",
    (
        "MERGE INTO {table} kept USING {table} new ON kept.id = new.id "
        "WHEN MATCHED THEN UPDATE SET order_id = 'x'"
    ),
)
SIGNED = (
    "UPDATE orders SET deal = '{{}}' WHERE id = '{signed}'",
    "UPDATE orders SET deal_sha256 = 'x'",
    "UPDATE orders SET buyer = '{{}}'",
    "UPDATE orders SET account_id = 'x'",
    "UPDATE orders SET road_price_cents = 1, state = 'accepted'",
    "UPDATE orders SET signed_at = NULL",
    "UPDATE orders SET verification_id = 'x' WHERE id = '{ready}'",
    "UPDATE orders SET number = 'x'",
    "DELETE FROM orders WHERE id = '{signed}'",
)
SIGNED_ON_SQLITE = (
    "INSERT OR REPLACE INTO orders SELECT * FROM orders",
    "INSERT OR REPLACE INTO orders ({columns}) SELECT {renamed} FROM orders WHERE id = '{signed}'",
    (
        "INSERT OR REPLACE INTO orders (rowid, {columns}) SELECT rowid, {renamed} FROM orders "
        "WHERE id = '{signed}'"
    ),
    "UPDATE OR REPLACE orders SET id = '{signed}' WHERE id = '{ready}'",
    (
        "UPDATE OR REPLACE orders SET rowid = (SELECT rowid FROM orders WHERE id = '{signed}') "
        "WHERE id = '{ready}'"
    ),
    (
        "UPDATE OR REPLACE orders SET journey_id = (SELECT journey_id FROM orders WHERE "
        "id = '{signed}') WHERE id = '{ready}'"
    ),
)
SIGNED_ON_POSTGRESQL = (
    "TRUNCATE orders CASCADE",
    "INSERT INTO orders SELECT * FROM orders ON CONFLICT (id) DO UPDATE SET deal = 'x'",
    (
        "MERGE INTO orders kept USING orders new ON kept.id = new.id "
        "WHEN MATCHED THEN UPDATE SET deal = 'x'"
    ),
)


def columns(table: str) -> dict[str, str]:
    """Return the columns and, for a row under another id, their values."""
    names = [column.name for column in db.metadata.tables[table].columns]
    renamed = ["id || 'x'" if name == "id" else name for name in names]
    return {"columns": ", ".join(names), "renamed": ", ".join(renamed)}


def tried(statements: Iterator[str], said: str) -> None:
    """Try each statement; the database refuses it for the reason given."""
    for statement in statements:
        with pytest.raises(DBAPIError, match=said):
            db.session.execute(text(statement))
        db.session.rollback()


def of_this_engine(
    both: tuple[str, ...], sqlite: tuple[str, ...], other: tuple[str, ...]
) -> list[str]:
    return [*both, *(sqlite if db.engine.dialect.name == "sqlite" else other)]


@pytest.mark.usefixtures("app")
def test_the_database_refuses_to_change_what_happened():
    order = a_signed_order()
    head = chain(order.id).head
    for table in KEPT:
        changes = of_this_engine(CHANGES, ON_SQLITE, ON_POSTGRESQL)
        named = {"table": table, **columns(table)}
        tried((one.format(**named) for one in changes), "is append-only|keeps what was signed")
    assert chain(order.id).head == head


@pytest.mark.usefixtures("app")
def test_the_database_refuses_to_change_what_was_signed():
    signed, ready = a_signed_order(), a_ready_order(email="other@example.fr")
    deal, buyer = signed.deal, dict(signed.buyer)
    changes = of_this_engine(SIGNED, SIGNED_ON_SQLITE, SIGNED_ON_POSTGRESQL)
    named = {"signed": signed.id, "ready": ready.id, **columns("orders")}
    tried((one.format(**named) for one in changes), "keeps what was signed|is append-only")
    now = db.session.get_one(Order, signed.id, populate_existing=True)
    assert (now.deal, now.buyer, now.number) == (deal, buyer, signed.number)


@pytest.mark.usefixtures("app")
def test_what_was_not_signed_may_change():
    ready = a_ready_order()
    for statement in (
        "UPDATE orders SET buyer = '{}'",
        "UPDATE orders SET state = 'expired', deal = 'x'",
    ):
        db.session.execute(text(statement))
    assert db.session.get_one(Order, ready.id, populate_existing=True).buyer == {}
