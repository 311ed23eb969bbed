"""Who signs an order before the dealer, where it waits for each, and what each reads and makes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from esign import Role
from store.models import Order
from store.orders.lifecycle import ENDED, Act, State, WrongState


@dataclass(frozen=True, slots=True)
class Duty:
    """What one signatory does.

    Attributes:
        state: Where the order waits for this signature.
        act: The signature.
        reads: Kind of the document that is read and signed.
        makes: Kind of the document with this signature.
        purpose: What the one-time code is for.
    """

    state: State
    act: Act
    reads: str
    makes: str
    purpose: str


DUTIES: Mapping[Role, Duty] = {
    Role.BUYER: Duty(State.READY, Act.SIGN, "draft", "signed", "sign"),
    Role.CO_BUYER: Duty(State.CO_SIGNING, Act.CO_SIGN, "signed", "co_signed", "co_sign"),
}


@dataclass(frozen=True, slots=True)
class Signatory:
    """A person who signs, as the frozen order names them."""

    role: Role
    name: str
    email: str
    phone: str
    actor: str


def signatory(order: Order, role: Role) -> Signatory:
    """Return who signs an order in a role.

    Raises:
        KeyError: the order has no co-buyer.
    """
    who: Mapping[str, Any] = order.buyer
    if role is Role.CO_BUYER:
        who = order.buyer["co_buyer"]
        name = f"{who['first_name']} {who['last_name']}"
        return Signatory(role, name, who["email"], who["phone"], f"co_buyer:{order.id}")
    name = str(order.summary.get("buyer", ""))
    phone = str(who.get("phone") or "")
    return Signatory(role, name, order.account.email, phone, f"customer:{order.account_id}")


def has_co_buyer(order: Order) -> bool:
    """Say whether a second buyer signs."""
    return bool(order.buyer.get("co_buyer"))


def has_signed(order: Order, role: Role) -> bool:
    """Say whether a signature is behind the order.

    Raises:
        WrongState: the order has ended, or somebody else signs first.
    """
    duty, state = DUTIES[role], State(order.state)
    too_early = role is Role.CO_BUYER and (state == State.READY or not has_co_buyer(order))
    if state in ENDED or too_early:
        raise WrongState(state, duty.act)
    return state != duty.state
