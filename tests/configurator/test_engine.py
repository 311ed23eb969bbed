from itertools import combinations

import pytest
from hypothesis import assume, given, settings, strategies as st

from configurator import (
    ContradictionError,
    Engine,
    Model,
    ModelError,
    NotBlockedError,
    TooLargeError,
    UnknownOptionError,
    compile_model,
)
from configurator.builder import Builder
from configurator.model import Constraint
from tests.configurator import brute


Clauses = list[tuple[int, ...]]
Amounts = dict[str, int]
Choices = dict[str, bool]

NAMES = tuple("abcdef")
LITERALS = st.integers(1, len(NAMES)).flatmap(lambda v: st.sampled_from((v, -v)))
CLAUSES = st.lists(st.lists(LITERALS, min_size=1, max_size=3).map(tuple), max_size=9)
DECISIONS = st.dictionaries(st.sampled_from(NAMES), st.booleans(), max_size=4)
PRICES = st.dictionaries(st.sampled_from(NAMES), st.integers(-900, 900))
BUDGETS = st.sampled_from((10_000_000, 0))  # a circuit, or a solver at once


def a_model(clauses: list[tuple[int, ...]]) -> Model:
    builder = Builder(NAMES, "test")
    for i, clause in enumerate(clauses):
        builder.rule(Constraint(f"r{i}", "rule"), clause)
    return builder.build()


def engine_and_cars(
    clauses: list[tuple[int, ...]], prices: dict[str, int], budget: int
) -> tuple[Engine, dict[frozenset[str], int]]:
    model = a_model(clauses)
    cars = {c: sum(prices.get(o, 0) for o in c) for c in brute.configurations(model)}
    assume(cars)
    return compile_model(model, prices, budget=budget), cars


@settings(max_examples=250)
@given(CLAUSES, PRICES, DECISIONS, BUDGETS)
def test_every_option_of_a_view_agrees_with_enumeration(
    clauses: Clauses, prices: Amounts, decisions: Choices, budget: int
):
    engine, cars = engine_and_cars(clauses, prices, budget)
    if any(brute.broken(decisions, car) == 0 for car in cars):
        brute.check_view(engine, cars, decisions)
    else:
        with pytest.raises(ContradictionError) as caught:
            engine.view(decisions)
        clash = {o: decisions[o] for o in caught.value.decisions}
        assert all(brute.broken(clash, car) for car in cars)


@settings(max_examples=150)
@given(CLAUSES, PRICES, DECISIONS, st.sampled_from(NAMES), BUDGETS)
def test_a_repair_drops_the_fewest_decisions_and_then_costs_least(
    clauses: Clauses, prices: Amounts, decisions: Choices, option: str, budget: int
):
    engine, cars = engine_and_cars(clauses, prices, budget)
    left = [price for car, price in cars.items() if brute.broken(decisions, car) == 0]
    near = brute.nearest(cars, decisions, option)
    if not left or near is None:
        with pytest.raises(ContradictionError):
            engine.repair(decisions, option)
        return
    repair = engine.repair(decisions, option)
    assert (len(repair.drops), repair.price_delta_cents) == (near[0], near[1] - min(left))
    assert engine.view(repair.decisions).price_cents == near[1]
    before = (set(repair.configuration.options) - set(repair.adds)) | set(repair.leaves)
    now = engine.view(decisions)
    assert brute.broken(decisions, frozenset(before)) == 0
    assert cars[frozenset(before)] == now.price_cents
    if engine.backend == "circuit":  # of equally cheap cars the solver may name another each time
        assert before == set(now.configuration.options)


@settings(max_examples=150)
@given(CLAUSES, DECISIONS, st.sampled_from(NAMES), BUDGETS)
def test_an_explanation_holds_and_no_element_can_be_removed(
    clauses: Clauses, decisions: Choices, option: str, budget: int
):
    engine, cars = engine_and_cars(clauses, {}, budget)
    assume(option not in decisions)
    left = [car for car in cars if brute.broken(decisions, car) == 0]
    assume(left)
    having = sum(option in car for car in left)
    if 0 < having < len(left):
        with pytest.raises(NotBlockedError):
            engine.explain(decisions, option)
        return
    told = engine.explain(decisions, option)
    elements = [*told.decisions, *(rule.id for rule in told.rules)]
    for kept in [*combinations(elements, max(0, len(elements) - 1)), tuple(elements)]:
        rules = a_model([c for i, c in enumerate(clauses) if f"r{i}" in kept])
        wish = {option: having == 0} | {o: decisions[o] for o in told.decisions if o in kept}
        possible = any(brute.broken(wish, car) == 0 for car in brute.configurations(rules))
        assert possible == (len(kept) < len(elements))


@settings(max_examples=100)
@given(CLAUSES, DECISIONS)
def test_counts_agree_with_enumeration(clauses: Clauses, decisions: Choices):
    engine, cars = engine_and_cars(clauses, {}, 10_000_000)
    expected = sum(brute.broken(decisions, car) == 0 for car in cars)
    assert engine.count(decisions) == expected


@settings(max_examples=60)
@given(CLAUSES, PRICES, PRICES)
def test_completion_can_follow_weights_before_the_price(
    clauses: Clauses, prices: Amounts, weights: Amounts
):
    engine, cars = engine_and_cars(clauses, prices, 10_000_000)
    found = engine.complete({}, weights)
    best = min((sum(weights.get(o, 0) for o in car), price) for car, price in cars.items())
    assert (sum(weights.get(o, 0) for o in found.options), found.price_cents) == best


@settings(max_examples=60)
@given(CLAUSES, PRICES, DECISIONS, BUDGETS)
def test_a_dumped_engine_answers_as_before(
    clauses: Clauses, prices: Amounts, decisions: Choices, budget: int
):
    engine, cars = engine_and_cars(clauses, prices, budget)
    assume(any(brute.broken(decisions, car) == 0 for car in cars))
    again = Engine.load(engine.dump())
    assert again.backend == engine.backend
    brute.check_view(again, cars, decisions)


def test_prices_beyond_64_bits_stay_exact():
    huge = 10**17
    engine = compile_model(a_model([(1, 2)]), {"a": huge + 1, "b": huge, "c": -(huge + 3)})
    assert engine.price_range({}) == (-3, 2 * huge + 1)
    assert engine.view({"c": False}).options["a"].price_delta_cents == 1


def test_a_model_without_configuration_is_refused():
    for budget in (10_000_000, 0):
        with pytest.raises(ModelError, match="no configuration"):
            compile_model(a_model([(1,), (-1,)]), budget=budget)


def test_unknown_names_and_values_are_refused():
    engine = compile_model(a_model([]))
    with pytest.raises(UnknownOptionError, match="zz"):
        engine.view({"zz": True})
    with pytest.raises(UnknownOptionError, match="a=1"):
        engine.view({"a": 1})
    with pytest.raises(UnknownOptionError):
        engine.repair({}, "zz")
    with pytest.raises(UnknownOptionError):
        compile_model(a_model([]), {"zz": 3})


def test_a_solver_says_that_it_cannot_count():
    engine = compile_model(a_model([]), budget=0)
    assert (engine.backend, engine.nodes) == ("sat", 0)
    with pytest.raises(TooLargeError):
        engine.count({})
