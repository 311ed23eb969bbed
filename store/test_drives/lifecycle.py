"""The life of a test drive: a table and nothing else."""

from enum import StrEnum


class Stage(StrEnum):
    """Where a test drive stands."""

    ASKED = "asked"
    PROPOSED = "proposed"  # the dealer named another moment; the customer answers
    AGREED = "agreed"
    DECLINED = "declined"
    CANCELLED = "cancelled"


class Act(StrEnum):
    """What the dealer (accept, propose, decline) and the customer (agree, cancel) may do."""

    ACCEPT = "accept"
    PROPOSE = "propose"
    DECLINE = "decline"
    AGREE = "agree"
    CANCEL = "cancel"


NEXT: dict[tuple[Stage, Act], Stage] = {
    (Stage.ASKED, Act.ACCEPT): Stage.AGREED,
    (Stage.ASKED, Act.PROPOSE): Stage.PROPOSED,
    (Stage.ASKED, Act.DECLINE): Stage.DECLINED,
    (Stage.ASKED, Act.CANCEL): Stage.CANCELLED,
    (Stage.PROPOSED, Act.PROPOSE): Stage.PROPOSED,
    (Stage.PROPOSED, Act.DECLINE): Stage.DECLINED,
    (Stage.PROPOSED, Act.AGREE): Stage.AGREED,
    (Stage.PROPOSED, Act.CANCEL): Stage.CANCELLED,
    (Stage.AGREED, Act.PROPOSE): Stage.PROPOSED,
    (Stage.AGREED, Act.DECLINE): Stage.DECLINED,
    (Stage.AGREED, Act.CANCEL): Stage.CANCELLED,
}
OPEN = frozenset({Stage.ASKED, Stage.PROPOSED, Stage.AGREED})


def may(stage: str, act: Act) -> bool:
    """Tell whether an act is possible now."""
    return (Stage(stage), act) in NEXT
