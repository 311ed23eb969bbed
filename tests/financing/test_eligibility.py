from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from financing import Answers, FinanceError, Thresholds, eligibility


CENTS = st.integers(0, 2_000_000)


def answers(**changes: object) -> Answers:
    values = {
        "income_cents": 3_000_00,
        "housing_cents": 600_00,
        "credits_cents": 0,
        "employment": "permanent",
        "monthly_cents": 300_00,
    }
    return Answers(**{**values, **changes})


def test_a_stable_income_with_room_is_favourable():
    found = eligibility(answers())
    assert (found.level, found.effort_percent) == ("favourable", Decimal("30.0"))
    assert (found.left_cents, found.max_monthly_cents) == (2_100_00, 390_00)
    assert "30,0\u202f%" in found.reasons[0]["fr"]


def test_too_great_an_effort_is_difficult_and_says_so():
    found = eligibility(answers(credits_cents=400_00))
    assert found.level == "difficult"
    assert "43.3%" in found.reasons[0]["en"]


def test_too_little_left_to_live_on_is_difficult():
    found = eligibility(answers(income_cents=1_100_00, housing_cents=200_00, monthly_cents=150_00))
    assert found.level == "difficult"
    assert "€750" in found.reasons[0]["en"]


def test_a_month_that_ends_below_nought_is_written_with_its_sign():
    found = eligibility(answers(income_cents=1_000_00, monthly_cents=550_50))
    assert found.left_cents == -150_50
    assert "\u2212\u202f150,50\u00a0€" in found.reasons[-1]["fr"]
    assert "-€150.50" in found.reasons[-1]["en"]


@pytest.mark.parametrize(
    "changes", [{"employment": "fixed_term"}, {"monthly_cents": 420_00}], ids=["work", "effort"]
)
def test_a_doubt_is_left_to_a_closer_look(changes: dict):
    assert eligibility(answers(**changes)).level == "to_study"


def test_no_income_is_explained_instead_of_divided_by():
    found = eligibility(answers(income_cents=0))
    assert (found.level, found.effort_percent) == ("difficult", None)


def test_a_market_may_bring_its_own_thresholds():
    strict = Thresholds(usual_effort_percent=Decimal(20), greatest_effort_percent=Decimal(25))
    assert eligibility(answers(), strict).level == "difficult"


@given(CENTS, CENTS, CENTS)
def test_the_payment_it_names_is_itself_within_the_usual_effort(income: int, home: int, other: int):
    given_ = answers(income_cents=income, housing_cents=home, credits_cents=other, monthly_cents=0)
    most = eligibility(given_).max_monthly_cents
    if most:
        again = answers(
            income_cents=income, housing_cents=home, credits_cents=other, monthly_cents=most
        )
        assert eligibility(again).level == "favourable"


@pytest.mark.parametrize(
    "changes",
    [{"income_cents": -1}, {"income_cents": 1.5}, {"credits_cents": None}, {"employment": "king"}],
)
def test_an_answer_that_is_none_is_refused(changes: dict):
    with pytest.raises(FinanceError):
        answers(**changes)
