"""Somebody with power over the database, who changes what happened."""

from sqlalchemy import text

from store.extensions import db, transaction
from store.models import OrderEvent


LIFT = {
    "postgresql": "ALTER TABLE order_events DISABLE TRIGGER USER",
    "sqlite": "DROP TRIGGER order_events_no_update",
}


def forge_event(order_id: str, kind: str, **data: str) -> None:
    """Lift the database's protection, for good, and write other data into an event."""
    with transaction():
        db.session.execute(text(LIFT[db.engine.dialect.name]))
        event = db.session.query(OrderEvent).filter_by(order_id=order_id, kind=kind).one()
        event.data = {**event.data, **data}
