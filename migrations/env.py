"""How Alembic reaches the store's database; run by `flask db …` inside an application context."""

from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from flask import current_app
from sqlalchemy import JSON

from store.database import UtcDateTime


def render_item(kind: str, item: object, autogen: AutogenContext) -> str | Literal[False]:
    """Write the store's column types by their names."""
    if kind == "type" and isinstance(item, UtcDateTime):
        autogen.imports.add("from store.database import UtcDateTime")
        return "UtcDateTime()"
    if kind == "type" and isinstance(item, JSON):
        autogen.imports.add("from sqlalchemy.dialects.postgresql import JSONB")
        return 'sa.JSON().with_variant(JSONB(), "postgresql")'
    return False


db = current_app.extensions["migrate"].db

with db.engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=db.metadata,
        render_as_batch=True,
        compare_type=True,
        render_item=render_item,
    )
    with context.begin_transaction():
        context.run_migrations()
