"""A trade-in goes from a figure to the money by the table alone."""

import pytest

from tradein import Stage, Step, WrongStageError, advance
from tradein.guarantee import ENDED, NEXT, START


def test_every_stage_is_reached_and_every_step_is_used() -> None:
    reached = {START}
    while more := {to for (stage, _step), to in NEXT.items() if stage in reached} - reached:
        reached |= more
    assert reached == set(Stage)
    assert {step for _stage, step in NEXT} == set(Step)


def test_only_the_ends_lead_nowhere() -> None:
    assert {stage for stage in Stage if not any(at == stage for at, _step in NEXT)} == ENDED


def test_a_true_description_is_paid() -> None:
    stage = START
    for step in (Step.MAKE_FIRM, Step.INSPECT, Step.CONFIRM, Step.SETTLE):
        stage = advance(stage, step)
    assert stage == Stage.SETTLED


@pytest.mark.parametrize("choice", [Step.ACCEPT, Step.WITHDRAW, Step.CANCEL])
def test_before_another_offer_the_customer_decides(choice: Step) -> None:
    assert advance(Stage.REOFFERED, choice) in {
        Stage.CONFIRMED,
        Stage.WITHDRAWN,
        Stage.CANCELLED,
    }


def test_nothing_is_paid_before_the_customer_decided() -> None:
    for stage in (Stage.ESTIMATE, Stage.FIRM, Stage.INSPECTED, Stage.REOFFERED):
        with pytest.raises(WrongStageError) as caught:
            advance(stage, Step.SETTLE)
        assert caught.value.code == stage
