import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from store.extensions import db
from store.orders.events import chain
from tests.situations import a_signed_order


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize("table", ["order_events", "order_documents"])
@pytest.mark.parametrize("change", ["UPDATE {} SET id = 'x'", "DELETE FROM {}"])
def test_the_database_refuses_to_change_what_happened(table: str, change: str):
    order = a_signed_order()
    head = chain(order.id).head
    with pytest.raises(DBAPIError, match=f"{table} is append-only"):
        db.session.execute(text(change.format(table)))
    db.session.rollback()
    assert chain(order.id).head == head
