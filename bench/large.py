"""Models of the sizes makers have: `python -m bench.large`. CPU seconds of every question."""

from collections.abc import Callable
from time import process_time
from typing import TypeVar

from configurator import Engine, Model, TooLargeError, compile_model
from tests.configurator.random_models import model_of, number, random_rules


FEATURES, TREE_CLAUSES = 18_616, 65_000
GROUPS, VALUES, PRODUCT_CLAUSES = 120, 1_273, 180_000
FIRST_CHILD = 2
SAMPLE = 60  # options whose price is asked for
DEAREST = 300_000  # cents
Clauses = list[tuple[int, ...]]
T = TypeVar("T")


def product() -> Model:
    """Values of variables, and forbidden neighbours that leave thirty planted cars possible."""
    groups: list[list[int]] = [[] for _ in range(GROUPS)]
    for value in range(1, VALUES + 1):
        place = value - 1 if value <= 2 * GROUPS else number(GROUPS, "group", value) ** 2 // GROUPS
        groups[place % GROUPS].append(value)
    clauses: Clauses = []
    for own in groups:
        clauses += [tuple(own), *((-a, -b) for a in own for b in own if a < b)]
    cars = [{own[number(len(own), "car", i, own[0])] for own in groups} for i in range(30)]
    seen: set[tuple[int, ...]] = set()
    draw = 0
    while len(clauses) < PRODUCT_CLAUSES:
        draw += 1
        first, width = number(GROUPS, draw), 2 + number(3, draw, "width")
        near = sorted({(first + number(8, draw, i)) % GROUPS for i in range(width)})
        row = tuple(groups[g][number(len(groups[g]), draw, g)] for g in near)
        if len(row) > 1 and row not in seen and not any(car.issuperset(row) for car in cars):
            seen.add(row)
            clauses.append(tuple(-x for x in row))
    return model_of(VALUES, clauses)


def tree() -> Model:
    """A feature tree with requirements between features that never close a circle."""
    clauses: Clauses = [(1,)]
    feature, parents = 2, [1]
    while feature <= FEATURES:
        parent = parents[-1 - number(min(400, len(parents)), "parent", feature)]
        children = list(range(feature, min(FEATURES, feature + number(9, "wide", feature)) + 1))
        clauses += [(-child, parent) for child in children]
        kind = number(4, "kind", feature)
        if kind == 0:
            clauses += [(-parent, child) for child in children]
        elif kind == 1:
            pairs = ((-a, -b) for a in children for b in children if a < b)
            clauses += [(-parent, *children), *pairs]
        feature += len(children)
        parents += children
    draw = 0
    while len(clauses) < TREE_CLAUSES:
        draw += 1
        one = 2 + number(FEATURES - 1, draw)
        other = 2 + number(one - 1, draw, "to") if one > FIRST_CHILD else 1
        third = 2 + number(FEATURES - 1, draw, "or")
        clauses.append((-one, -other, -third) if number(4, draw, "k") else (-one, -third, other))
    return model_of(FEATURES, clauses)


def main() -> None:
    """Ask each model everything, and print what it took."""
    for name, made in (
        ("product", product),
        ("feature tree", tree),
        ("rules 100", lambda: random_rules(100, 350, "large")),
        ("rules 250", lambda: random_rules(250, 750, "large")),
    ):
        model = _timed(name, "made", made)
        prices = {o: number(DEAREST, "cents", o) for o in model.options if number(2, "p", o)}
        engine = _timed(name, "compiled", lambda m=model, p=prices: compile_model(m, p))
        print(f"{name:14} {len(model.options):,} options, {len(model.clauses):,} clauses:", end=" ")
        print(f"{engine.backend} {engine.nodes:,} {engine.note}")
        decisions: dict[str, bool] = {}
        for click in range(8):
            option = engine.options[number(len(engine.options), "click", click)]
            if engine.view(decisions).options[option].state == "selectable":
                decisions[option] = number(3, "yes", click) > 0
        _ask(name, engine, decisions)


def _ask(name: str, engine: Engine, decisions: dict[str, bool]) -> None:
    view = engine.view(decisions)
    seen = view.options
    _timed(
        name, f"{len(decisions)} decisions, all states", lambda: [s.state for s in seen.values()]
    )
    _timed(name, "all drops", lambda: [s.drops for s in seen.values()])
    _timed(name, "price", lambda: view.price_cents)
    some = engine.options[:: max(1, len(engine.options) // SAMPLE)]
    _timed(name, f"{len(some)} prices", lambda: [seen[o].price_delta_cents for o in some])
    blocked = [o for o in engine.options if seen[o].state == "blocked"]
    _timed(name, "5 explanations", lambda: [engine.explain(decisions, o) for o in blocked[:5]])
    alive = [o for o in blocked if seen[o].drops][:5]
    _timed(name, f"{len(alive)} repairs", lambda: [engine.repair(decisions, o) for o in alive])
    _timed(name, "price range", lambda: engine.price_range(decisions))


def _timed(name: str, told: str, work: Callable[[], T]) -> T | None:
    start = process_time()
    try:
        return work()
    except TooLargeError as error:
        told += f" refused: {error}"
        return None
    finally:
        print(f"{name:14} {told:40} {process_time() - start:9.3f} s", flush=True)


if __name__ == "__main__":
    main()
