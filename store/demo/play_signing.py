"""The signatures of a played purchase: the buyer's, and where two buy together the other's."""

from datetime import timedelta

from sqlalchemy import select

from esign import Consent, Role
from store import clock
from store.demo.play_journey import Play
from store.extensions import db
from store.markets import market
from store.models import Order, OutboxMessage
from store.orders.codes import send_code
from store.orders.sign import sign
from store.orders.signatories import signatory


CODE_AFTER = {Role.BUYER: timedelta(minutes=2), Role.CO_BUYER: timedelta(minutes=3)}


def play_signature(one: Play, order_id: str, role: Role = Role.BUYER) -> Order:
    """Ask for a code, read it from the letter that is owed, and sign with it."""
    sent_to = send_code(order_id, one.at + CODE_AFTER[role], role)
    row = db.session.scalars(
        select(OutboxMessage)
        .where(OutboxMessage.order_id == order_id, OutboxMessage.key.startswith("mail:code:"))
        .order_by(OutboxMessage.created_at.desc())
    ).first()
    if row is None:
        raise LookupError("no code was sent")
    consent = Consent(
        name=signatory(db.session.get_one(Order, order_id), role).name,
        sentence=law("order_sentence", one),
        button=law("order_button", one),
        method=f"code envoyé à {sent_to}",
    )
    return sign(order_id, row.payload["secrets"]["code"], consent, clock.now(), role)


def law(key: str, one: Play) -> str:
    """Return a legal text of the buyer's day."""
    return market("FR").legal(key, "fr", one.on).text
