"""Products beyond the plain loan: hire purchase, PCP, stages, compulsory cover, old debts."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import assume, given, settings, strategies as st

from financing import CashFlow, Offer, Plan, Quote, amortise, apr, quote, read_law
from tests.financing.examples import DAY, LAW, OFFERS, quoted, refused, wish


BRITISH = read_law("""
country = "GB"
[[regime]]
key = "gb"
from = 2024-01-01
min_cents = 0
max_cents = 100000000
rated = ["hp", "pcp"]
withdrawal_days = 14
usury = false
negative_equity = true
source = "test"
warning = { fr = "Vérifiez.", en = "Check that you can afford it." }
""")
FEES = {"fee_cents": 75_00, "fee_when": "first", "option_fee_cents": 75_00}
HP = replace(OFFERS["loan"], product="hp", rates={60: Decimal("6.9")}, **FEES)
PCP = replace(OFFERS["balloon"], product="pcp", rates={48: Decimal("6.9")}, option_fee_cents=10_00)


def british(offer: Offer, **changes: object) -> Quote:
    found = quote(wish(offer.product, **changes), offer, BRITISH)
    assert isinstance(found, Quote), found
    return found


def rate_of_rows(found: Quote) -> Decimal:
    paid = [CashFlow(row.due, row.payment_cents) for row in found.schedule]
    return apr([CashFlow(found.start, found.credit_cents, "credit"), *paid])


def test_hire_purchase_takes_a_fee_with_the_first_and_the_last_payment():
    found = british(HP, price_cents=23_900_00, contribution_cents=5_975_00, months=60)
    # An Irish advert of this car prints 429.09, 58 times 354.09, 429.09 and an APR of 7.4.
    assert found.monthly_cents == 354_09
    assert found.stages[:2] == ((1, 429_09), (58, 354_09))
    assert found.stages[2][1] == found.last_cents + 75_00
    assert round(found.apr_percent, 1) == Decimal("7.4")
    assert found.fees_cents == 150_00
    assert found.usury_percent is None
    assert found.warning["en"].startswith("Check")


def test_a_pcp_takes_its_option_fee_with_the_final_amount():
    found = british(PCP)
    assert found.schedule[-1].payment_cents == found.final_cents + 10_00
    assert found.schedule[-1].fees_cents == 10_00
    assert found.final_month == 48
    assert found.apr_percent == rate_of_rows(found)


@pytest.mark.parametrize(
    ("less", "gap", "payments", "month"), [(0, 0, 48, 48), (1, 0, 47, 48), (0, 1, 48, 49)]
)
def test_the_month_of_the_final_amount_is_told(less: int, gap: int, payments: int, month: int):
    found = british(replace(PCP, instalments_less=less, final_gap=gap))
    assert (found.payments, found.final_month) == (payments, month)


def test_negative_equity_is_financed_and_told_where_the_law_allows_it():
    found = british(PCP, contribution_cents=-1_000_00)
    assert found.negative_equity_cents == 1_000_00
    assert found.credit_cents == 26_000_00
    assert refused(contribution_cents=-1_000_00).code == "contribution_negative"


STAGES = st.sampled_from(["interest_only", "change_after"])
WHEN = st.sampled_from(["upfront", "financed", "first", "last"])


@settings(max_examples=40)
@given(STAGES, st.integers(1, 11), WHEN, st.sampled_from(["loan", "balloon"]))
def test_the_figures_of_a_staged_plan_are_those_of_its_rows(
    stage: str, months: int, when: str, product: str
):
    changes = {stage: months, "fee_cents": 90_00, "fee_when": when, "adjust_last": months % 2 == 0}
    if stage == "change_after":
        changes["later_percent"] = Decimal("7.10")
    found = quote(wish(product), replace(OFFERS[product], **changes), LAW)
    assume(isinstance(found, Quote))
    rows = found.schedule
    assert found.total_due_cents == sum(row.payment_cents for row in rows)
    assert found.interest_cents == sum(row.interest_cents for row in rows)
    assert found.cost_cents == found.interest_cents + found.fees_cents
    assert min(row.interest_cents for row in rows) >= 0
    assert rows[-1].balance_cents == 0
    assert abs(found.apr_percent - rate_of_rows(found)) <= Decimal("1e-9")
    assert sum(count for count, _ in found.stages) == found.payments


def test_interest_only_months_pay_interest_and_repay_nothing():
    rows = quoted(offer=replace(OFFERS["loan"], interest_only=6)).schedule
    assert {row.principal_cents for row in rows[:6]} == {0}
    assert {row.payment_cents for row in rows[:6]} == {87_17}


def test_a_two_rate_plan_is_reckoned_anew_from_its_balance():
    plan = Plan(200_000_00, Decimal(5), 240, change_after=9, later_percent=Decimal("5.5"))
    rows = amortise(plan)
    # The European Commission's example 21: 1,319.91 nine times, then 1,374.06.
    assert (rows[8].payment_cents, rows[9].payment_cents) == (1_319_91, 1_374_06)
    assert [row.number for row in rows] == list(range(1, 241))
    assert rows[-1].balance_cents == 0


def test_without_adjustment_every_instalment_is_the_same():
    adjusted = quoted()
    level = quoted(offer=replace(OFFERS["loan"], adjust_last=False))
    assert adjusted.last_cents != adjusted.monthly_cents
    assert level.stages == ((48, level.monthly_cents),)
    assert level.total_due_cents == 48 * level.monthly_cents
    assert level.apr_percent == rate_of_rows(level)


def test_a_compulsory_cover_is_inside_the_rate_and_every_total():
    bare = quoted()
    offer = replace(OFFERS["loan"], insurance_compulsory=True)
    found = quoted(offer=offer)
    assert found.monthly_cents == bare.monthly_cents + 16_00
    assert found.total_due_cents == bare.total_due_cents + 48 * 16_00
    assert found.cost_cents == bare.cost_cents + 48 * 16_00
    assert found.apr_percent == rate_of_rows(found) > bare.apr_percent
    assert found.insurance.compulsory
    assert found.insurance.taea_percent == found.apr_percent - bare.apr_percent
    assert {row.insurance_cents for row in found.schedule} == {16_00}


def test_a_promotional_rate_of_nought_costs_nothing():
    found = quoted(months=12, offer=replace(OFFERS["loan"], fee_cents=0))
    assert (found.apr_percent, found.cost_cents, found.interest_cents) == (0, 0, 0)


def test_a_deferred_start_at_a_month_end_is_dated_by_the_calendar():
    found = quoted(start=date(2026, 12, 30), quoted_on=DAY)
    assert [row.due for row in found.schedule[:2]] == [date(2027, 1, 30), date(2027, 2, 28)]
    assert abs(found.apr_percent - rate_of_rows(found)) <= Decimal("1e-9")


@pytest.mark.parametrize("rate", ["-0.01", "NaN", "Infinity", "100.01"])
def test_a_rate_that_is_none_is_refused(rate: str):
    found = refused(offer=replace(OFFERS["loan"], rates={48: Decimal(rate)}))
    assert (found.code, found.field) == ("rate_impossible", "rates")
    assert found.suggestion == {}
