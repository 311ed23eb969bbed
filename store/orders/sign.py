"""A buyer signs: the code is right, the PDF is sealed, and only then is the order signed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import update

import esign
from esign import Consent, Role
from store.extensions import db, transaction
from store.gateways.registry import gateways
from store.models import Journey, Order
from store.orders.codes import NOWHERE, errand_of, has_proved, use_code, verify_code
from store.orders.documents import Kept, attach, document, keep
from store.orders.events import SYSTEM, advance, locked
from store.orders.hand_over import after_deposit
from store.orders.hold import claim
from store.orders.invite import invite, thank
from store.orders.letters import write_customer
from store.orders.lifecycle import Act
from store.orders.part_exchange import offer_lapsed, told_of
from store.orders.refusals import NotFound, NotReviewed
from store.orders.signatories import DUTIES, has_co_buyer, has_signed, signatory


PAY_WITHIN = timedelta(days=7)
LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class _Sealed:
    kept: Kept
    read_sha256: str
    code_id: str
    data: dict[str, object]


def sign(
    order_id: str,
    code: str,
    consent: Consent,
    at: datetime,
    role: Role = Role.BUYER,
    *,
    proved: bool | None = None,
    seen_from: Mapping[str, str] = NOWHERE,
) -> Order:
    """Sign for a buyer; a second tab, double click or replay returns the signed order.

    The PDF is sealed and archived before the transaction, so that there is never a signed state
    without its PDF; a crash between the two leaves an order that can be signed again.

    Args:
        order_id: The order.
        code: The one-time code as typed.
        consent: The exact sentence and button, and how the person was recognised.
        at: Moment of consent.
        role: Who signs: the buyer, then the co-buyer.
        proved: Whether who signs has proved the signatory's e-mail address before, by signing in
            or by the link sent there; only then does a code by SMS sign. By default as for
            `send_code`.
        seen_from: Address, browser and session of the request, for the evidence.

    Raises:
        CodeRejected: the code is wrong, expired, exhausted, used or was never sent.
        NotReviewed: the offer for the present car has lapsed since it was reviewed.
        WrongState: the order has ended, or somebody else signs first.
        ArchiveError: the sealed PDF could not be kept; the order stays as it was.
        esign.EsignError: the seal or its timestamp could not be made; the order stays as it was.
    """
    found = db.session.get(Order, order_id, populate_existing=True)
    if found is None:
        raise NotFound("order", "there is none with this id")
    if has_signed(found, role):
        return found
    if role is Role.BUYER and offer_lapsed(found, at):
        raise NotReviewed("trade_in", "its offer has lapsed since it was reviewed")
    number, name = found.number, document(order_id, DUTIES[role].reads).name
    errand = errand_of(order_id, role)
    sure = has_proved(found, role) if proved is None else proved
    code_id = verify_code(errand, code, at, proved=sure)
    db.session.rollback()
    kept, data = _seal(number, name, role, consent, at)
    sealed = _Sealed(kept, errand.bound_to, code_id, {**data, **seen_from})
    return _commit(order_id, role, sealed, at)


def _seal(
    number: str, name: str, role: Role, consent: Consent, at: datetime
) -> tuple[Kept, dict[str, object]]:
    outside = gateways()
    pdf = esign.sign(outside.archive.get(name), role, outside.trust.signer, consent, at)
    kept = keep(outside.archive, number, DUTIES[role].makes, pdf)
    return kept, {
        "signature": esign.signature_record(pdf),
        "sentence": consent.sentence,
        "button": consent.button,
        "method": consent.method,
        "file_sha256": kept.sha256,
    }


def _commit(order_id: str, role: Role, sealed: _Sealed, at: datetime) -> Order:
    with transaction():
        order, duty = locked(order_id), DUTIES[role]
        if has_signed(order, role):
            return order
        if document(order_id, duty.reads).sha256 != sealed.read_sha256:
            raise NotFound(duty.reads, "it was replaced while it was being signed")
        attach(order, sealed.kept, at)
        use_code(sealed.code_id, at)
        advance(order, duty.act, signatory(order, role).actor, sealed.data, at)
        if role is Role.BUYER:
            _belongs(order, at)
        if order.stock_vehicle_id:
            held = claim(order.stock_vehicle_id, order.journey_id, at, at + PAY_WITHIN)
            held.holder = f"account:{order.account_id}"
        if role is Role.BUYER and has_co_buyer(order):
            write_customer(order, "signed", at, facts=_told(order), attach=(duty.makes,))
            invite(order, at)
        else:
            _agreed(order, role, at)
        return order


def _belongs(order: Order, at: datetime) -> None:
    """Give the account what its address has just signed: the journey, and the name of the buyer."""
    mine = {"account_id": order.account_id, "revision": Journey.revision + 1, "updated_at": at}
    db.session.execute(
        update(Journey)
        .where(Journey.id == order.journey_id)
        .values(mine)
        .execution_options(synchronize_session=False)
    )
    if not order.account.name:
        order.account.name = str(order.summary.get("buyer", ""))[:LONGEST_NAME]


def _next(order: Order) -> dict[str, str]:
    return {"co_buyer": signatory(order, Role.CO_BUYER).name}


def _told(order: Order) -> dict[str, object]:
    return {**_next(order), **told_of(order)}


def _agreed(order: Order, role: Role, at: datetime) -> None:
    """Go on when every buyer has signed: the deposit is next, or where there is none the dealer."""
    if role is Role.CO_BUYER:
        write_customer(order, "co_signed", at, facts=_next(order), attach=("co_signed",))
        thank(order, at)
    else:
        write_customer(order, "signed", at, facts=told_of(order), attach=("signed",))
    if order.deposit_cents == 0:
        advance(order, Act.HOLD, SYSTEM, {"amount_cents": 0}, at)
        after_deposit(order, at)
