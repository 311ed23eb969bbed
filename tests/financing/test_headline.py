"""What a shape says of a plan is what its rows say, to the cent and for every refusal."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

from financing import BadPlan, Plan, amortise
from financing.headline import Shape, last_cents, level_cents, shape_of


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    principal = draw(st.integers(100, 10 ** draw(st.integers(3, 12))))
    return Plan(
        principal_cents=principal,
        nominal_percent=Decimal(draw(st.integers(0, 30 * 10**4))) / 10 ** draw(st.integers(4, 6)),
        instalments=draw(st.integers(1, 120)),
        final_cents=draw(st.integers(0, principal * 8 // 10)),
        final_gap=draw(st.sampled_from([0, 1])),
        first_years=draw(st.sampled_from([Fraction(1, 12), Fraction(9, 365), Fraction(1, 4)])),
        adjust_last=draw(st.booleans()),
    )


def shape_with(plan: Plan) -> Shape:
    rate, count = plan.nominal_percent, plan.instalments
    return shape_of(rate, count, plan.final_gap, plan.first_years, adjust=plan.adjust_last)


def by_rows(plan: Plan) -> tuple[int, int] | None:
    try:
        rows = amortise(plan)
    except BadPlan:
        return None
    return rows[0].payment_cents, rows[plan.instalments - 1].payment_cents


def by_shape(plan: Plan) -> tuple[int, int] | None:
    shape = shape_with(plan)
    level = level_cents(shape, plan.principal_cents, plan.final_cents)
    try:
        last = last_cents(shape, plan.principal_cents, plan.final_cents, level)
    except BadPlan:
        return None
    return (level if plan.instalments > 1 else last), last


@given(plans())
def test_first_and_last_instalment_are_those_of_the_rows(plan: Plan):
    assert by_shape(plan) == by_rows(plan)


@pytest.mark.parametrize("rate", ["0", "6", "5.9", "5.4321"])
def test_interest_of_exactly_half_a_cent_is_rounded_up_in_both(rate: str):
    for principal in range(1_000_000, 1_000_400):
        plan = Plan(principal, Decimal(rate), 36)
        assert by_shape(plan) == by_rows(plan) is not None


def test_an_instalment_of_exactly_half_a_cent_is_rounded_up():
    plan = Plan(33_33, Decimal(0), 2)
    assert level_cents(shape_with(plan), 33_33, 0) == 16_67


def test_balances_too_large_for_doubles_are_reckoned_with_integers():
    plan = Plan(10**15, Decimal("5.4321"), 60)
    assert by_shape(plan) == by_rows(plan) is not None
