"""What must hold for whatever is financed; `make prove` tries 10,000 examples of each."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import assume, given, strategies as st

from financing import CashFlow, Offer, Quote, QuoteRequest, apr, present_value, quote, quote_grid
from tests.financing.examples import DAY, LAW, OFFERS, wish


WHEN = st.sampled_from(["upfront", "financed", "first", "last"])
MONTHS = [12, 24, 48, 60]
Asked = tuple[QuoteRequest, Offer]


@st.composite
def asked(draw: st.DrawFn) -> Asked:
    product = draw(st.sampled_from(["loan", "balloon", "loa", "lld"]))
    price = draw(st.integers(5_000_00, 95_000_00))
    rates = {months: Decimal(draw(st.integers(0, 800))) / 100 for months in MONTHS}
    stage = draw(st.sampled_from(["", "", "", "interest_only", "change_after"]))
    offer = replace(
        OFFERS[product],
        rates=rates,
        fee_cents=draw(st.integers(0, 300_00)),
        fee_when=draw(WHEN),
        adjust_last=draw(st.booleans()),
        instalments_less=draw(st.sampled_from([0, 1])) if product == "balloon" else 0,
        **({stage: draw(st.integers(1, 6))} if stage and product != "lld" else {}),
        insurance_percent_month=Decimal("0.0775"),
        min_cents=100_00,
    )
    if stage == "change_after" and product != "lld":
        offer = replace(offer, later_percent=Decimal(draw(st.integers(0, 800))) / 100)
    request = wish(
        product,
        price_cents=price,
        contribution_cents=draw(st.integers(0, price // 2)),
        months=draw(st.sampled_from(MONTHS)),
        km_per_year=draw(st.integers(10_000, 40_000)),
        start=draw(st.dates(DAY, date(2027, 3, 31))),
        quoted_on=DAY,
    )
    return request, offer


def found_for(request: QuoteRequest, offer: Offer) -> Quote:
    found = quote(request, offer, LAW)
    assume(isinstance(found, Quote))
    return found


@given(asked())
def test_every_row_and_total_sums_to_the_cent(wanted: Asked):
    found = found_for(*wanted)
    rows = found.schedule
    balance = found.terms.lent.principal if found.credit_cents else 0
    for row in rows:
        parts = row.interest_cents + row.principal_cents + row.fees_cents + row.rent_cents
        assert row.payment_cents == parts + row.insurance_cents
        assert min(row.interest_cents, row.principal_cents) >= 0
        balance -= row.principal_cents if row.number else 0
        assert row.balance_cents == balance >= 0
    assert balance == 0
    assert found.total_due_cents == sum(row.payment_cents for row in rows)
    assert found.interest_cents == sum(row.interest_cents for row in rows)
    assert found.total_due_cents == found.credit_cents + found.cost_cents
    if found.final_cents:
        assert rows[-1].payment_cents >= found.final_cents
        assert rows[-2].balance_cents == rows[-1].principal_cents <= found.final_cents


@given(asked())
def test_at_the_rate_all_payments_are_worth_the_credit(wanted: Asked):
    found = found_for(*wanted)
    assume(found.credit_cents)
    flows = [CashFlow(found.start, found.credit_cents, "credit")]
    flows += [CashFlow(row.due, row.payment_cents) for row in found.schedule]
    assert abs(present_value(flows, found.apr_percent)) < 1e-9 * found.credit_cents
    assert abs(found.apr_percent - apr(flows)) <= Decimal("1e-9")


@given(asked(), st.integers(1_00, 2_000_00))
def test_more_own_money_never_costs_more(wanted: Asked, more: int):
    request, offer = wanted
    # Tenths of a percent that the first rental asks for may round in the customer's disfavour.
    offer = replace(offer, first_rental_percent=Decimal(0), adjust_last=True)
    left = found_for(request, offer)
    own = request.contribution_cents + more
    right = found_for(replace(request, contribution_cents=own), offer)
    # Each payment is rounded by half a cent at most, whichever way.
    assert right.monthly_cents <= left.monthly_cents + 1
    assert right.interest_cents <= left.interest_cents + left.payments


@given(asked(), WHEN, st.integers(1_00, 300_00))
def test_a_fee_raises_the_rate(wanted: Asked, when: str, fee: int):
    request, offer = wanted
    bare = found_for(request, replace(offer, fee_cents=0))
    dear = found_for(request, replace(offer, fee_cents=fee, fee_when=when))
    assume(bare.apr_percent is not None)
    assert dear.apr_percent > bare.apr_percent


@given(asked())
def test_optional_insurance_changes_no_other_figure(wanted: Asked):
    request, offer = wanted
    bare, covered = found_for(request, offer), found_for(replace(request, insurance=True), offer)
    assert replace(covered, insurance=None) == bare
    assert covered.insurance.total_cents == covered.insurance.monthly_cents * covered.payments
    assert covered.apr_percent is None or covered.insurance.taea_percent > 0


@given(asked(), st.lists(st.integers(5_000, 45_000), min_size=1, max_size=3))
def test_a_grid_is_its_single_quotes(wanted: Asked, kms: list[int]):
    request, offer = wanted
    singles = [
        quote(replace(request, months=months, km_per_year=km), offer, LAW)
        for months in MONTHS
        for km in (kms if offer.by_distance else kms[:1])
    ]
    grid = quote_grid(request, [offer], MONTHS, kms, LAW)
    assert grid == [single for single in singles if isinstance(single, Quote)]
