"""At handover the dealer judges by the same rules; what differs is shown line by line."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings, strategies as st

from tests.tradein.cars import CAR, TODAY
from tests.tradein.test_value import STATES
from tradein import (
    Condition,
    Damage,
    Declared,
    Found,
    InvalidFactsError,
    Rules,
    Valuation,
    ValuationModel,
    Verdict,
    recheck,
)


Judge = Callable[..., Verdict]
DENT = Damage(zone="roof", kind="dent", severity=3)
PICTURES = {f"{code}": f"{code}.jpg" for code in ("tyres", "keys", "service", "accident", "owners")}


@pytest.fixture(scope="session")
def promise(appraise: Callable[..., Valuation]) -> Declared:
    return Declared(facts=CAR, condition=Condition(), offer=appraise(), on=TODAY)


@pytest.fixture(scope="session")
def judge(promise: Declared, model: ValuationModel, rules: Rules) -> Judge:
    """Recheck the usual car, found as declared but for the changes."""

    def of(**changes: object) -> Verdict:
        seen = Found(on=TODAY, km=CAR.km, condition=Condition(), pictures={})
        return recheck(promise, replace(seen, **changes), model, rules)

    return of


def test_a_car_as_declared_is_confirmed(judge: Judge, promise: Declared) -> None:
    verdict = judge(on=TODAY + timedelta(days=7), km=CAR.km + 1000)
    assert (verdict.outcome, verdict.gross_cents) == ("confirmed", promise.offer.gross_cents)


def test_a_small_difference_changes_nothing(judge: Judge, promise: Declared) -> None:
    verdict = judge(condition=Condition(keys=1))
    assert (verdict.outcome, verdict.gross_cents) == ("confirmed", promise.offer.gross_cents)


def test_a_large_one_is_offered_again_line_by_line(judge: Judge, promise: Declared) -> None:
    code = "damage.roof.dent.3"
    verdict = judge(condition=Condition(damages=(DENT,)), pictures={code: "roof.jpg"})
    assert verdict.outcome == "reoffered"
    assert sum(line.cents for line in verdict.lines) == (
        verdict.gross_cents - promise.offer.gross_cents
    )
    (line,) = [line for line in verdict.lines if line.code == code]
    assert line.cents < 0
    assert line.picture == "roof.jpg"


def test_no_line_takes_off_without_its_picture(judge: Judge) -> None:
    with pytest.raises(InvalidFactsError) as caught:
        judge(condition=Condition(damages=(DENT,)))
    assert caught.value.place == "pictures.damage.roof.dent.3"


def test_a_better_car_than_declared_is_offered_more(
    model: ValuationModel, rules: Rules, appraise: Callable[..., Valuation]
) -> None:
    worn = Condition(tyres="replace", damages=(DENT,))
    promise = Declared(facts=CAR, condition=worn, offer=appraise(worn), on=TODAY)
    seen = Found(on=TODAY, km=CAR.km, condition=Condition(), pictures={})
    verdict = recheck(promise, seen, model, rules)
    assert verdict.outcome == "reoffered"
    assert verdict.gross_cents > promise.offer.gross_cents


def test_far_more_km_are_priced(judge: Judge, promise: Declared) -> None:
    verdict = judge(km=CAR.km + 20_000, pictures={"km": "odometer.jpg"})
    assert verdict.outcome == "reoffered"
    assert verdict.gross_cents < promise.offer.gross_cents


def test_a_structural_accident_is_for_a_person(judge: Judge, promise: Declared) -> None:
    verdict = judge(condition=Condition(accident="structural"))
    assert verdict.outcome == "referred"
    assert [reason.code for reason in verdict.reasons] == ["structural_accident"]
    assert verdict.gross_cents == promise.offer.gross_cents


def test_other_rules_may_not_judge(promise: Declared, model: ValuationModel, rules: Rules) -> None:
    seen = Found(on=TODAY, km=CAR.km, condition=Condition(), pictures={})
    with pytest.raises(InvalidFactsError) as caught:
        recheck(promise, seen, model, replace(rules, rules_id="other"))
    assert caught.value.code == "other-rules"


class Everything(dict[str, str]):
    """A picture of whatever is asked for."""

    def get(self, key: str, default: object = None) -> str:
        return f"{key}.jpg{default or ''}"


@settings(max_examples=40)
@given(state=STATES, more=st.integers(0, 60_000))
def test_the_lines_sum_to_the_change_to_the_cent(
    judge: Judge, promise: Declared, state: Condition, more: int
) -> None:
    verdict = judge(condition=state, km=CAR.km + more, pictures=Everything())
    change = verdict.gross_cents - promise.offer.gross_cents
    assert sum(line.cents for line in verdict.lines) == change
    assert (change != 0) == (verdict.outcome == "reoffered")
