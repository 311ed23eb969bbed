"""Customers' sessions on real models, every state against a solver that sees only the clauses."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pysat.solvers import Solver

from configurator import (
    Catalogue,
    Engine,
    OptionView,
    compile_catalogue,
    compile_model,
    read_model,
)
from tests.configurator.random_models import number, random_groups, random_rules


ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "data" / "configurator"
MODELS = ("renault_small.xml", "renault_medium.xml", "busybox_2010.dimacs")
CATALOGUES = sorted((ROOT / "store" / "demo" / "catalogues").glob("*.toml"))


def session(engine: Engine, seed: object, clicks: int) -> Iterator[dict[str, bool]]:
    """Click at random: take what is selectable, repair what is blocked, undo now and then."""
    decisions: dict[str, bool] = {}
    for click in range(clicks):
        yield decisions
        option = engine.options[number(len(engine.options), seed, click)]
        seen = engine.view(decisions).options[option]
        if seen.state == "selectable":
            decisions = {**decisions, option: number(4, seed, click, "yes") > 0}
        elif seen.drops:
            decisions = dict(engine.repair(decisions, option).decisions)
        elif decisions:
            decisions.pop(next(iter(decisions)))


def states(engine: Engine, solver: Solver, decisions: dict[str, bool]) -> dict[str, str]:
    """One solver call an option and polarity."""
    number_of = {option: i for i, option in enumerate(engine.options, start=1)}
    taken = [number_of[o] if yes else -number_of[o] for o, yes in decisions.items()]
    found = {}
    for option, variable in number_of.items():
        if option in decisions:
            found[option] = "chosen" if decisions[option] else "excluded"
        elif not solver.solve(assumptions=[*taken, variable]):
            found[option] = "blocked"
        else:
            free = solver.solve(assumptions=[*taken, -variable])
            found[option] = "selectable" if free else "forced"
    return found


def check(engine: Engine, seed: object, clicks: int) -> None:
    with Solver(name="cadical195", bootstrap_with=engine.model.clauses) as solver:
        for decisions in session(engine, seed, clicks):
            view = engine.view(decisions)
            expected = states(engine, solver, decisions)
            assert {o: seen.state for o, seen in view.options.items()} == expected


@pytest.mark.skipif(not SHARED.exists(), reason="the shared data is not here")
@pytest.mark.parametrize("name", MODELS)
def test_no_state_is_wrong_on_models_others_made(name: str):
    check(compile_model(read_model(SHARED / name)), name, 4)


@pytest.mark.parametrize("file", CATALOGUES, ids=lambda file: file.stem)
def test_no_state_is_wrong_and_no_session_ends_dead_on_our_catalogues(file: Path):
    catalogue = Catalogue.load(file.read_text("utf-8"))
    engine = compile_catalogue(catalogue)
    check(engine, file.stem, 12)
    for decisions in session(engine, "prices", 12):
        view = engine.view(decisions)
        assert catalogue.summarise(view.configuration.options).price_cents == view.price_cents
        for option, seen in list(view.options.items())[:: 1 + len(decisions)]:
            repair = engine.repair(decisions, option)
            assert (len(repair.drops), repair.price_delta_cents) == (
                seen.drops,
                seen.price_delta_cents,
            )


def facts(seen: OptionView) -> tuple[str, int | None, int | None]:
    return seen.state, seen.drops, seen.price_delta_cents


@pytest.mark.skipif(not SHARED.exists(), reason="the shared data is not here")
def test_the_solver_and_the_circuit_agree_on_a_priced_model():
    model = read_model(SHARED / "renault_small.xml")
    prices = {o: number(9000, o) for o in model.options[::7]}
    circuit, solver = compile_model(model, prices), compile_model(model, prices, budget=0)
    assert (circuit.backend, solver.backend) == ("circuit", "sat")
    for decisions in session(circuit, "both", 4):
        one, other = circuit.view(decisions), solver.view(decisions)
        assert one.price_cents == other.price_cents
        for option in circuit.options[::10]:
            assert facts(one.options[option]) == facts(other.options[option])


@pytest.mark.parametrize("seed", range(3))
def test_the_solver_and_the_circuit_agree_on_random_groups(seed: int):
    model = random_groups(8 + 4 * seed, 24 + 12 * seed, f"agree {seed}")
    prices = {o: number(3000, o) for o in model.options if number(3, o, "priced")}
    circuit, solver = compile_model(model, prices), compile_model(model, prices, budget=0)
    for decisions in session(circuit, seed, 5):
        one, other = circuit.view(decisions), solver.view(decisions)
        assert one.price_cents == other.price_cents
        assert [*map(facts, one.options.values())] == [*map(facts, other.options.values())]
        assert circuit.price_range(decisions) == solver.price_range(decisions)


def test_no_state_is_wrong_where_rules_have_no_structure():
    engine = compile_model(random_rules(100, 340, "states"), budget=20_000)
    assert engine.backend == "sat"
    assert "budget" in engine.note
    check(engine, "states", 6)
