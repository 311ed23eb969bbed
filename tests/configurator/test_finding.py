from hypothesis import assume, given, settings, strategies as st

from configurator import Catalogue, Configuration, compile_catalogue, compile_model
from tests.configurator import brute
from tests.configurator.examples import SMALL
from tests.configurator.test_engine import (
    BUDGETS,
    CLAUSES,
    DECISIONS,
    NAMES,
    PRICES,
    Amounts,
    Choices,
    Clauses,
    a_model,
    engine_and_cars,
)


SMALL_ENGINE = compile_catalogue(Catalogue.load(SMALL))


@settings(max_examples=120)
@given(CLAUSES, PRICES, DECISIONS, st.integers(1, 6), BUDGETS)
def test_alternatives_are_the_cheapest_different_cars_in_order(
    clauses: Clauses, prices: Amounts, decisions: Choices, most: int, budget: int
):
    engine, cars = engine_and_cars(clauses, prices, budget)
    left = sorted(price for car, price in cars.items() if not brute.broken(decisions, car))
    assume(left)
    found = engine.alternatives(decisions, most)
    assert [one.price_cents for one in found] == left[:most]
    assert len({one.options for one in found}) == len(found)
    assert all(cars[frozenset(one.options)] == one.price_cents for one in found)


@settings(max_examples=120)
@given(CLAUSES, PRICES, DECISIONS, st.sampled_from(NAMES), BUDGETS)
def test_another_way_keeps_something_the_ways_before_give_up(
    clauses: Clauses, prices: Amounts, decisions: Choices, option: str, budget: int
):
    engine, cars = engine_and_cars(clauses, prices, budget)
    assume(any(not brute.broken(decisions, car) for car in cars))
    assume(brute.nearest(cars, decisions, option))
    found = engine.ways(decisions, option, 4)
    assert found[0].drops == engine.repair(decisions, option).drops
    for i, way in enumerate(found):
        assert option in way.configuration.options
        assert brute.broken(decisions, frozenset(way.configuration.options)) == len(way.drops)
        assert all(set(before.drops) - set(way.drops) for before in found[:i])
    order = [(len(way.drops), way.price_delta_cents) for way in found]
    assert order == sorted(order)


def weeks(found: Configuration) -> int:
    return Catalogue.load(SMALL).summarise(found.options).lead_weeks


def test_the_quickest_car_counts_the_longest_of_its_options():
    engine = SMALL_ENGINE
    assert weeks(engine.complete({}, "lead_time")) == 6
    assert weeks(engine.complete({"version.e150-gt": True}, "lead_time")) == 9
    found = engine.complete({"option.roof": True, "color.red": True}, "lead_time")
    assert weeks(found) == 6 + 3
    assert "option.towbar" not in found.options


@settings(max_examples=60)
@given(CLAUSES, PRICES, st.dictionaries(st.sampled_from(NAMES), st.integers(0, 9)), BUDGETS)
def test_the_most_popular_car_is_then_the_cheapest(
    clauses: Clauses, prices: Amounts, popularity: Amounts, budget: int
):
    _, cars = engine_and_cars(clauses, prices, budget)
    engine = compile_model(a_model(clauses), prices, popularity=popularity, budget=budget)
    found = engine.complete({}, "popularity")
    best = min((-sum(popularity.get(o, 0) for o in car), price) for car, price in cars.items())
    assert (-sum(popularity.get(o, 0) for o in found.options), found.price_cents) == best
