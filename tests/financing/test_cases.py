"""The worked cases of others: European Commission, adverts, textbooks, libraries."""

import json
from collections import Counter
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from financing import (
    CashFlow,
    Plan,
    amortise,
    apr,
    level_instalment,
    measure,
    read_law,
    round_cents,
    round_percent,
)


ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "data"
LAW = read_law((ROOT / "store" / "markets" / "fr" / "credit.toml").read_text(encoding="utf-8"))

CASES = (
    json.loads((SHARED / "financing" / "cases.json").read_text(encoding="utf-8"))["cases"]
    if SHARED.is_dir()
    else []
)


def cases(group: str):
    rows = [pytest.param(case, id=case["id"]) for case in CASES if case["group"] == group]
    return pytest.mark.parametrize("case", rows)


def cents(amount: float) -> int:
    return round_cents(Decimal(str(amount)) * 100)


def counted_flows(inputs: dict) -> tuple[list[CashFlow], int]:
    per_year = max((each.get("per_year", 1) for each in inputs["payments"]), default=1)
    odd = inputs.get("first_interval_extra_days", {"days": 0, "year_days": 365})
    late = Fraction(odd["days"], odd["year_days"]) * per_year
    flows = [CashFlow(0, cents(inputs["credit"]), "credit")]
    for each in inputs["payments"]:
        for number in range(each["count"]):
            when = Fraction(each["t"]) if "t" in each else each["first"] + number + late
            flows.append(CashFlow(when, cents(each["amount"])))
    return flows, per_year


@cases("apr")
def test_the_rate_of_a_published_plan_is_found_and_shown(case: dict):
    flows, per_year = counted_flows(case["inputs"])
    rate, expected = apr(flows, per_year), case["expected"]
    assert abs(rate - Decimal(str(expected["apr_percent"]))) <= Decimal(
        str(expected["tolerance_pp"])
    )
    if "apr_displayed_1dp" in expected:
        assert round_percent(rate, 1) == Decimal(str(expected["apr_displayed_1dp"]))


@cases("apr_dated")
def test_the_rate_of_a_dated_plan_is_found(case: dict):
    flows = [
        CashFlow(date.fromisoformat(day), cents(abs(sum_)), "credit" if sum_ > 0 else "payment")
        for day, sum_ in case["inputs"]["flows"]
    ]
    expected = case["expected"]
    assert float(apr(flows)) == pytest.approx(expected["apr_percent"], abs=expected["tolerance_pp"])


@cases("instalment")
def test_the_instalment_of_a_published_plan_is_found(case: dict):
    inputs, expected = case["inputs"], case["expected"]
    plan = Plan(cents(inputs["principal"]), Decimal(str(inputs["annual_rate"])), inputs["n"])
    exact = level_instalment(plan)
    if inputs["rounding"] == "NONE":
        assert float(exact) / 100 == pytest.approx(expected["instalment"], abs=1e-6)
    else:
        rounding = "up" if inputs["rounding"] == "UP" else "half_up"
        assert round_cents(exact, rounding) == cents(expected["instalment"])
    if "total_amount_payable" in expected:
        assert round_cents(exact) * inputs["n"] == cents(expected["total_amount_payable"])
    if "balance" in expected:
        left = inputs["n"] - inputs["balance_after"]
        annuity = level_instalment(Plan(10**12, plan.nominal_percent, left))
        assert round_cents(exact * 10**12 / annuity) == cents(expected["balance"])


@cases("schedule")
def test_the_rows_of_a_published_schedule_are_found(case: dict):
    inputs, expected = case["inputs"], case["expected"]
    plan = Plan(
        cents(inputs["principal"]),
        Decimal(str(inputs["annual_rate"])),
        inputs["n"],
        interest_only=inputs.get("interest_only", 0),
    )
    rows = amortise(plan, cents(inputs["instalment"]) if "instalment" in inputs else None)
    names = {"due": "payment_cents"}
    for number, wanted in expected.get("rows", {}).items():
        row = rows[int(number) - 1]
        for name, amount in wanted.items():
            assert getattr(row, names.get(name, f"{name}_cents")) == cents(amount), (number, name)
    if "instalment" in expected:
        assert rows[0].payment_cents == cents(expected["instalment"])
    if "total_interest" in expected:
        assert sum(row.interest_cents for row in rows) == cents(expected["total_interest"])


@cases("interval")
def test_an_interval_of_the_commission_is_counted(case: dict):
    inputs, expected = case["inputs"], case["expected"]
    found = measure(
        date.fromisoformat(inputs["start"]), date.fromisoformat(inputs["end"]), inputs["unit"]
    )
    assert (found.periods, found.days, found.year_days) == (
        expected["whole_periods"],
        expected["days"],
        expected["year_days"],
    )


@cases("usury")
def test_a_usury_ceiling_is_read_by_day_and_amount(case: dict):
    inputs = case["inputs"]
    quarter = LAW.quarter(date.fromisoformat(inputs["date"]))
    assert quarter.percent(cents(inputs["amount"])) == Decimal(
        str(case["expected"]["max_taeg_percent"])
    )


@cases("lease_totals")
def test_the_totals_of_a_lease_and_its_implied_rate_are_found(case: dict):
    inputs, expected = case["inputs"], case["expected"]
    paid = [CashFlow(0, cents(inputs["first_rental"]))]
    paid += [CashFlow(at, cents(inputs["rental"])) for at in range(1, inputs["rentals"] + 1)]
    without = sum(flow.cents for flow in paid)
    option = CashFlow(inputs["duration_months"], cents(inputs["option"]))
    assert without == cents(expected["total_without_option"])
    assert without + option.cents == cents(expected["total_with_option"])
    rate = apr([CashFlow(0, cents(inputs["price"]), "credit"), *paid, option])
    assert float(rate) == pytest.approx(expected["implied_apr_option_month_37"], abs=1e-6)


@cases("us_apr")
def test_a_unit_period_rate_of_regulation_z_follows_from_the_yearly_rate(case: dict):
    inputs, expected = case["inputs"], case["expected"]
    flows = [CashFlow(0, cents(inputs["advance"]), "credit")]
    for count, amount, first in inputs["payments_count_amount_firstperiod"]:
        flows += [CashFlow(at, cents(amount)) for at in range(first, first + count)]
    yearly = float(apr(flows)) / 100
    nominal = ((1 + yearly) ** (1 / 12) - 1) * 1200
    assert nominal == pytest.approx(expected["apr_nominal_percent"], abs=expected["tolerance_pp"])


@pytest.mark.skipif(not SHARED.is_dir(), reason="the worked cases are not part of a checkout")
def test_every_worked_case_belongs_to_a_group_that_is_tested():
    tested = {"apr", "apr_dated", "instalment", "schedule", "interval", "usury", "lease_totals"}
    assert set(Counter(case["group"] for case in CASES)) <= tested | {"us_apr"}
