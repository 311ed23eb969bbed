"""Requests for tests: one plain car, and any car hypothesis can think of."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from store.journeys.parts import CarItem, Delivery, Finance, Service, TradeIn
from store.journeys.request import DealRequest
from store.journeys.terms import PUBLIC, Discount, terms_on
from store.markets import Household, TaxedVehicle
from store.markets.geography import places


TODAY = date(2026, 11, 21)
LYON, SAINT_DENIS = places("69002")[0], places("97400")[0]


def text(words: str) -> dict[str, str]:
    return {"fr": words, "en": words}


BASE = DealRequest(
    brand="peugeot",
    model="208",
    catalogue="c" * 64,
    edition="peugeot-2026-11",
    items=(
        CarItem(
            option="version.allure",
            label=text("208 Allure PureTech 100"),
            cents=2_450_000,
            kind="car",
            reason="base",
        ),
        CarItem(option="colour.agueda", label=text("Jaune Agueda"), cents=0, reason="series"),
        CarItem(option="pack.city", label=text("Pack City"), cents=65_000),
        CarItem(
            option="option.camera",
            label=text("Camera"),
            cents=0,
            reason="pack",
            pack="pack.city",
        ),
        CarItem(option="mats", label=text("Tapis"), cents=4_990, kind="accessory"),
    ),
    vehicle=TaxedVehicle(co2_g=127, mass_kg=1165, fiscal_cv=5, energy="petrol"),
    place=LYON,
    delivery=Delivery(
        kind="dealer", dealer_key="lyon-confluence", dealer_name="Lyon Confluence", region="84"
    ),
    ordered_on=TODAY,
    registration_month=TODAY,
    texts_version="FR-texts@2026-11-20",
)
TRADE_IN = TradeIn(
    offer_cents=710_000,
    label="Renault Clio IV",
    valid_until=date(2026, 11, 28),
    model_id="m1",
    rules_id="r1",
)
LOAN = Finance(
    product="loan",
    lender="Banque de démonstration",
    offer_key="loan-2026-q4",
    law_key="FR-2026-11-20",
    months=48,
    monthly_cents=23_456,
    credit_cents=1_000_000,
    total_due_cents=48 * 23_456,
    apr=Decimal("5.90"),
    valid_until=date(2026, 12, 5),
)
SPRING = Discount(
    code="spring",
    label=text("Offre"),
    amount_cents=50_000,
    starts=date(2026, 1, 1),
    stacks_with=("employee_discount",),
    source="demonstration",
)

cents = st.integers(0, 5_000_000)


@st.composite
def requests(draw: st.DrawFn) -> DealRequest:
    extra = tuple(
        CarItem(
            option=f"o{number}",
            label=text(f"Option {number}"),
            cents=draw(st.integers(-50_000, 400_000)),
            kind=draw(st.sampled_from(["option", "accessory"])),
        )
        for number in range(draw(st.integers(0, 8)))
    )
    car = replace(BASE.items[0], cents=draw(st.integers(1_000_000, 9_000_000)))
    vehicle = TaxedVehicle(
        co2_g=draw(st.integers(0, 260)),
        mass_kg=draw(st.integers(900, 2600)),
        fiscal_cv=draw(st.integers(2, 40)),
        energy=draw(st.sampled_from(["petrol", "diesel", "phev", "hev", "bev"])),
        electric_range_km=draw(st.integers(0, 90)),
    )
    kind = draw(st.sampled_from(["public", "business", "employee", "beneficiary", "fleet"]))
    trade_in = replace(TRADE_IN, offer_cents=draw(cents), loan_payoff_cents=draw(cents))
    return replace(
        BASE,
        items=(car, *extra),
        vehicle=vehicle,
        place=draw(st.sampled_from([LYON, SAINT_DENIS])),
        delivery=Delivery(
            kind=draw(st.sampled_from(["dealer", "home"])),
            dealer_key="d",
            dealer_name="D",
            region=draw(st.sampled_from(["84", "11", "04", "03"])),
            fee_cents=draw(st.integers(0, 60_000)),
        ),
        household=Household(children=draw(st.integers(0, 5))),
        terms=draw(st.sampled_from([PUBLIC, terms_on(kind, TODAY)])),
        services=draw(st.sampled_from([(), (Service(code="s", label=text("S"), cents=9_999),)])),
        trade_in=draw(st.sampled_from([None, trade_in])),
        deposit_cents=draw(st.sampled_from([None, 0, 30_000, 5_000_000])),
    )
