"""The co-buyer does not sign: the order ends, and the buyer, who has signed alone, is free."""

from collections.abc import Mapping
from datetime import datetime

from esign import Role
from store.extensions import transaction
from store.models import Order
from store.orders.codes import NOWHERE
from store.orders.events import advance, locked
from store.orders.lifecycle import Act, State, WrongState
from store.orders.signatories import has_signed, signatory
from store.orders.unwind import unwind


def decline(order_id: str, at: datetime, *, seen_from: Mapping[str, str] = NOWHERE) -> Order:
    """Decline for the co-buyer, whom a link has led here; a second click changes nothing.

    Raises:
        WrongState: they have signed already, or the order ended otherwise.
    """
    with transaction():
        order = locked(order_id)
        if order.state != State.DECLINED:
            if has_signed(order, Role.CO_BUYER):
                raise WrongState(State(order.state), Act.DECLINE)
            before, who = State(order.state), signatory(order, Role.CO_BUYER)
            data = {"role": who.role.value, **seen_from}
            advance(order, Act.DECLINE, who.actor, data, at)
            unwind(order, before, "declined", at, facts={"co_buyer": who.name})
        return order
