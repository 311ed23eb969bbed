from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

from financing import BadPlan, Plan, amortise, level_instalment, round_cents


RATES = st.integers(0, 1_200).map(lambda points: Decimal(points) / 100)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    principal = draw(st.integers(2_000_00, 100_000_00))
    return Plan(
        principal_cents=principal,
        nominal_percent=draw(RATES),
        instalments=draw(st.integers(6, 84)),
        final_cents=draw(st.integers(0, principal * 7 // 10)),
        final_gap=draw(st.sampled_from([0, 1])),
        first_years=Fraction(draw(st.integers(5, 35)), 365),
    )


@given(plans())
def test_a_schedule_sums_to_the_cent_and_ends_at_nought(plan: Plan):
    rows = amortise(plan)
    assert sum(row.principal_cents for row in rows) == plan.principal_cents
    assert rows[-1].balance_cents == 0
    balance = plan.principal_cents
    for row in rows:
        assert row.payment_cents == row.interest_cents + row.principal_cents
        assert row.interest_cents >= 0
        balance -= row.principal_cents
        assert row.balance_cents == balance >= 0


@given(plans())
def test_every_instalment_but_the_last_is_the_level_one(plan: Plan):
    rows = amortise(plan)
    level = round_cents(level_instalment(plan))
    assert {row.payment_cents for row in rows[: plan.instalments - 1]} <= {level}
    # Half a cent a row, with interest upon interest, is all that the last one may take up.
    assert abs(rows[plan.instalments - 1].payment_cents - level) <= 2 * plan.instalments + 2


@given(plans())
def test_the_balance_before_the_final_amount_is_what_it_repays(plan: Plan):
    rows = amortise(plan)
    if plan.final_cents:
        assert rows[-1].payment_cents == plan.final_cents
        assert rows[-1].principal_cents == rows[-2].balance_cents
        assert plan.final_gap or rows[-2].balance_cents == plan.final_cents


def test_a_rate_of_nought_divides_evenly():
    rows = amortise(Plan(1_000_00, Decimal(0), 3))
    assert [row.payment_cents for row in rows] == [33333, 33333, 33334]
    assert not any(row.interest_cents for row in rows)


def test_interest_of_an_odd_first_period_counts_its_days():
    plan = Plan(10_000_00, Decimal(6), 12, first_years=Fraction(1, 12) + Fraction(10, 365))
    assert amortise(plan)[0].interest_cents == 5000 + 1644


def test_interest_only_months_repay_nothing():
    rows = amortise(Plan(5_000_00, Decimal(12), 18, interest_only=3))
    assert [row.principal_cents for row in rows[:3]] == [0, 0, 0]
    assert rows[-1].balance_cents == 0


@pytest.mark.parametrize(
    "changes",
    [
        {"principal_cents": 0},
        {"nominal_percent": Decimal("-0.01")},
        {"nominal_percent": Decimal("NaN")},
        {"nominal_percent": Decimal("Infinity")},
        {"nominal_percent": Decimal(101)},
        {"instalments": 0},
        {"instalments": 481},
        {"final_cents": 1_000_00},
        {"final_cents": -1},
        {"final_gap": 2},
        {"interest_only": 12},
        {"first_years": Fraction(-1, 12)},
    ],
)
def test_a_plan_that_cannot_be_repaid_is_refused(changes: dict):
    values = {"principal_cents": 1_000_00, "nominal_percent": Decimal(5), "instalments": 12}
    with pytest.raises(BadPlan):
        Plan(**{**values, **changes})


def test_an_amount_too_small_for_its_instalments_is_refused():
    with pytest.raises(BadPlan, match="instalment"):
        amortise(Plan(50, Decimal(0), 84))


def test_a_plan_in_which_interest_multiplies_the_rounding_is_refused():
    with pytest.raises(BadPlan, match="rounding"):
        amortise(Plan(1_300_00, Decimal(20), 480))


def test_an_instalment_below_the_interest_is_refused():
    with pytest.raises(BadPlan, match="instalment 1"):
        amortise(Plan(10_000_00, Decimal(12), 12), instalment_cents=50_00)


def test_rounding_up_and_half_up_differ_by_a_cent_at_most():
    assert round_cents(Fraction(5, 2)) == 3
    assert round_cents(Fraction(9, 4)) == 2
    assert round_cents(Fraction(9, 4), "up") == 3
