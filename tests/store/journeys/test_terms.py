from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from store.journeys.payroll import payroll
from store.journeys.refusals import DealError
from store.journeys.terms import Discount, chosen_discounts, terms_on
from tests.store.journeys.deals import SPRING, TODAY


@pytest.mark.parametrize(
    ("day", "percent"), [(date(2026, 6, 30), Decimal(18)), (date(2026, 7, 1), Decimal(20))]
)
def test_the_employee_grid_changes_on_its_day(day: date, percent: Decimal):
    (rule,) = chosen_discounts(terms_on("employee", day), (), "208", day)
    assert rule.percent == percent


def test_on_a_day_without_conditions_nobody_has_a_discount():
    terms = terms_on("employee", date(2025, 12, 31))
    assert (terms.kind, terms.rules, terms.quota_12_months) == ("employee", (), 0)


def test_an_offer_stacks_only_as_declared():
    assert len(chosen_discounts(terms_on("employee", TODAY), (SPRING,), "208", TODAY)) == 2
    with pytest.raises(DealError, match="excludes"):
        chosen_discounts(terms_on("business", TODAY), (SPRING,), "208", TODAY)


def test_an_offer_for_another_model_is_refused():
    only = Discount(
        code="c3", label={}, amount_cents=1, models=("c3",), starts=TODAY, source="demonstration"
    )
    with pytest.raises(DealError, match="not in force"):
        chosen_discounts(terms_on("public", TODAY), (only,), "208", TODAY)


@pytest.mark.parametrize(
    "wrong", [{}, {"percent": Decimal(1), "amount_cents": 1}, {"percent": Decimal(101)}]
)
def test_a_discount_is_a_percent_or_an_amount(wrong: dict[str, object]):
    with pytest.raises(DealError):
        Discount(code="x", label={}, starts=TODAY, source="s", **wrong)


def test_exactly_thirty_percent_is_not_over_the_cliff():
    assert not payroll(1_000_000, 700_000, 30, "law").over_limit
    over = payroll(1_000_000, 699_999, 30, "law")
    assert (over.over_limit, over.taxable_cents) == (True, 300_001)


@given(st.integers(0, 10**8), st.integers(0, 10**8))
def test_the_taxable_part_is_nothing_or_everything(lowest: int, paid: int):
    found = payroll(lowest, paid, 30, "law")
    assert found.taxable_cents in {0, found.advantage_cents}
    assert found.advantage_cents >= 0
