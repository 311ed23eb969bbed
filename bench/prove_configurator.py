"""The configurator against independent solvers, on every model: part of `make prove`."""

from collections import Counter
from itertools import islice

from bench.models import engines
from bench.oracles import Minimality, Solo, cheapest
from configurator import Engine
from tests.configurator.test_sessions import session


CLICKS_A_SESSION = 20
STATES_A_MODEL = 40_000  # a model of thousands of options has fewer clicks
ASKED_A_CLICK = 2  # options whose repair and explanation are checked after each click


def prove(clicks: int) -> int:
    """Prove states, repairs, explanations, prices and that no session ends dead.

    Args:
        clicks: how many on each model, at most.

    Returns:
        How many answers were wrong.
    """
    total: Counter[str] = Counter()
    for name, engine in engines():
        found = _prove(name, engine, clicks)
        total += found
        print(f"{name:24} {engine.backend:8}" + _written(found), flush=True)
    print(f"{'all':33}" + _written(total))
    return total["wrong states"] + total["wrong repairs"] + total["wrong explanations"]


def _written(found: Counter[str]) -> str:
    asked = ("states", "repairs", "explanations", "prices")
    told = (f"{found[a]:9,} {a}, {found[f'wrong {a}']} wrong;" for a in asked)
    return " ".join(told) + f" {found['dead ends']} dead ends"


def _prove(name: str, engine: Engine, clicks: int) -> Counter[str]:
    found: Counter[str] = Counter()
    judge, minimality = Solo(engine.model), Minimality(engine.model)
    clicks = min(clicks, STATES_A_MODEL // len(engine.options))
    for number in range(max(1, clicks // CLICKS_A_SESSION)):
        for decisions in session(engine, (name, number), CLICKS_A_SESSION):
            _states(engine, judge, decisions, found)
            _answers(engine, decisions, minimality, found)
    return found


def _states(engine: Engine, judge: Solo, decisions: dict[str, bool], found: Counter[str]) -> None:
    expected = judge.states(decisions)
    seen = engine.view(decisions).options
    found["states"] += len(expected)
    found["wrong states"] += sum(seen[o].state != state for o, state in expected.items())
    found["dead ends"] += not judge.can_be(engine.model.assumptions(decisions))


def _answers(
    engine: Engine, decisions: dict[str, bool], minimality: Minimality, found: Counter[str]
) -> None:
    view = engine.view(decisions)
    wished = [o for o, seen in view.options.items() if seen.state == "blocked"]
    literals = list(engine.model.assumptions(decisions))
    prices = engine.model.prices
    now = cheapest(engine.model, prices, literals, ())
    found["prices"] += 1
    found["wrong prices"] += now != (0, view.price_cents)
    for option in islice(wished, len(decisions) % 7, None, 1 + len(wished) // ASKED_A_CLICK):
        best = cheapest(engine.model, prices, literals, [engine.model.variable(option)])
        found["explanations"] += 1
        found["wrong explanations"] += not minimality.holds(
            engine.explain(decisions, option), decisions
        )
        if best is None:
            continue
        repair = engine.repair(decisions, option)
        told = (len(repair.drops), repair.configuration.price_cents)
        found["repairs"] += 1
        found["wrong repairs"] += told != best
