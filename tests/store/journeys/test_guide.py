from dataclasses import replace

import pytest
from hypothesis import given, strategies as st

from store.journeys.guide import Candidate, Wish, guide
from store.journeys.refusals import DealError


WISH = Wish(
    use="city",
    seats=5,
    km_per_year=12_000,
    home_charging=True,
    budget_kind="cash",
    budget_cents=3_500_000,
)


def version(name: str, energy: str, price: int, **changed: int) -> Candidate:
    figures = {"seats": 5, "co2_g": 0, "range_km": 0, "taxes_cents": 50_000} | changed
    return Candidate(
        version=name,
        model=name.split(maxsplit=1)[0],
        energy=energy,
        road_price_cents=price,
        monthly_cents=price // 80,
        **figures,
    )


RANGE = (
    version("208 petrol", "petrol", 2_300_000, co2_g=120),
    version("208 petrol GT", "petrol", 2_800_000, co2_g=121),
    version("208 hybrid", "hybrid", 2_700_000, co2_g=99),
    version("208 electric", "electric", 3_400_000, range_km=400),
    version("3008 diesel", "diesel", 4_000_000, co2_g=140),
    version("5008 hybrid", "hybrid", 4_500_000, co2_g=125, seats=7),
)


def best(wish: Wish) -> list[str]:
    return [one.candidate.version for one in guide(wish, RANGE)]


def test_home_charging_in_town_proposes_the_electric_car_first():
    assert best(WISH) == ["208 electric", "208 hybrid", "208 petrol"]
    codes = {reason.code for reason in guide(WISH, RANGE)[0].reasons}
    assert {"within_budget", "charges_at_home", "range_lasts", "no_malus"} <= codes


def test_without_a_charger_the_hybrid_comes_first():
    assert best(replace(WISH, home_charging=False))[0] == "208 hybrid"


def test_many_motorway_kilometres_ask_for_diesel():
    far = replace(WISH, use="motorway", km_per_year=35_000, home_charging=False)
    assert best(replace(far, budget_cents=4_500_000))[0] == "3008 diesel"


def test_seven_seats_leave_only_cars_that_have_them():
    (only,) = guide(replace(WISH, seats=7, budget_cents=5_000_000), RANGE)
    assert only.candidate.version == "5008 hybrid"


def test_a_budget_too_small_shows_the_nearest_with_what_is_missing():
    first = guide(replace(WISH, budget_cents=2_200_000), RANGE)[0]
    assert first.candidate.version == "208 petrol"
    assert first.over_budget_cents == 100_000
    assert first.reasons[0].code == "over_budget"


def test_a_monthly_budget_needs_a_quote():
    unquoted = tuple(replace(one, monthly_cents=None) for one in RANGE)
    monthly = replace(WISH, budget_kind="monthly", budget_cents=40_000)
    assert guide(monthly, unquoted) == ()
    assert max(one.candidate.monthly_cents or 0 for one in guide(monthly, RANGE)) <= 40_000


@given(
    st.builds(
        Wish,
        use=st.sampled_from(["city", "mixed", "motorway"]),
        seats=st.integers(1, 9),
        km_per_year=st.integers(1, 200_000),
        home_charging=st.booleans(),
        budget_kind=st.just("cash"),
        budget_cents=st.integers(1, 10_000_000),
    )
)
def test_any_answers_give_at_most_three_different_cars_with_reasons(wish: Wish):
    found = guide(wish, RANGE)
    assert len(found) <= 3
    assert len({(one.candidate.model, one.candidate.energy) for one in found}) == len(found)
    assert all(one.reasons and one.candidate.seats >= wish.seats for one in found)


@pytest.mark.parametrize("wrong", [{"seats": 0}, {"km_per_year": 0}, {"budget_cents": 0}])
def test_impossible_answers_are_refused(wrong: dict[str, int]):
    with pytest.raises(DealError):
        replace(WISH, **wrong)
