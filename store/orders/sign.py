"""The buyer signs: the code is right, the PDF is sealed, and only then is the order signed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import esign
from esign import Consent, Role
from store.extensions import db, transaction
from store.gateways.registry import gateways
from store.models import Order
from store.orders.codes import use_code, verify_code
from store.orders.documents import Kept, attach, document, keep
from store.orders.events import advance, locked
from store.orders.hand_over import after_deposit
from store.orders.hold import claim
from store.orders.letters import write_customer
from store.orders.lifecycle import ENDED, Act, State, WrongState
from store.orders.refusals import NotFound


PAY_WITHIN = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class _Sealed:
    kept: Kept
    draft_sha256: str
    data: dict[str, object]


def sign(order_id: str, code: str, consent: Consent, at: datetime) -> Order:
    """Sign for the buyer; a second tab, double click or replay returns the signed order.

    The PDF is sealed and archived before the transaction, so that there is never a signed state
    without its PDF; a crash between the two leaves an order that can be signed again.

    Args:
        order_id: The order.
        code: The one-time code as typed.
        consent: The exact sentence and button, and how the buyer was recognised.
        at: Moment of consent.

    Raises:
        CodeRejected: the code is wrong, expired, exhausted, used or was never sent.
        WrongState: the order has ended.
        ArchiveError: the sealed PDF could not be kept; the order stays ready.
        esign.EsignError: the seal or its timestamp could not be made; the order stays ready.
    """
    found = db.session.get(Order, order_id, populate_existing=True)
    if found is None:
        raise NotFound("order", "there is none with this id")
    if _behind(found):
        return found
    number, draft = found.number, document(order_id, "draft")
    name, draft_sha256 = draft.name, draft.sha256
    code_id = verify_code(order_id, code, draft_sha256, at)
    db.session.rollback()
    sealed = _seal(number, name, draft_sha256, consent, at)
    return _commit(order_id, sealed, code_id, at)


def _behind(order: Order) -> bool:
    """Say whether the order is signed already; refuse one that has ended."""
    if order.state in ENDED:
        raise WrongState(State(order.state), Act.SIGN)
    return order.state != State.READY


def _seal(number: str, name: str, draft_sha256: str, consent: Consent, at: datetime) -> _Sealed:
    outside = gateways()
    pdf = esign.sign(outside.archive.get(name), Role.BUYER, outside.trust.signer, consent, at)
    kept = keep(outside.archive, number, "signed", pdf)
    data: dict[str, object] = {
        "signature": esign.signature_record(pdf),
        "sentence": consent.sentence,
        "button": consent.button,
        "method": consent.method,
        "file_sha256": kept.sha256,
    }
    return _Sealed(kept, draft_sha256, data)


def _commit(order_id: str, sealed: _Sealed, code_id: str, at: datetime) -> Order:
    with transaction():
        order = locked(order_id)
        if _behind(order):
            return order
        if document(order_id, "draft").sha256 != sealed.draft_sha256:
            raise NotFound("draft", "it was replaced while it was being signed")
        attach(order, sealed.kept, at)
        use_code(code_id, at)
        advance(order, Act.SIGN, f"customer:{order.account_id}", sealed.data, at)
        write_customer(order, "signed", at, attach=("signed",))
        if order.stock_vehicle_id:
            claim(order.stock_vehicle_id, order.journey_id, at, at + PAY_WITHIN)
        if order.deposit_cents == 0:
            advance(order, Act.HOLD, "system", {"amount_cents": 0}, at)
            after_deposit(order, at)
        return order
