"""What ends with an order: the deposit goes back, the car is free, whoever worked on it hears."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from store.models import Order
from store.orders.answers import close_offer, waits_at_dealer
from store.orders.deposits import deposit_fact, owe_return
from store.orders.evidence import ENDED, owe_evidence
from store.orders.hold import give_up
from store.orders.invite import tell_co_buyer
from store.orders.letters import tell_system, write_customer, write_dealer
from store.orders.lifecycle import State


DEALT_WITH = frozenset({State.OFFERED, State.ACCEPTED, State.DELIVERED})


def unwind(
    order: Order,
    before: State,
    ending: str,
    at: datetime,
    *,
    facts: Mapping[str, Any] | None = None,
) -> None:
    """Undo what an order holds, inside the caller's transaction.

    Args:
        order: The order, in its final state.
        before: The state it ended from.
        ending: cancelled, withdrawn, declined or expired: the letter and the event's name.
        at: This moment.
        facts: What the customer's letter says besides.
    """
    deposit = deposit_fact(order, at).standing
    owe_return(order, at)
    if order.stock_vehicle_id and before != State.DELIVERED:
        give_up(order.stock_vehicle_id, order.journey_id, at)
    write_customer(order, ending, at, facts={"deposit": deposit, **(facts or {})})
    tell_co_buyer(order, "co_ended", at)
    owe_evidence(order, ENDED, at)
    if before in DEALT_WITH or (before is State.UNSECURED and waits_at_dealer(order)):
        close_offer(order, at)
        write_dealer(order, order.dealer, f"dealer_{ending}", at)
        tell_system(order, order.dealer, f"order.{ending}", at)
