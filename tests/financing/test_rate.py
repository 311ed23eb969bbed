from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given, strategies as st

from financing import BadFlow, CashFlow, NoRate, add_months, apr, present_value, round_percent


Values = tuple[int, int, int]
CREDIT = CashFlow(0, 20_000_00, "credit")
PLANS = st.tuples(st.integers(1_000_00, 80_000_00), st.integers(6, 96), st.integers(0, 2_500))


def plan(credit: int, count: int, surplus: int) -> list[CashFlow]:
    """Repaid in level payments, `surplus` ten-thousandths above the credit."""
    payment = credit * (10_000 + surplus) // (10_000 * count)
    return [
        CashFlow(0, credit, "credit"),
        *(CashFlow(month, payment) for month in range(1, count + 1)),
    ]


@given(PLANS)
def test_at_the_rate_payments_are_worth_the_credit(values: Values):
    flows = plan(*values)
    assert abs(present_value(flows, apr(flows))) < 1e-9 * flows[0].cents


@given(PLANS, st.integers(2, 50))
def test_the_rate_does_not_depend_on_the_scale(values: Values, factor: int):
    flows = plan(*values)
    larger = [CashFlow(flow.when, flow.cents * factor, flow.kind) for flow in flows]
    assert abs(apr(flows) - apr(larger)) <= Decimal("1e-9")


@given(PLANS, st.integers(1, 500_00))
def test_a_charge_raises_the_rate(values: Values, charge: int):
    flows = plan(*values)
    assume(charge < flows[0].cents // 10)
    assert apr([*flows, CashFlow(0, charge, "charge")]) > apr(flows)


@given(PLANS)
def test_paying_later_lowers_the_rate(values: Values):
    flows = plan(values[0], values[1], values[2] + 100)
    later = [CashFlow(flow.when + (flow.kind != "credit"), flow.cents, flow.kind) for flow in flows]
    assert apr(later) < apr(flows)


def test_a_credit_without_cost_has_rate_nought():
    rate = apr([CREDIT, *(CashFlow(month, 1_000_00) for month in range(1, 21))])
    assert rate == 0
    assert not rate.is_signed()


def test_a_credit_repaid_in_part_has_a_negative_rate():
    assert apr([CREDIT, CashFlow(12, 19_000_00)]) == Decimal(-5)


def test_a_tie_is_rounded_up_once():
    rate = apr([CashFlow(0, 1_000_00, "credit"), CashFlow(12, 1_064_50)])
    assert rate == Decimal("6.45")
    assert round_percent(rate, 1) == Decimal("6.5")
    assert round_percent(Decimal("6.449"), 1) == Decimal("6.4")


def test_a_charge_before_the_drawdown_counts_with_negative_time():
    start = date(2026, 11, 24)
    flows = [CashFlow(start, 20_000_00, "credit")]
    flows += [CashFlow(add_months(start, month), 450_00) for month in range(1, 49)]
    at_start = apr([*flows, CashFlow(start, 300_00, "charge")])
    before = apr([*flows, CashFlow(date(2026, 10, 1), 300_00, "charge")])
    assert before > at_start > apr(flows)


def test_fractions_of_a_period_are_exact_moments():
    flows = [CREDIT, CashFlow(Fraction(23, 2), 21_000_00)]
    assert abs(present_value(flows, apr(flows))) < 1e-3


@pytest.mark.parametrize(
    "flows",
    [
        [],
        [CashFlow(1, 100)],
        [CREDIT],
        [CREDIT, CashFlow(0, 20_000_00)],
        [CREDIT, CashFlow(12, 1)],
        [CREDIT, CashFlow(1, 10**12)],
        # 1000 received, 2300 paid after a year, 1320 received after two: roots at 10 % and 20 %.
        [CashFlow(0, 1000, "credit"), CashFlow(12, 2300), CashFlow(24, 1320, "credit")],
    ],
    ids=["nothing", "no credit", "no payment", "at once", "below", "above", "two roots"],
)
def test_flows_without_a_single_rate_are_refused(flows: list[CashFlow]):
    with pytest.raises(NoRate):
        apr(flows)


def test_a_second_drawdown_keeps_the_rate_unique():
    flows = [CREDIT, CashFlow(3, 900_00), CashFlow(6, 5_000_00, "credit"), CashFlow(12, 25_500_00)]
    assert abs(present_value(flows, apr(flows))) < 1e-3


@pytest.mark.parametrize(
    "wrong",
    [
        {"when": 1, "cents": 1.5},
        {"when": 1, "cents": True},
        {"when": 1, "cents": -1},
        {"when": 1, "cents": 10**14},
        {"when": 1.0, "cents": 1},
        {"when": "2026-01-01", "cents": 1},
        {"when": 1, "cents": 1, "kind": "gift"},
    ],
)
def test_a_flow_that_means_nothing_is_refused(wrong: dict):
    with pytest.raises(BadFlow):
        CashFlow(**wrong)


def test_dates_and_counts_are_not_mixed_and_time_has_an_end():
    with pytest.raises(BadFlow, match="mixed"):
        apr([CREDIT, CashFlow(date(2026, 1, 1), 100)])
    with pytest.raises(BadFlow, match="60 years"):
        apr([CREDIT, CashFlow(12 * 61, 30_000_00)])
    with pytest.raises(BadFlow, match="at least one period"):
        apr([CREDIT, CashFlow(1, 30_000_00)], per_year=0)
