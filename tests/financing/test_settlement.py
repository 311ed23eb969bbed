"""Repaying early: what is owed that day, and no more than the law lets a lender ask."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from financing import Refusal, Settlement, early_settlement
from tests.financing.examples import DAY, OFFERS, quoted


LOAN = quoted()


@given(st.sampled_from(["loan", "balloon", "loa"]), st.integers(0, 47 * 30))
def test_the_figures_add_up_and_never_exceed_what_is_spared(product: str, days: int):
    found = early_settlement(quoted(product), DAY + timedelta(days=days))
    assert isinstance(found, Settlement)
    assert found.total_cents == found.balance_cents + found.accrued_cents + found.compensation_cents
    assert 0 <= found.compensation_cents <= max(0, found.spared_cents)
    assert found.compensation_cents <= found.balance_cents // 100 + 1
    assert min(found.balance_cents, found.accrued_cents) >= 0


def test_on_the_day_of_delivery_the_whole_credit_is_owed():
    found = early_settlement(LOAN, DAY)
    assert (found.balance_cents, found.accrued_cents) == (20_000_00, 0)
    assert found.compensation_cents == 200_00
    assert found.spared_cents == LOAN.interest_cents


def test_a_due_day_owes_its_balance_and_no_interest():
    row = LOAN.schedule[9]
    found = early_settlement(LOAN, row.due)
    assert (found.balance_cents, found.accrued_cents) == (row.balance_cents, 0)


def test_days_between_due_days_cost_their_simple_interest():
    row = LOAN.schedule[0]
    found = early_settlement(LOAN, row.due + timedelta(days=10))
    assert found.accrued_cents == round(row.balance_cents * 0.0523 * 10 / 365)


def test_nothing_is_asked_below_the_threshold():
    row = next(row for row in LOAN.schedule if row.balance_cents <= 10_000_00)
    assert early_settlement(LOAN, row.due).compensation_cents == 0


def test_half_a_percent_is_the_most_in_the_last_year():
    found = early_settlement(quoted("balloon", contribution_cents=0), date(2030, 1, 24))
    assert found.balance_cents > 10_000_00
    assert found.compensation_cents == found.balance_cents // 200


def test_the_later_rate_counts_once_it_holds():
    staged = replace(OFFERS["loan"], change_after=9, later_percent=Decimal(8))
    found = quoted(offer=staged)
    row = found.schedule[11]
    settled = early_settlement(found, row.due + timedelta(days=10))
    assert settled.accrued_cents == round(row.balance_cents * 0.08 * 10 / 365)


@pytest.mark.parametrize(
    ("product", "on", "code"),
    [
        ("lld", DAY, "no_credit"),
        ("loan", DAY - timedelta(days=1), "outside_contract"),
        ("loan", date(2030, 11, 24), "outside_contract"),
    ],
)
def test_a_rental_and_days_outside_the_contract_are_refused(product: str, on: date, code: str):
    found = early_settlement(quoted(product), on)
    assert isinstance(found, Refusal)
    assert found.code == code
