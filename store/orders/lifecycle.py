"""The states of an order and what leads from one to the next. Pure: no database, no clock."""

from enum import StrEnum


class State(StrEnum):
    """Where an order stands."""

    READY = "ready"  # frozen, to be signed
    CO_SIGNING = "co_signing"  # the buyer has signed, the co-buyer is to sign
    SIGNED = "signed"  # by every buyer; the deposit is to be paid
    APPROVAL = "approval"  # an employee sale waits for a second person
    OFFERED = "offered"  # before a dealer, whose clock runs
    UNPLACED = "unplaced"  # paid, but before no dealer: the staff places it
    UNSECURED = "unsecured"  # the card hold ended: the customer puts the card again
    ACCEPTED = "accepted"
    DELIVERED = "delivered"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    DECLINED = "declined"  # the co-buyer does not sign
    REFUSED_TERMS = "refused_terms"  # the second person said no


class Act(StrEnum):
    """What may be done to an order."""

    SIGN = "sign"
    INVITE = "invite"  # the co-buyer gets a link of their own
    CO_SIGN = "co_sign"
    DECLINE = "decline"
    EXPIRE = "expire"
    HOLD = "hold"  # the deposit is held on the card
    LOSE_HOLD = "lose_hold"  # the bank let it go before a dealer took it
    SUBMIT = "submit"  # laid before a second person
    APPROVE = "approve"
    REJECT = "reject"
    OFFER = "offer"
    ACCEPT = "accept"
    REFUSE = "refuse"
    LAPSE = "lapse"  # the dealer kept silent
    PLACE = "place"
    DELIVER = "deliver"
    RESCHEDULE = "reschedule"
    WITHDRAW = "withdraw"
    CANCEL = "cancel"


NEXT: dict[tuple[State, Act], State] = {
    (State.READY, Act.SIGN): State.SIGNED,
    (State.READY, Act.EXPIRE): State.EXPIRED,
    (State.READY, Act.CANCEL): State.CANCELLED,
    (State.SIGNED, Act.INVITE): State.CO_SIGNING,
    (State.CO_SIGNING, Act.CO_SIGN): State.SIGNED,
    (State.CO_SIGNING, Act.DECLINE): State.DECLINED,
    (State.CO_SIGNING, Act.EXPIRE): State.EXPIRED,
    (State.CO_SIGNING, Act.CANCEL): State.CANCELLED,
    (State.CO_SIGNING, Act.WITHDRAW): State.WITHDRAWN,
    (State.SIGNED, Act.HOLD): State.UNPLACED,
    (State.SIGNED, Act.EXPIRE): State.EXPIRED,
    (State.SIGNED, Act.CANCEL): State.CANCELLED,
    (State.UNPLACED, Act.SUBMIT): State.APPROVAL,
    (State.UNPLACED, Act.OFFER): State.OFFERED,
    (State.UNPLACED, Act.PLACE): State.OFFERED,
    (State.UNPLACED, Act.CANCEL): State.CANCELLED,
    (State.APPROVAL, Act.APPROVE): State.UNPLACED,
    (State.APPROVAL, Act.REJECT): State.REFUSED_TERMS,
    (State.APPROVAL, Act.CANCEL): State.CANCELLED,
    (State.APPROVAL, Act.LOSE_HOLD): State.APPROVAL,  # the terms may be judged meanwhile
    (State.APPROVAL, Act.HOLD): State.APPROVAL,
    (State.UNPLACED, Act.LOSE_HOLD): State.UNSECURED,
    (State.OFFERED, Act.LOSE_HOLD): State.UNSECURED,
    (State.UNSECURED, Act.HOLD): State.UNPLACED,
    (State.UNSECURED, Act.EXPIRE): State.EXPIRED,
    (State.UNSECURED, Act.CANCEL): State.CANCELLED,
    (State.UNSECURED, Act.WITHDRAW): State.WITHDRAWN,
    (
        State.ACCEPTED,
        Act.LOSE_HOLD,
    ): State.ACCEPTED,  # the contract stands
    (State.ACCEPTED, Act.HOLD): State.ACCEPTED,
    (State.OFFERED, Act.ACCEPT): State.ACCEPTED,
    (State.OFFERED, Act.REFUSE): State.UNPLACED,
    (State.OFFERED, Act.LAPSE): State.UNPLACED,
    (State.OFFERED, Act.CANCEL): State.CANCELLED,
    (State.ACCEPTED, Act.RESCHEDULE): State.ACCEPTED,
    (State.ACCEPTED, Act.DELIVER): State.DELIVERED,
    (State.SIGNED, Act.WITHDRAW): State.WITHDRAWN,
    (State.APPROVAL, Act.WITHDRAW): State.WITHDRAWN,
    (State.OFFERED, Act.WITHDRAW): State.WITHDRAWN,
    (State.UNPLACED, Act.WITHDRAW): State.WITHDRAWN,
    (State.ACCEPTED, Act.WITHDRAW): State.WITHDRAWN,
    (State.DELIVERED, Act.WITHDRAW): State.WITHDRAWN,
}
START = State.READY
ENDED = frozenset(
    {State.WITHDRAWN, State.CANCELLED, State.EXPIRED, State.DECLINED, State.REFUSED_TERMS}
)
PAID = frozenset({State.APPROVAL, State.OFFERED, State.UNPLACED, State.ACCEPTED, State.DELIVERED})


class WrongState(RuntimeError):
    """The order no longer, or not yet, stands where this act is possible."""

    def __init__(self, state: State, act: Act) -> None:
        super().__init__(f"an order that is {state} cannot {act}")
        self.state = state
        self.act = act


def next_state(state: State, act: Act) -> State:
    """Return where an act leads.

    Raises:
        WrongState: the act is not possible in this state.
    """
    try:
        return NEXT[state, act]
    except KeyError:
        raise WrongState(state, act) from None


def may(state: State, act: Act) -> bool:
    """Say whether an act is possible, for showing or hiding its button."""
    return (state, act) in NEXT
