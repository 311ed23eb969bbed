"""The assembled application: what only shows when every part is there."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from store import clock
from store.extensions import db
from store.gateways.mailbox import Mailbox
from store.gateways.registry import gateways
from store.models import OutboxMessage
from store.orders.queue import deliver_all
from tests.situations import MOMENT, an_accepted_order


@pytest.mark.usefixtures("app")
def test_the_worker_delivers_everything_an_accepted_order_owes_outside_any_request():
    order = an_accepted_order()
    for minutes in (5, 60):  # a code lives ten
        with clock.stopped_at(MOMENT + timedelta(minutes=minutes)):
            deliver_all()
    failed = db.session.scalars(
        select(OutboxMessage).where(OutboxMessage.delivered_at.is_(None))
    ).all()
    assert [(row.key, row.last_error) for row in failed] == []
    mail = gateways().mail
    assert isinstance(mail, Mailbox)
    assert any(order.number in letter.text + letter.subject for letter in mail.letters())
