"""The offer: it sums, it never rises with wear, and it says when a person must look."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from time import perf_counter
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from tests.tradein.cars import CAR, TODAY
from tradein import (
    Condition,
    Damage,
    InvalidFactsError,
    Referral,
    Rules,
    Valuation,
    ValuationModel,
    value,
)


Appraise = Callable[..., Valuation]
CARS = st.sampled_from(
    [
        {"model": "208", "fuel": "petrol"},
        {"model": "3008", "fuel": "diesel", "power_hp": 130, "gearbox": "auto", "version": ""},
        {"brand": "Renault", "model": "Clio", "version": "0.9 TCe Intens", "power_hp": 90},
        {"brand": "VW", "model": "Golf", "version": "", "fuel": "diesel", "power_hp": 150},
        {"brand": "Citroën", "model": "C3", "version": "1.2 PureTech Shine", "power_hp": 82},
        {"brand": "BMW", "model": "Série 1", "version": "", "gearbox": "auto", "power_hp": 140},
        {"brand": "Fiat", "model": "500", "version": "", "power_hp": 69},
    ]
)
BORN = st.dates(date(2006, 1, 1), date(2026, 10, 1))
KMS = st.integers(500, 400_000)
DAMAGES = st.sampled_from(
    [
        Damage(zone="front_bumper", kind="scratch", severity=2),
        Damage(zone="roof", kind="dent", severity=3),
        Damage(zone="windscreen", kind="crack", severity=1),
        Damage(zone="front_seats", kind="burn", severity=1),
        Damage(zone="rear_left_wheel", kind="bent", severity=2),
    ]
)
STATES = st.builds(
    Condition,
    damages=st.lists(DAMAGES, max_size=6).map(tuple),
    tyres=st.sampled_from(["good", "worn", "replace"]),
    service_history=st.sampled_from(["full", "partial", "none"]),
    keys=st.integers(0, 3),
    owners=st.integers(1, 8),
    accident=st.sampled_from(["none", "repaired", "structural"]),
    ex_rental=st.booleans(),
    inspection_valid=st.booleans(),
    warning_lights=st.booleans(),
    loan_outstanding_cents=st.integers(0, 3_000_000),
)


@settings(max_examples=40)
@given(car=CARS, born=BORN, km=KMS, state=STATES)
def test_the_factors_sum_to_the_offer_to_the_cent(
    appraise: Appraise, car: dict[str, Any], born: date, km: int, state: Condition
) -> None:
    answer = appraise(state, first_registration=born, km=km, **car)
    assert sum(factor.cents for factor in answer.factors) == answer.offer_cents
    assert answer.offer_cents == answer.gross_cents - state.loan_outstanding_cents
    assert answer.gross_cents > 0


@settings(max_examples=40)
@given(car=CARS, born=BORN, km=KMS, more=st.integers(1, 100_000), state=STATES)
def test_more_km_never_raises_the_offer(
    appraise: Appraise, *, car: dict[str, Any], born: date, km: int, more: int, state: Condition
) -> None:
    before = appraise(state, first_registration=born, km=km, **car)
    after = appraise(state, first_registration=born, km=km + more, **car)
    assert after.offer_cents <= before.offer_cents
    assert after.market_cents <= before.market_cents


@settings(max_examples=40)
@given(car=CARS, born=BORN, km=KMS, days=st.integers(1, 2000), state=STATES)
def test_an_older_car_is_never_offered_more(
    appraise: Appraise, *, car: dict[str, Any], born: date, km: int, days: int, state: Condition
) -> None:
    younger = appraise(state, first_registration=born, km=km, **car)
    older = appraise(state, first_registration=born - timedelta(days=days), km=km, **car)
    assert older.offer_cents <= younger.offer_cents


@settings(max_examples=40)
@given(car=CARS, born=BORN, km=KMS, state=STATES, damage=DAMAGES)
def test_a_damage_never_raises_the_offer(
    appraise: Appraise,
    *,
    car: dict[str, Any],
    born: date,
    km: int,
    state: Condition,
    damage: Damage,
) -> None:
    worse = replace(state, damages=(*state.damages, damage))
    intact = appraise(state, first_registration=born, km=km, **car)
    assert appraise(worse, first_registration=born, km=km, **car).offer_cents <= intact.offer_cents


@settings(max_examples=40)
@given(car=CARS, born=BORN, km=KMS)
def test_the_interval_holds_the_market_value(
    appraise: Appraise, car: dict[str, Any], born: date, km: int
) -> None:
    answer = appraise(None, first_registration=born, km=km, **car)
    assert answer.interval.low_cents <= answer.market_cents <= answer.interval.high_cents
    assert answer.interval.level == 0.8


def test_a_usual_car_gets_a_firm_offer_valid_a_week_and_a_thousand_km(appraise: Appraise) -> None:
    answer = appraise()
    assert answer.firm
    assert answer.level == "version"
    assert answer.valid_until == TODAY + timedelta(days=7)
    assert answer.valid_km == 63_000
    assert answer.tolerance_cents == 25_000
    assert 700_000 < answer.gross_cents < answer.market_cents < 1_500_000


def test_every_factor_is_said_in_both_languages(appraise: Appraise) -> None:
    scratch = Damage(zone="front_bumper", kind="scratch", severity=2)
    answer = appraise(Condition(damages=(scratch,), keys=1, tyres="worn", owners=4))
    for factor in answer.factors:
        assert set(factor.label) == {"fr", "en"}
        assert all(text and "{" not in text for text in (*factor.label.values(),))
        assert all(text and "{" not in text for text in (*factor.reason.values(),))
    labels = [factor.label["fr"] for factor in answer.factors]
    assert "Pare-chocs avant : rayure" in labels


def test_a_loan_over_the_value_is_shown_as_what_it_is(appraise: Appraise) -> None:
    answer = appraise(Condition(loan_outstanding_cents=5_000_000))
    assert answer.offer_cents < 0
    assert answer.factors[-1].code == "loan"


@pytest.mark.parametrize(
    ("code", "state", "changes"),
    [
        ("structural_accident", Condition(accident="structural"), {}),
        ("opposition", Condition(opposition=True), {}),
        ("too_old", Condition(), {"first_registration": date(2009, 1, 1)}),
        ("km_outside", Condition(), {"km": 500_000}),
        ("km_per_year", Condition(), {"km": 400_000}),
        ("km_below_recorded", Condition(), {"earlier_km": 70_000}),
        ("foreign", Condition(), {"country": "DE"}),
        ("fuel_unseen", Condition(), {"fuel": "hydrogen"}),
        ("power_unusual", Condition(), {"power_hp": 400}),
    ],
)
def test_what_needs_a_person_is_never_firm(
    appraise: Appraise, code: str, state: Condition, changes: dict[str, Any]
) -> None:
    answer = appraise(state, **changes)
    assert not answer.firm
    assert code in [reason.code for reason in answer.refer_reasons]


def test_a_wide_interval_is_never_firm(
    appraise: Appraise, model: ValuationModel, rules: Rules
) -> None:
    assert appraise().firm
    narrow = replace(rules, never_firm=replace(rules.never_firm, half_width_permille=20))
    answer = value(CAR, Condition(), model, narrow, TODAY)
    assert isinstance(answer, Valuation)
    assert [reason.code for reason in answer.refer_reasons] == ["wide_interval"]


def test_a_reading_too_good_to_be_true_earns_nothing(appraise: Appraise) -> None:
    low = appraise().km_clamp[0]
    assert appraise(None, km=low // 2).market_cents == appraise(None, km=low).market_cents


@pytest.mark.parametrize(
    ("brand", "code"), [("Peugeot", "unknown_model"), ("Zastava", "unknown_brand")]
)
def test_an_unknown_car_is_referred_to_an_expert(
    model: ValuationModel, rules: Rules, brand: str, code: str
) -> None:
    car = replace(CAR, brand=brand, model="Nowhere")
    answer = value(car, Condition(), model, rules, TODAY)
    assert isinstance(answer, Referral)
    assert [reason.code for reason in answer.reasons] == [code]


def test_a_rare_model_of_a_known_brand_is_priced_from_its_new_price(appraise: Appraise) -> None:
    answer = appraise(None, model="Nowhere", version="", new_price_cents=2_500_000)
    assert answer.level == "curve"
    assert answer.factors[0].code == "new_price"
    assert answer.factors[0].cents == 2_500_000
    assert answer.market_cents < 2_500_000
    assert sum(factor.cents for factor in answer.factors) == answer.offer_cents


def test_a_damage_outside_the_grid_is_refused(appraise: Appraise) -> None:
    tear = Damage(zone="roof", kind="tear", severity=1)
    with pytest.raises(InvalidFactsError, match="damage grid"):
        appraise(Condition(damages=(tear,)))
    heavy = Damage(zone="roof", kind="dent", severity=4)
    with pytest.raises(InvalidFactsError, match="severity"):
        appraise(Condition(damages=(heavy,)))


def test_a_valuation_takes_a_few_milliseconds(appraise: Appraise) -> None:
    appraise()
    started = perf_counter()
    for _number in range(20):
        appraise()
    assert (perf_counter() - started) / 20 < 0.02
