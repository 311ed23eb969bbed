"""The trade-in step's answers: kept exactly, set aside, split for the page."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

import store
from store.journeys.trade_in_car import condition_of, facts_of, typed_of
from store.journeys.trade_in_values import declared, kept_answers, set_aside, two_parts, what_if
from store.journeys.wishes import trade_in_condition, trade_in_facts
from tests.store.part_exchange.exchanges import FACTS as GIVEN
from tradein import Condition, Damage, Facts, Valuation, ValuationModel, read_rules, value


DEMO = Path(store.__file__).parent / "demo" / "tradein"
MODEL = ValuationModel.load((DEMO / "model.json").read_text("utf-8"))
RULES = read_rules((DEMO / "rules.toml").read_text("utf-8"))
ON = date(2026, 11, 24)
FACTS = st.builds(
    lambda km, day, power: Facts(
        brand="Renault",
        model="Clio",
        first_registration=day,
        km=km,
        fuel="petrol",
        gearbox="manual",
        power_hp=power,
    ),
    st.integers(200, 300_000),
    st.dates(date(2012, 1, 1), date(2025, 6, 1)),
    st.integers(60, 140),
)
CONDITIONS = st.builds(
    Condition,
    tyres=st.sampled_from(["good", "worn", "replace"]),
    service_history=st.sampled_from(["full", "partial", "none"]),
    keys=st.integers(1, 3),
    owners=st.integers(1, 6),
    warning_lights=st.booleans(),
    damages=st.lists(
        st.builds(
            Damage, zone=st.just("roof"), kind=st.just("dent"), severity=st.sampled_from([1, 2, 3])
        ),
        max_size=4,
    ).map(tuple),
    loan_outstanding_cents=st.integers(0, 2_000_000),
)


@given(FACTS, CONDITIONS)
def test_what_is_kept_reads_back_exactly(facts: Facts, condition: Condition):
    kept = json.loads(json.dumps(kept_answers(facts, condition, ON)))
    assert trade_in_facts(kept) == facts
    assert trade_in_condition(kept) == condition


@given(FACTS, CONDITIONS)
def test_the_form_shows_what_was_kept_and_makes_the_same_car(facts: Facts, condition: Condition):
    typed = typed_of(kept_answers(facts, condition, ON), MODEL)
    assert facts_of(typed, MODEL) == facts
    assert condition_of(typed) == condition


@given(FACTS, CONDITIONS)
def test_both_parts_of_an_offer_hold_every_factor_and_meet_at_the_market_value(
    facts: Facts, condition: Condition
):
    offer = value(facts, condition, MODEL, RULES, ON)
    if not isinstance(offer, Valuation):
        return
    parts = two_parts(offer)
    assert (*parts.market, *parts.offer) == offer.factors
    assert sum(factor.cents for factor in parts.market) == offer.market_cents


def test_a_car_set_aside_twice_is_still_there():
    kept = kept_answers(GIVEN, Condition(), ON)
    aside = set_aside(set_aside(kept))
    assert aside["declined"] is True
    assert "facts" not in aside
    assert declared(aside) == kept


@pytest.mark.parametrize("answers", [{}, {"declined": True}])
def test_nothing_declared_is_nothing(answers: dict[str, bool]):
    assert declared(answers) == {}
    assert set_aside(answers) == {"declined": True}


def test_other_answers_change_the_offer_the_way_people_expect():
    changes = {tried.code: tried.cents for tried in what_if(GIVEN, Condition(), MODEL, RULES, ON)}
    assert changes["more_km"] < 0
    assert changes["month"] < 0
    assert changes["book_partial"] < 0
    assert changes["tyres_worn"] < 0
    assert 0 not in changes.values()


def test_an_unknown_car_keeps_the_names_that_were_typed():
    typed = typed_of(kept_answers(GIVEN, Condition(), ON), MODEL)
    typed |= {"brand": "other", "model": "other", "other_brand": "Panhard", "other_model": "24 CT"}
    facts = facts_of(typed, MODEL)
    assert (facts.brand, facts.model) == ("Panhard", "24 CT")
    again = typed_of(kept_answers(facts, Condition(), ON), MODEL)
    assert (again["brand"], again["other_brand"]) == ("other", "Panhard")
