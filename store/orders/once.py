"""Insert a row unless its unique key is taken, in one statement on both databases."""

from functools import cache
from typing import cast

from sqlalchemy import Executable, Table, inspect
from sqlalchemy.dialects import postgresql, sqlite

from store.database import Base
from store.extensions import db


def insert_once(model: type[Base], **values: object) -> bool:
    """Insert and return whether the row is new.

    `ON CONFLICT DO NOTHING` waits for a concurrent inserter of the same key, so that exactly one
    of many wins; a SELECT followed by an INSERT would let several through.
    """
    dialect = db.session.get_bind().dialect.name
    db.session.flush()  # the row may point to another that is not written yet
    return db.session.execute(_statement(model, dialect), values).first() is not None


@cache
def _statement(model: type[Base], dialect: str) -> Executable:
    """Return the statement of a table, which the values come to: made once."""
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    mapper = inspect(model)
    statement = insert(cast("Table", mapper.local_table)).on_conflict_do_nothing()
    return statement.returning(mapper.primary_key[0])
