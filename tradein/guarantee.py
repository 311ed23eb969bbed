"""The life of a trade-in offer, from a first figure to the money: a table and nothing else."""

from enum import StrEnum

from tradein.errors import TradeInError


class Stage(StrEnum):
    """Where a trade-in stands."""

    ESTIMATE = "estimate"  # a figure; a person must look, or the state is not declared
    FIRM = "firm"  # photographed in its days; it binds if the declared state is true
    INSPECTED = "inspected"  # the dealer has seen the car
    CONFIRMED = "confirmed"  # at the amount that is to be paid
    REOFFERED = "reoffered"  # another amount, each line with its picture; the customer decides
    SETTLED = "settled"  # paid with the new car
    WITHDRAWN = "withdrawn"  # the customer keeps the car; the order goes on without it
    CANCELLED = "cancelled"  # the order ended


class Step(StrEnum):
    """What may happen to a trade-in."""

    MAKE_FIRM = "make_firm"
    LAPSE = "lapse"  # its days or kilometres are over
    INSPECT = "inspect"
    CONFIRM = "confirm"
    REOFFER = "reoffer"
    ACCEPT = "accept"  # the other amount
    WITHDRAW = "withdraw"
    CANCEL = "cancel"
    SETTLE = "settle"


NEXT: dict[tuple[Stage, Step], Stage] = {
    (Stage.ESTIMATE, Step.MAKE_FIRM): Stage.FIRM,
    (Stage.ESTIMATE, Step.INSPECT): Stage.INSPECTED,
    (Stage.ESTIMATE, Step.WITHDRAW): Stage.WITHDRAWN,
    (Stage.ESTIMATE, Step.CANCEL): Stage.CANCELLED,
    (Stage.FIRM, Step.LAPSE): Stage.ESTIMATE,
    (Stage.FIRM, Step.INSPECT): Stage.INSPECTED,
    (Stage.FIRM, Step.WITHDRAW): Stage.WITHDRAWN,
    (Stage.FIRM, Step.CANCEL): Stage.CANCELLED,
    (Stage.INSPECTED, Step.CONFIRM): Stage.CONFIRMED,
    (Stage.INSPECTED, Step.REOFFER): Stage.REOFFERED,
    (Stage.INSPECTED, Step.CANCEL): Stage.CANCELLED,
    (Stage.REOFFERED, Step.ACCEPT): Stage.CONFIRMED,
    (Stage.REOFFERED, Step.WITHDRAW): Stage.WITHDRAWN,
    (Stage.REOFFERED, Step.CANCEL): Stage.CANCELLED,
    (Stage.CONFIRMED, Step.SETTLE): Stage.SETTLED,
    (Stage.CONFIRMED, Step.WITHDRAW): Stage.WITHDRAWN,
    (Stage.CONFIRMED, Step.CANCEL): Stage.CANCELLED,
}
START = Stage.ESTIMATE
ENDED = frozenset({Stage.SETTLED, Stage.WITHDRAWN, Stage.CANCELLED})


class WrongStageError(TradeInError):
    """The trade-in no longer, or not yet, stands where this step is possible."""


def advance(stage: Stage, step: Step) -> Stage:
    """Where a step leads.

    Raises:
        WrongStageError: At "trade_in", the stage as its code.
    """
    found = NEXT.get((stage, step))
    if found is None:
        raise WrongStageError("trade_in", stage, f"that is {stage} cannot {step}")
    return found
