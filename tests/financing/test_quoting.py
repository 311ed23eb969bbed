"""What every quote promises, whatever is asked."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import assume, given, strategies as st

from financing import (
    CashFlow,
    Quote,
    QuoteRequest,
    Refusal,
    apr,
    present_value,
    quote,
    quote_grid,
    round_percent,
)
from tests.financing.examples import DAY, LAW, OFFERS, WISH, answer, quoted, wish


PRODUCTS = st.sampled_from(["loan", "balloon", "loa", "lld"])
FEES = st.sampled_from(["upfront", "financed", "first", "last"])


@st.composite
def wishes(draw: st.DrawFn) -> QuoteRequest:
    price = draw(st.integers(8_000_00, 90_000_00))
    return wish(
        draw(PRODUCTS),
        price_cents=price,
        contribution_cents=draw(st.integers(0, price // 3)),
        months=draw(st.sampled_from([24, 48])),
        km_per_year=draw(st.integers(10_000, 40_000)),
        start=draw(st.dates(date(2026, 10, 1), date(2027, 3, 1))),
        quoted_on=DAY,
    )


def flows_of(found: Quote) -> list[CashFlow]:
    paid = [CashFlow(row.due, row.payment_cents) for row in found.schedule]
    return [CashFlow(found.start, found.credit_cents, "credit"), *paid]


@given(wishes(), FEES, st.integers(0, 400_00))
def test_every_figure_of_a_quote_sums_to_the_cent(request_: QuoteRequest, when: str, fee: int):
    offer = replace(OFFERS[request_.product], fee_cents=fee, fee_when=when)
    found = quote(request_, offer, LAW)
    assume(isinstance(found, Quote))
    rows = found.schedule
    assert found.total_due_cents == sum(row.payment_cents for row in rows)
    assert found.total_due_cents == found.credit_cents + found.cost_cents
    for row in rows:
        parts = row.interest_cents + row.principal_cents + row.fees_cents + row.rent_cents
        assert row.payment_cents == parts
        assert min(row.interest_cents, row.principal_cents, row.balance_cents) >= 0
    assert rows[-1].balance_cents == 0
    if found.product != "lld":
        assert found.cost_cents == found.interest_cents + found.fees_cents
        assert found.price_cents == found.contribution_cents + found.credit_cents
    delivery = [row.payment_cents for row in rows if row.kind == "delivery"]
    assert delivery == ([found.first_cents] if found.first_cents else [])


@given(wishes())
def test_the_rate_of_a_quote_makes_its_own_payments_worth_its_credit(request_: QuoteRequest):
    found = quote(request_, OFFERS[request_.product], LAW)
    assume(isinstance(found, Quote) and found.product != "lld")
    value = present_value(flows_of(found), found.apr_percent)
    assert abs(value) < 1e-9 * found.credit_cents


@given(wishes(), st.integers(50_00, 3_000_00))
def test_a_greater_contribution_never_raises_the_payment(request_: QuoteRequest, more: int):
    offer = OFFERS[request_.product]
    left = quote(request_, offer, LAW)
    right = quote(
        replace(request_, contribution_cents=request_.contribution_cents + more), offer, LAW
    )
    assume(isinstance(left, Quote) and isinstance(right, Quote))
    assert right.monthly_cents <= left.monthly_cents
    assert right.total_due_cents <= left.total_due_cents


@given(wishes(), st.integers(0, 10_000))
def test_driving_further_never_lowers_the_payment(request_: QuoteRequest, further: int):
    assume(request_.km_per_year + further <= 40_000)
    offer = OFFERS[request_.product]
    left = quote(request_, offer, LAW)
    right = quote(replace(request_, km_per_year=request_.km_per_year + further), offer, LAW)
    assume(isinstance(left, Quote) and isinstance(right, Quote))
    assert right.monthly_cents >= left.monthly_cents


@given(wishes(), FEES, st.integers(100, 300_00))
def test_a_fee_raises_the_rate_wherever_it_is_paid(request_: QuoteRequest, when: str, fee: int):
    offer = OFFERS[request_.product]
    without = quote(request_, offer, LAW)
    with_fee = quote(request_, replace(offer, fee_cents=fee, fee_when=when), LAW)
    assume(isinstance(without, Quote) and isinstance(with_fee, Quote))
    assume(without.apr_percent is not None)
    assert with_fee.apr_percent > without.apr_percent
    assert with_fee.credit_cents == without.credit_cents


@given(wishes())
def test_what_a_refusal_calls_nearest_removes_its_reason(request_: QuoteRequest):
    offer = replace(OFFERS[request_.product], max_cents=25_000_00)
    found = quote(request_, offer, LAW)
    assume(isinstance(found, Refusal) and found.nearest is not None)
    again = quote(replace(request_, **found.nearest), offer, LAW)
    assert isinstance(again, Quote) or again.code != found.code


def test_insurance_is_outside_the_rate_and_every_total():
    without, with_cover = quoted(), quoted(insurance=True)
    assert replace(with_cover, insurance=None) == without
    cover = with_cover.insurance
    assert (cover.monthly_cents, cover.total_cents) == (16_00, 16_00 * 48)
    dearer = [replace(flow, cents=flow.cents + 16_00) for flow in flows_of(without)[1:]]
    assert cover.taea_percent == apr([flows_of(without)[0], *dearer]) - without.apr_percent


def test_a_loan_of_a_french_advert_is_found():
    found = quoted(months=60, offer=replace(OFFERS["loan"], rates={60: Decimal("5.23")}))
    assert found.monthly_cents == 379_54
    assert round_percent(found.apr_percent, 2) == Decimal("5.36")
    assert found.example.apr_percent == Decimal("5.36")


def test_a_balloon_falls_due_alone_in_the_last_month():
    found = quoted("balloon")
    assert found.payments == 47
    assert [row.kind for row in found.schedule[-2:]] == ["instalment", "final"]
    assert found.schedule[-1].due == date(2030, 11, 24)
    assert found.schedule[-1].payment_cents == found.final_cents == 11_875_00


def test_a_final_amount_may_follow_a_month_after_the_last_instalment():
    found = quoted("loa", offer=replace(OFFERS["loa"], final_gap=1))
    assert found.payments == 48
    assert found.schedule[-1].due == date(2030, 12, 24)


def test_the_contribution_counts_towards_the_first_rental():
    assert quoted("loa").first_cents == 0
    found = quoted("loa", contribution_cents=1_000_00)
    assert found.first_cents == 1_500_00
    assert found.schedule[0].due == DAY
    assert found.credit_cents == 24_000_00


def test_a_rental_repays_nothing_and_has_no_rate():
    found = quoted("lld")
    assert found.apr_percent is None
    assert found.warning is None
    assert (found.credit_cents, found.final_cents) == (0, 0)
    assert found.total_due_cents == 48 * found.monthly_cents
    assert found.services["en"] == "Maintenance"


def test_a_lease_with_option_has_a_rate_only_under_the_new_law():
    after = quoted("loa")
    before = quoted("loa", quoted_on=date(2026, 11, 19))
    assert (after.law_key, before.law_key) == ("after 2026-Q4", "before")
    assert before.apr_percent is None
    assert after.warning["en"] == "Caution!"


def test_a_first_payment_later_than_usual_costs_more():
    late = quoted(first_due=date(2027, 2, 1))
    assert late.schedule[0].due == date(2027, 2, 1)
    assert late.schedule[1].due == date(2027, 3, 1)
    assert late.interest_cents > quoted().interest_cents


def test_interest_of_a_late_start_never_outgrows_the_payment():
    dear = replace(OFFERS["balloon"], rates={48: Decimal("8.30")})
    changes = {"contribution_cents": 12_500_00, "first_due": date(2027, 2, 24)}
    found = answer("balloon", offer=dear, **changes)
    assert (found.code, found.nearest) == ("first_due_too_late", {"first_due": date(2026, 12, 24)})


def test_a_grid_holds_what_single_quotes_say():
    offers = [OFFERS["loan"], OFFERS["loa"]]
    grid = quote_grid(WISH, offers, [24, 36, 48], [10_000, 20_000], LAW)
    assert len(grid) == 2 + 4
    for found in grid:
        km = found.km_per_year or WISH.km_per_year
        assert found == quoted(found.product, months=found.months, km_per_year=km)


def test_a_quote_says_when_invented_terms_went_into_it():
    assert quoted().demonstration
    assert quoted("lld").demonstration is False
    assert not quoted(quoted_on=date(2026, 2, 1)).demonstration


def test_a_quote_holds_until_the_quarter_ends():
    assert quoted(quoted_on=date(2026, 2, 1)).valid_until == date(2026, 3, 31)


@pytest.mark.parametrize("offer", ["loan", "loa"])
def test_a_rate_above_the_usury_ceiling_is_refused(offer: str):
    dear = replace(OFFERS[offer], rates={24: Decimal("5.00"), 48: Decimal("9.00")})
    found = answer(offer, offer=dear)
    assert (found.code, found.limit) == ("usury_exceeded", Decimal("8.67"))
    assert found.nearest == {"months": 24}
    assert answer(offer, offer=replace(dear, rates={48: Decimal("9.00")})).nearest is None
