"""The deposit's card page, and the provider's webhooks."""

from dataclasses import dataclass
from datetime import datetime

from store.database import new_id
from store.extensions import db, transaction
from store.gateways.payments import DepositRequest, ProviderEvent
from store.gateways.registry import gateways
from store.markets import market
from store.models import Order, Payment, PaymentEvent
from store.orders.deposits import awaits_card, find_payment, payment_of, payments_of
from store.orders.events import locked, record
from store.orders.lifecycle import Act, State, WrongState
from store.orders.once import insert_once
from store.orders.refusals import NotFound
from store.orders.settle import settle


DONE_FOR = frozenset({"failed", "expired"})


@dataclass(frozen=True, kw_only=True)
class Urls:
    """Where the card page sends the customer back to, and what it calls the purchase.

    `mandate` is the sentence by which the customer lets the hold be renewed with the same card.
    """

    success: str
    cancel: str
    description: str
    mandate: str = ""


def open_deposit(order_id: str, urls: Urls, at: datetime) -> Payment:
    """Return the open card page of an order that awaits a card, making one where there is none.

    The idempotency key is the order and its attempt: two tabs, or a retry after a lost answer,
    get the same page.

    Raises:
        WrongState: the order is not waiting for its deposit, nor for its renewal.
        PaymentError: the provider does not answer.
    """
    order = _to_pay(order_id, at)
    attempts = payments_of(order_id)
    if attempts and attempts[-1].state == "open":
        settled = settle(attempts[-1].checkout_id, at)
        if settled.state not in DONE_FOR:
            return settled
        order = _to_pay(order_id, at)
    request = _request(order, len(attempts) + 1, urls)
    provider = gateways().payments
    db.session.rollback()
    checkout = provider.open_checkout(request)
    with transaction():
        fresh = insert_once(
            Payment,
            id=new_id(),
            order_id=order_id,
            provider=provider.name,
            checkout_id=checkout.id,
            checkout_url=checkout.url,
            amount_cents=request.amount_cents,
            currency=request.currency,
            state="open",
            failure="",
            created_at=at,
            updated_at=at,
        )
        if fresh:
            _note_mandate(order_id, urls.mandate, at)
        return payment_of(checkout.id)


def _note_mandate(order_id: str, sentence: str, at: datetime) -> None:
    """Record which sentence stood beside the button that led to the card page."""
    order = locked(order_id)
    record(order, "open_card_page", f"customer:{order.account_id}", {"mandate": sentence}, at)


def receive(event: ProviderEvent, at: datetime) -> bool:
    """Store a verified webhook once and settle what it speaks of.

    A repeat settles again: the first delivery may have died in between. Nothing of the event but
    the checkout's id is believed.

    Returns:
        Whether it concerns a deposit of this store.
    """
    with transaction():
        insert_once(
            PaymentEvent,
            event_id=event.event_id,
            kind=event.kind,
            received_at=at,
            payload=dict(event.payload),
        )
    provider = gateways().payments
    checkout_id = event.checkout_id
    if checkout_id is None and event.intent_id is not None:
        checkout_id = provider.find(event.intent_id)
    if checkout_id is None or find_payment(checkout_id) is None:
        return False
    settle(checkout_id, at)
    return True


def _to_pay(order_id: str, at: datetime) -> Order:
    order = db.session.get(Order, order_id, populate_existing=True)
    if order is None:
        raise NotFound("order", "there is none with this id")
    if not awaits_card(order, at):
        raise WrongState(State(order.state), Act.HOLD)
    return order


def _request(order: Order, attempt: int, urls: Urls) -> DepositRequest:
    return DepositRequest(
        key=f"deposit:{order.id}:{attempt}",
        order_number=order.number,
        amount_cents=order.deposit_cents,
        currency=market(order.market).currency,
        email=order.account.email,
        description=urls.description,
        success_url=urls.success,
        cancel_url=urls.cancel,
        locale=order.account.locale,
    )
