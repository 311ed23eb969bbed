import subprocess
import sys
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings

from store.journeys.deal import Deal, add_months, finance_basis_cents, make_deal
from store.journeys.parts import CarItem, Delivery, Service
from store.journeys.receipt import receipt
from store.journeys.refusals import DealError
from store.journeys.request import DealRequest
from store.journeys.terms import terms_on
from store.markets import Household
from tests.store.journeys.deals import BASE, LOAN, SPRING, TODAY, TRADE_IN, requests, text


ROOT = Path(__file__).resolve().parents[3]


def test_a_plain_car_costs_what_its_lines_say():
    deal = make_deal(BASE)
    assert deal.car_cents == 2_450_000 + 65_000 + 4_990
    assert deal.taxes_cents == 74_000 + 21_500 + 1_100 + 276
    assert deal.road_price_cents == deal.car_cents + deal.taxes_cents == 2_616_866
    assert deal.vat_cents == round(deal.car_cents / 6)
    assert (deal.due_today_cents, deal.due_at_delivery_cents) == (50_000, 2_566_866)
    assert deal.guaranteed_until == date(2027, 2, 21)


def test_a_trade_in_and_a_loan_pay_below_the_price():
    deal = make_deal(replace(BASE, trade_in=TRADE_IN, finance=LOAN))
    assert deal.vat_cents == make_deal(BASE).vat_cents
    assert (deal.trade_in_cents, deal.financed_cents) == (710_000, 1_000_000)
    assert (deal.monthly_cents, deal.months) == (23_456, 48)
    assert deal.due_at_delivery_cents == 2_616_866 - 710_000 - 1_000_000 - 50_000
    assert finance_basis_cents(deal) == 2_616_866 - 710_000


def test_zero_lines_are_kept_with_their_reason():
    notes = {row.code: row.note for row in make_deal(BASE).lines if row.cents == 0}
    assert notes["preparation"]["en"].startswith("€0: included")
    assert notes["colour.agueda"]["fr"] == "0 €\xa0: de série"
    assert notes["option.camera"]["en"] == "€0: included in Pack City"
    assert {"malus_mass", "cash", "trade_in"} <= set(notes)


def test_every_line_names_rule_and_source_in_both_languages():
    for row in make_deal(replace(BASE, trade_in=TRADE_IN, finance=LOAN)).lines:
        assert row.rule
        assert row.source
        assert set(row.label) == set(row.note) == {"fr", "en"}
        assert "{" not in row.note["fr"] + row.label["en"]


@settings(max_examples=200)
@given(requests())
def test_lines_vat_and_payments_sum_to_the_cent(request_: DealRequest):
    deal = make_deal(request_)
    assert sum(row.cents for row in deal.price_lines) == deal.road_price_cents
    assert sum(row.cents for row in deal.payment_lines) == deal.road_price_cents
    assert all(row.net_cents + row.vat_cents == row.cents for row in deal.lines)
    assert sum(row.vat_cents for row in deal.lines) == deal.vat_cents
    taxed = [row for row in deal.lines if row.vat_rate is not None]
    percent = taxed[0].vat_rate or Decimal(0)
    exact = sum(row.cents for row in taxed) * percent / (100 + percent)
    assert abs(deal.vat_cents - exact) <= Decimal("0.5")
    assert deal.due_today_cents + deal.due_at_delivery_cents == (
        deal.road_price_cents - deal.trade_in_cents - deal.financed_cents
    )
    assert deal.tax_refund_cents >= 0


@settings(max_examples=100)
@given(requests())
def test_a_kept_deal_reads_back_and_derives_again_to_the_same_bytes(request_: DealRequest):
    deal = make_deal(request_)
    kept = Deal.from_json(deal.canonical())
    assert kept == deal
    assert make_deal(kept.request).canonical() == deal.canonical()


