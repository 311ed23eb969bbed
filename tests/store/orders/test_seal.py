from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property

import pytest
from flask import Flask
from pyhanko.sign.timestamps import TimeStamper
from sqlalchemy import select

import esign
from esign import Signer, TimestampSource
from store.extensions import db
from store.gateways.press import signature_typeface
from store.gateways.registry import Gateways
from store.gateways.trust import Trust
from store.models import OrderDocument, OutboxMessage
from store.orders.deliveries import HANDLERS
from store.orders.delivering import deliver_due
from store.orders.documents import latest_signed
from store.orders.events import chain
from store.orders.seal import seal
from tests.esign.dead_timestamps import DeadTimestamps
from tests.situations import MOMENT, an_accepted_order


LATER = MOMENT + timedelta(hours=1)


@dataclass
class Moody:
    """A timestamp authority that is dead for the first so many questions."""

    inner: TimestampSource
    dead_for: int

    def stamper(self, at: datetime) -> TimeStamper:
        self.dead_for -= 1
        return (DeadTimestamps() if self.dead_for >= 0 else self.inner).stamper(at)


class MoodyTrust(Trust):
    """The same keys before a moody authority."""

    @cached_property
    def signer(self) -> Signer:
        signer = self.authority.signer(signature_typeface())
        return replace(signer, timestamps=Moody(signer.timestamps, dead_for=3))


def kinds(order_id: str) -> list[str]:
    rows = db.session.query(OrderDocument.kind).filter_by(order_id=order_id)
    return sorted(kind for (kind,) in rows)


@pytest.mark.usefixtures("app")
def test_an_order_that_is_not_countersigned_is_not_sealed():
    order = an_accepted_order()
    assert seal(order.id, LATER) is False
    assert kinds(order.id) == ["draft", "signed"]


@pytest.mark.usefixtures("app")
def test_a_sealed_order_is_not_sealed_again(outside: Gateways):
    order = an_accepted_order()
    while deliver_due(HANDLERS, LATER):
        pass
    assert seal(order.id, LATER) is False
    assert kinds(order.id) == ["countersigned", "draft", "evidence", "sealed", "signed"]
    assert sum(":countersigned:" in one.key for one in outside.mail.sent) == 1


def test_a_dead_timestamp_authority_is_asked_again_and_never_replaced(
    app: Flask, outside: Gateways
):
    order = an_accepted_order()
    app.extensions["gateways"] = replace(outside, trust=MoodyTrust(outside.trust.load, test=True))
    deliver_due(HANDLERS, LATER)
    (job,) = db.session.scalars(select(OutboxMessage).where(OutboxMessage.kind == "countersign"))
    assert "TimestampError" in job.last_error
    assert kinds(order.id) == ["draft", "signed"]
    for minute in range(1, 8):
        deliver_due(HANDLERS, LATER + timedelta(minutes=minute))
    assert kinds(order.id) == ["countersigned", "draft", "evidence", "sealed", "signed"]
    pdf = outside.archive.get(latest_signed(order.id).name)
    assert esign.verify(pdf, chain(order.id), outside.trust.root).failures == ()
