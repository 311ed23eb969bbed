"""Laying a paid order before a dealer, whose clock then runs."""

from datetime import datetime

from sqlalchemy import select

from store.extensions import db
from store.markets import business_deadline, market
from store.models import Dealer, DealerOffer, Order, Payment
from store.orders.answers import LET_GO, pause_offer
from store.orders.deposits import held_payment, payments_of
from store.orders.documents import latest_signed
from store.orders.events import SYSTEM, advance
from store.orders.letters import tell_system, write_customer, write_dealer
from store.orders.lifecycle import Act, State, may
from store.orders.placing import next_dealer


FOUR_EYES = frozenset({"employee", "beneficiary"})


def after_deposit(order: Order, at: datetime) -> None:
    """Take a paid order further: an employee sale to a second person, any other to the dealer."""
    if order.terms in FOUR_EYES:
        advance(order, Act.SUBMIT, SYSTEM, {"terms": order.terms}, at)
        write_customer(order, "approval", at)
    else:
        hand_to_chosen(order, at)


def hand_to_chosen(order: Order, at: datetime) -> None:
    """Offer the order to the dealer the customer chose, or the next if that one has closed."""
    if order.dealer.closed_at is None:
        offer(order, order.dealer, at)
        facts = dealer_facts(order.dealer)
        write_customer(order, "offered", at, suffix=f":{order.dealer_id}", facts=facts)
    else:
        redirect(order, at)


def lose_hold(order: Order, payment: Payment, at: datetime) -> None:
    """Stop an order whose hold is gone, and ask the customer for the card again.

    A dealer's clock waits: its offer is closed and opened anew with the next hold. An order that
    has ended, or whose deposit another payment holds, loses nothing.
    """
    before = State(order.state)
    if held_payment(order.id) is not None or not may(before, Act.LOSE_HOLD):
        return
    advance(order, Act.LOSE_HOLD, SYSTEM, {"payment": payment.id}, at)
    _ask_for_card(order, payment, at)
    if before in {State.OFFERED, State.ACCEPTED}:
        pause_offer(order, at)
        suffix = f":{payment.id}"
        write_dealer(order, order.dealer, "dealer_hold_lost", at, suffix=suffix)
        tell_system(order, order.dealer, "order.deposit_lost", at)


def stop(order: Order, at: datetime) -> None:
    """Let an order wait for its card whose terms are approved and whose hold ended meanwhile."""
    lost = [one for one in payments_of(order.id) if one.state in {"authorised", "released"}][-1]
    advance(order, Act.LOSE_HOLD, SYSTEM, {"payment": lost.id}, at)
    _ask_for_card(order, lost, at)


def _ask_for_card(order: Order, payment: Payment, at: datetime) -> None:
    """Owe the letter that asks for the card again, once for each hold that was lost."""
    facts = {"amount_cents": payment.amount_cents, "accepted": order.state == State.ACCEPTED}
    write_customer(order, "hold_lost", at, suffix=f":{payment.id}", facts=facts)


def resume(order: Order, at: datetime) -> None:
    """Take an order further whose deposit is held again: to its dealer, or where it stood."""
    asked = db.session.scalar(
        select(DealerOffer).filter_by(order_id=order.id, dealer_id=order.dealer_id)
    )
    if order.terms in FOUR_EYES and order.approved_at is None:
        after_deposit(order, at)
    elif asked is not None and asked.answer in LET_GO:
        redirect(order, at)
    else:
        hand_to_chosen(order, at)


def redirect(order: Order, at: datetime) -> None:
    """Offer the order to the next dealer and tell the customer; without one the staff places it."""
    dealer = next_dealer(order)
    if dealer is None:
        write_customer(order, "unplaced", at, suffix=f":{len(order.offers)}")
    else:
        offer(order, dealer, at)
        facts = dealer_facts(dealer)
        write_customer(order, "redirected", at, suffix=f":{dealer.id}", facts=facts)


def offer(
    order: Order, dealer: Dealer, at: datetime, *, act: Act = Act.OFFER, actor: str = SYSTEM
) -> None:
    """Lay the order before a dealer, inside the caller's transaction, and start its clock.

    Raises:
        WrongState: the order is not without a dealer.
    """
    deadline = deadline_for(order, at)
    order.dealer = dealer
    row = db.session.scalar(select(DealerOffer).filter_by(order_id=order.id, dealer_id=dealer.id))
    if row is None:
        row = DealerOffer(order_id=order.id, dealer_id=dealer.id)
        db.session.add(row)
    row.offered_at, row.deadline_at = at, deadline
    row.answered_at, row.answer, row.reason = None, None, ""
    advance(order, act, actor, {"dealer": dealer.key, "deadline": deadline.isoformat()}, at)
    write_dealer(
        order,
        dealer,
        "dealer_new",
        at,
        suffix=f":{at.timestamp():.6f}",
        facts={"deadline": deadline.isoformat()},
        attach=(latest_signed(order.id).kind,),
    )
    tell_system(order, dealer, "order.offered", at)


def deadline_for(order: Order, at: datetime) -> datetime:
    """Return when a dealer's two business hours end."""
    country = market(order.market)
    return business_deadline(at, country.dealer_clock_minutes, country.opening())


def dealer_facts(dealer: Dealer) -> dict[str, str]:
    """Return what a letter says of a dealer."""
    return {"dealer": dealer.name, "phone": dealer.phone, "commune": dealer.commune}
