"""Insert a row unless its unique key is taken, in one statement on both databases."""

from sqlalchemy import inspect
from sqlalchemy.dialects import postgresql, sqlite

from store.database import Base
from store.extensions import db


def insert_once(model: type[Base], **values: object) -> bool:
    """Insert and return whether the row is new.

    `ON CONFLICT DO NOTHING` waits for a concurrent inserter of the same key, so that exactly one
    of many wins; a SELECT followed by an INSERT would let several through.
    """
    dialect = db.session.get_bind().dialect.name
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    key = inspect(model).primary_key[0]
    statement = insert(model).values(**values).on_conflict_do_nothing().returning(key)
    return db.session.scalar(statement) is not None
