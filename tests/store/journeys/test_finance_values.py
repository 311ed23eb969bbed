"""The ways to pay: their parts sum, and the nearest value is the customer's own to give."""

import re
from datetime import date
from pathlib import Path

from hypothesis import given, settings, strategies as st

import store
from financing import Quote, read_law, read_offers
from store.journeys.deal import Deal, finance_basis_cents
from store.journeys.finance_values import STEP_CENTS, example, monthly_rows, ways
from store.journeys.quotes import Financed, as_finance, quotes
from store.journeys.wishes import FinanceWish
from store.journeys.wording import instalments_text, money_text
from store.markets.dated import DATA
from tests.situations import a_deal


DEMO = Path(store.__file__).parent / "demo"
OFFERS = read_offers((DEMO / "finance" / "offers.toml").read_text("utf-8"))
LAW = read_law((DATA / "fr" / "credit.toml").read_text("utf-8"))
ON = date(2026, 11, 24)
DEAL: Deal = a_deal()
WISHES = st.builds(
    FinanceWish,
    months=st.sampled_from(range(12, 84, 12)),
    km_per_year=st.sampled_from(range(5_000, 45_000, 5_000)),
    contribution_cents=st.integers(0, 60).map(lambda steps: steps * STEP_CENTS),
)


def answered(wish: FinanceWish):
    what = Financed(
        road_price_cents=DEAL.road_price_cents,
        list_price_cents=DEAL.car_cents,
        trade_in_cents=DEAL.trade_in_cents,
        brand="peugeot",
        group="peugeot-208",
        on=ON,
        delivery_on=date(2027, 1, 20),
    )
    return quotes(what, wish, OFFERS, LAW)


@settings(max_examples=60)
@given(WISHES)
def test_the_parts_of_every_way_sum_to_its_total(wish: FinanceWish):
    for way in ways(DEAL, wish, answered(wish)):
        if way.refusal is None:
            parts = way.delivery_cents + way.monthly_part_cents + way.end_cents
            assert parts == way.total_cents
            assert min(way.delivery_cents, way.monthly_part_cents, way.end_cents) >= 0


WRITTEN = re.compile(r"(\d+)\u00a0×\u00a0([\d\u202f]+),(\d\d)")


@settings(max_examples=40)
@given(WISHES)
def test_what_is_written_of_the_payments_multiplies_and_sums_to_the_cent(wish: FinanceWish):
    for quoted in answered(wish).values():
        if not isinstance(quoted, Quote):
            continue
        for stages in (quoted.stages, as_finance(quoted).stages):
            written = instalments_text(stages, lambda cents: money_text(cents, "fr"))
            paid = sum(
                int(count) * int(whole.replace("\u202f", "") + cents)
                for count, whole, cents in WRITTEN.findall(written)
            )
            assert paid + quoted.first_cents + quoted.final_cents == quoted.total_due_cents
            assert sum(count for count, _cents in stages) == quoted.payments


@settings(max_examples=60)
@given(WISHES)
def test_the_monthly_part_is_what_the_schedule_says(wish: FinanceWish):
    for way in ways(DEAL, wish, answered(wish)):
        if way.quoted:
            even = [r for r in way.quoted.schedule if r.kind in {"instalment", "rental"}]
            assert way.monthly_part_cents == sum(row.payment_cents for row in even)


@settings(max_examples=60)
@given(WISHES)
def test_nearest_values_are_ones_a_slider_can_stand_at(wish: FinanceWish):
    for way in ways(DEAL, wish, answered(wish)):
        if way.nearest and way.nearest[0] == "contribution_cents":
            assert way.nearest[1] % STEP_CENTS == 0
            assert way.nearest[1] != wish.contribution_cents


def test_cash_is_the_road_price_less_the_trade_in():
    cash = ways(DEAL, FinanceWish(), {})[0]
    assert cash.total_cents == cash.delivery_cents == finance_basis_cents(DEAL)


def test_the_example_is_of_the_chosen_credit_and_of_none_for_cash():
    found = ways(DEAL, FinanceWish(), answered(FinanceWish()))
    for product in ("loan", "balloon", "loa"):
        shown = example(product, found)
        assert shown is not None
        assert shown.product == product
    assert example("cash", found) is None
    assert example("lld", found) is None
    assert example(None, found).product == "loan"


def test_capital_of_a_loan_is_repaid_month_by_month():
    loan = answered(FinanceWish())["loan"]
    assert isinstance(loan, Quote)
    rows = monthly_rows(loan)
    assert len(rows) == 48
    assert sum(capital for capital, _ in rows) == loan.credit_cents
    assert sum(interest for _, interest in rows) == loan.interest_cents
