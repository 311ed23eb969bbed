"""The signatures of a played purchase: the buyer's, and where two buy together the other's."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from sqlalchemy import event, select
from sqlalchemy.orm import Session

from esign import Consent, Role
from store import clock
from store.demo.play_journey import Play
from store.extensions import db
from store.markets import market
from store.models import Order, OutboxMessage
from store.orders.codes import send_code
from store.orders.outbox import SECRETS
from store.orders.sign import sign
from store.orders.signatories import signatory


CODE_AFTER = {Role.BUYER: timedelta(minutes=2), Role.CO_BUYER: timedelta(minutes=3)}


def play_signature(one: Play, order_id: str, role: Role = Role.BUYER) -> Order:
    """Ask for a code, note it as it is owed, and sign with it."""
    with _noted_codes(order_id) as codes:
        sent_to = send_code(order_id, one.at + CODE_AFTER[role], role)
    if not codes:
        raise LookupError("no code was sent")
    consent = Consent(
        name=signatory(db.session.get_one(Order, order_id), role).name,
        sentence=law("order_sentence", one),
        button=law("order_button", one),
        method=f"code envoyé à {sent_to}",
    )
    return sign(order_id, codes[-1], consent, clock.now(), role)


@contextmanager
def _noted_codes(order_id: str) -> Iterator[list[str]]:
    """Note an order's codes in the transactions that owe them.

    A worker that runs beside delivers a letter at once, and its code is forgotten.
    """
    codes: list[str] = []
    owed = select(OutboxMessage.payload).where(
        OutboxMessage.order_id == order_id, OutboxMessage.key.startswith("mail:code:")
    )

    def note(session: Session) -> None:
        for payload in session.scalars(owed.order_by(OutboxMessage.created_at)):
            codes.extend([payload[SECRETS]["code"]] if SECRETS in payload else [])

    event.listen(db.session, "before_commit", note)
    try:
        yield codes
    finally:
        event.remove(db.session, "before_commit", note)


def law(key: str, one: Play) -> str:
    """Return a legal text of the buyer's day."""
    return market("FR").legal(key, "fr", one.on).text