def test_the_hash_is_the_same_in_another_process():
    code = (
        "from tests.store.journeys.deals import BASE\n"
        "from store.journeys.deal import make_deal\n"
        "print(make_deal(BASE).sha256)"
    )
    other = [sys.executable, "-c", code]
    ran = subprocess.run(other, cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == make_deal(BASE).sha256


def test_a_family_pays_the_whole_malus_and_sees_the_refund():
    deal = make_deal(replace(BASE, household=Household(children=3)))
    assert deal.taxes_cents == make_deal(BASE).taxes_cents
    assert deal.tax_refund_cents == 74_000


def test_the_vat_is_that_of_the_place_of_hand_over():
    reunion = replace(BASE.delivery, region="04")
    deal = make_deal(replace(BASE, delivery=reunion))
    assert deal.lines[0].vat_rate == Decimal("8.5")
    assert deal.car_cents == make_deal(BASE).car_cents


def test_delivery_at_home_and_services_are_lines_of_their_own():
    home = Delivery(kind="home", dealer_key="d", dealer_name="D", region="84", fee_cents=29_000)
    cover = Service(code="cover", label=text("Assurance"), cents=10_000, vat=False)
    deal = make_deal(replace(BASE, delivery=home, services=(cover,)))
    assert deal.car_cents == make_deal(BASE).car_cents + 39_000
    assert next(row for row in deal.lines if row.code == "cover").vat_rate is None


def test_the_deposit_never_passes_the_cash_part():
    credit = replace(LOAN, credit_cents=2_616_866 - 710_000 - 20_000)
    deal = make_deal(replace(BASE, trade_in=TRADE_IN, finance=credit))
    assert (deal.due_today_cents, deal.due_at_delivery_cents) == (20_000, 0)
    all_credit = replace(credit, credit_cents=2_616_866 - 710_000)
    assert make_deal(replace(BASE, trade_in=TRADE_IN, finance=all_credit)).deposit_cents == 0


def test_a_trade_in_worth_more_than_the_car_is_paid_out():
    deal = make_deal(replace(BASE, trade_in=replace(TRADE_IN, offer_cents=3_000_000)))
    assert deal.due_today_cents == 0
    assert deal.due_at_delivery_cents == 2_616_866 - 3_000_000
    assert deal.lines[-1].label["en"] == "To be paid to you at delivery"


def test_an_old_loan_larger_than_the_car_is_added():
    deal = make_deal(replace(BASE, trade_in=replace(TRADE_IN, loan_payoff_cents=900_000)))
    assert deal.trade_in_cents == -190_000
    assert deal.due_at_delivery_cents == 2_616_866 + 190_000 - 50_000


def test_a_first_rental_is_due_at_delivery():
    lease = replace(LOAN, product="loa", first_cents=150_000, apr=None, credit_cents=2_616_866)
    deal = make_deal(replace(BASE, finance=lease))
    assert (deal.due_today_cents, deal.due_at_delivery_cents) == (0, 150_000)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"finance": replace(LOAN, credit_cents=9_000_000)}, "financed_above_price"),
        ({"finance": replace(LOAN, valid_until=date(2026, 11, 20))}, "finance_expired"),
        ({"trade_in": replace(TRADE_IN, valid_until=date(2026, 11, 20))}, "trade_in_expired"),
        ({"offers": (replace(SPRING, amount_cents=9_000_000),)}, "discount_above_price"),
        ({"offers": (replace(SPRING, until=date(2026, 2, 1)),)}, "offer_not_in_force"),
        ({"offers": (SPRING, replace(SPRING, amount_cents=1))}, "offers_overlap"),
        ({"offers": (SPRING, replace(SPRING, code="x", stacks_with=()))}, "offers_do_not_stack"),
        ({"items": BASE.items[1:]}, "car_line"),
        ({"items": (*BASE.items, BASE.items[1])}, "line_twice"),
        ({"deposit_cents": -1}, "amount"),
        ({"registration_month": date(2026, 10, 1)}, "registration_past"),
    ],
)
def test_a_wrong_deal_is_refused_with_its_reason(changed: dict[str, object], code: str):
    with pytest.raises(DealError) as caught:
        make_deal(replace(BASE, **changed))
    assert caught.value.code == code


@pytest.mark.parametrize("cents", [1.5, True, 10**12])
def test_only_whole_cents_are_amounts(cents: object):
    with pytest.raises(DealError, match="cents"):
        CarItem(option="x", label=text("x"), cents=cents)


def test_a_tax_that_nobody_knows_has_a_line_without_an_amount_and_is_in_no_sum():
    deal = make_deal(replace(BASE, registration_month=date(2027, 2, 1)))
    assert {row.code for row in deal.unknown} == {"regional", "fixed", "delivery"}
    assert {row.code for row in deal.provisional} == {"malus_co2", "malus_mass"}
    known = sum(row.cents for row in deal.lines if row.kind == "tax" and not row.unknown)
    assert deal.taxes_cents == known
    assert all("2026" in row.note["fr"] for row in deal.unknown)
    assert all("loi de finances pour 2027" in row.note["fr"] for row in deal.provisional)
    assert receipt(deal).road[-1].label["fr"] == "Prix sans les taxes qui ne sont pas publiées"
    assert Deal.from_json(deal.canonical()) == deal


@pytest.mark.parametrize(
    "kept", [b"", b"{}", b"[1", b"\xff", b"[" * 100_000, b'{"request": 1.5}', b"null"]
)
def test_hostile_json_is_not_a_deal(kept: bytes):
    with pytest.raises(DealError, match="not a deal"):
        Deal.from_json(kept)


def test_a_kept_deal_with_a_changed_type_is_not_a_deal():
    kept = make_deal(BASE).canonical()
    for old, new in ((b'"car_cents":', b'"car_cents":"'), (b'"kind":"tax"', b'"kind":"gift"')):
        with pytest.raises(DealError):
            Deal.from_json(kept.replace(old, new, 1))


def test_the_employee_advantage_is_computed_with_its_cliff():
    terms = terms_on("employee", TODAY)
    deal = make_deal(replace(BASE, terms=terms))
    assert deal.payroll is not None
    assert deal.discount_cents == deal.payroll.advantage_cents == 503_000
    assert not deal.payroll.over_limit
    both = make_deal(replace(BASE, terms=terms, lowest_public_cents=2_900_000))
    assert both.payroll is not None
    assert both.payroll.over_limit
    assert both.payroll.taxable_cents == both.payroll.advantage_cents == 883_010
    assert make_deal(BASE).payroll is None


def test_months_end_where_the_month_ends():
    assert add_months(date(2026, 11, 30), 3) == date(2027, 2, 28)
    assert add_months(date(2027, 11, 30), 3) == date(2028, 2, 29)
