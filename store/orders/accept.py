"""A dealer accepts an order: the deposit is taken and the dealer's signature added."""

from dataclasses import asdict
from datetime import datetime

from esign import Consent
from store.extensions import transaction
from store.models import Order
from store.orders.answers import take_offer
from store.orders.deposits import owe_capture, secured
from store.orders.events import advance, locked_for_dealer
from store.orders.letters import tell_system, write_customer
from store.orders.lifecycle import Act, State
from store.orders.outbox import owe
from store.orders.refusals import DepositMissing


ANSWERABLE = frozenset({State.OFFERED, State.UNSECURED})


def accept(order_id: str, dealer_id: str, account_id: str, consent: Consent, at: datetime) -> Order:
    """Accept for a dealer; a second click or tab of the same dealer changes nothing.

    A late answer counts until the silent dealer's order has really moved on.

    Args:
        order_id: The order.
        dealer_id: The dealer who accepts.
        account_id: Who clicked, for the events.
        consent: What was agreed, in the dealer's own words and button; signed into the PDF.
        at: This moment.

    Raises:
        NotFound: the order is not before this dealer.
        DepositMissing: nothing is held for it any more; the customer is asked for the card.
        WrongState: it was withdrawn, cancelled or delivered meanwhile.
    """
    with transaction():
        order = locked_for_dealer(order_id, dealer_id)
        if order.state in ANSWERABLE and not secured(order, at):
            raise DepositMissing("deposit", "nothing is held for this order")
        if order.state != State.ACCEPTED:
            _accept(order, account_id, consent, at)
    return order


def _accept(order: Order, account_id: str, consent: Consent, at: datetime) -> None:
    advance(order, Act.ACCEPT, f"dealer:{account_id}", {"dealer": order.dealer.key}, at)
    take_offer(order, "accepted", "", at)
    owe_capture(order, at)
    owe("countersign", f"countersign:{order.id}", {"consent": asdict(consent)}, order.id, at)
    facts = {"dealer": order.dealer.name, "phone": order.dealer.phone}
    write_customer(order, "accepted", at, facts=facts)
    tell_system(order, order.dealer, "order.accepted", at)
