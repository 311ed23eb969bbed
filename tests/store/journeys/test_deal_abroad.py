"""A British deal through the very function that makes the French ones."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given, settings, strategies as st

from store.journeys.deal import Deal, make_deal
from store.journeys.parts import Delivery
from store.journeys.receipt import receipt
from store.journeys.terms import terms_on
from store.markets import TaxedVehicle, market
from tests.store.journeys.deals import BASE, LOAN, TRADE_IN


BRITISH = replace(
    BASE,
    market="GB",
    vehicle=TaxedVehicle(co2_g=127, mass_kg=None, fiscal_cv=None, energy="petrol"),
    place=market("GB").places("LS1 1AA")[0],
    delivery=Delivery(kind="dealer", dealer_key="leeds", dealer_name="Leeds", region="ENG"),
    texts_version=market("GB").texts_version(BASE.ordered_on),
)


def test_a_british_car_has_its_own_taxes_currency_and_words():
    deal = make_deal(BRITISH)
    assert deal.currency == "GBP"
    assert deal.taxes_cents == 45_500 + 5_500
    assert [row.code for row in deal.lines if row.kind == "tax"] == [
        "ved",
        "first_registration",
        "supplement",
    ]
    assert deal.lines[0].vat_rate == Decimal(20)
    assert all(set(row.note) == {"en"} for row in deal.lines if row.kind == "tax")
    assert "£440.00 a year" in next(r.note["en"] for r in deal.lines if r.code == "supplement")
    assert deal.versions.texts.startswith("GB-texts@")


def test_nothing_french_is_said_or_cited():
    deal = make_deal(replace(BRITISH, trade_in=TRADE_IN, finance=LOAN))
    said = deal.canonical().decode()
    assert not any(word in said for word in ("Code de la consommation", "Arrêté", "€"))
    assert receipt(deal).lines[-1].cents == deal.due_at_delivery_cents


def test_a_business_has_british_conditions():
    terms = terms_on("business", BRITISH.ordered_on, "GB")
    deal = make_deal(replace(BRITISH, terms=terms))
    assert deal.discount_cents == (2_450_000 + 65_000) * 4 // 100
    assert terms_on("employee", BRITISH.ordered_on, "GB").rules == ()


def test_a_month_without_rates_has_lines_without_amounts():
    deal = make_deal(replace(BRITISH, registration_month=date(2027, 4, 1)))
    assert {row.code for row in deal.unknown} == {"ved", "supplement"}
    assert deal.taxes_cents == 5_500


@settings(max_examples=100)
@given(st.integers(1_000_000, 9_000_000), st.integers(0, 300))
def test_a_british_deal_sums_and_reads_back(cents: int, grams: int):
    car = replace(BRITISH.items[0], cents=cents)
    vehicle = replace(BRITISH.vehicle, co2_g=grams)
    deal = make_deal(replace(BRITISH, items=(car,), vehicle=vehicle))
    assert sum(row.cents for row in deal.price_lines) == deal.road_price_cents
    assert sum(row.cents for row in deal.payment_lines) == deal.road_price_cents
    assert Deal.from_json(deal.canonical()) == deal
