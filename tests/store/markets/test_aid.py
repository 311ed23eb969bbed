from datetime import date

import pytest

from store.markets import Invalid, TaxedVehicle, UnknownLaw
from store.markets.aid import co2_class, ev_aid_estimate


TODAY = date(2026, 11, 21)
E208 = TaxedVehicle(co2_g=0, mass_kg=1530, fiscal_cv=4, energy="bev")


def test_the_aid_is_a_range_by_income():
    modest = ev_aid_estimate(E208, 3_200_000, "modest", TODAY)
    assert (modest.low_cents, modest.high_cents) == (470_000, 670_000)
    assert "supplier" in modest.to_check


def test_a_car_too_dear_too_heavy_or_with_an_engine_gets_nothing():
    petrol = TaxedVehicle(co2_g=120, mass_kg=2500, fiscal_cv=6, energy="petrol")
    none = ev_aid_estimate(petrol, 4_700_001, "other", TODAY, natural_person=False)
    assert none.high_cents == 0
    assert none.refused == ("electric_only", "price_too_high", "too_heavy", "natural_person")


def test_the_aid_of_an_unknown_year_is_not_guessed():
    with pytest.raises(UnknownLaw):
        ev_aid_estimate(E208, 3_200_000, "other", date(2027, 1, 1))


@pytest.mark.parametrize(
    ("grams", "letter"),
    [(0, "A"), (100, "A"), (101, "B"), (120, "B"), (127, "C"), (160, "D"), (200, "E"), (251, "G")],
)
def test_the_class_of_emissions_follows_the_label(grams: int, letter: str):
    assert co2_class(grams, TODAY) == letter


def test_impossible_emissions_have_no_class():
    with pytest.raises(Invalid):
        co2_class(-1, TODAY)
