"""Everything the store holds about a person, as plain data to take away: what the data map exports.

Regulation (EU) 2016/679, articles 15 and 20: a copy of the data, structured and machine-readable.
"""

import json
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from store.accounts.data_map import HOLDINGS, Holding
from store.accounts.rows_of_person import Person
from store.extensions import db
from store.models import Account


FORMAT = 2
JSON_TEXTS = frozenset({"deal", "statement"})  # canonical JSON kept as text


def portrait(account: Account, at: datetime) -> dict[str, Any]:
    """Return a person's data: "format", "made_at", and by table a list of rows, each by column."""
    person = Person(account.id, account.email)
    tables = {holding.table: _rows(holding, person) for holding in reversed(HOLDINGS)}
    return {"format": FORMAT, "made_at": at.isoformat(), **tables}


def _rows(holding: Holding, person: Person) -> list[dict[str, Any]]:
    wanted = select(holding.model).where(holding.rows(person))
    rows = db.session.scalars(wanted.order_by(*holding.model.__table__.primary_key)).unique()
    return [{name: _plain(name, row) for name in sorted(holding.exported.split())} for row in rows]


def _plain(name: str, row: object) -> object:
    value = getattr(row, name)
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return json.loads(value) if name in JSON_TEXTS and value else value
