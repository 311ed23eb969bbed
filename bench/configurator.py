"""The configurator beside other engines, in one run: `make bench-configurator [CLICKS=…]`.

CPU time of this process alone, so that a busy machine changes little.
"""

import sys
from collections.abc import Callable
from time import process_time

from bench.models import engines
from bench.oracles import Pool, Propagation, Solo
from configurator import Engine, Stock, StockCar, rank_stock
from tests.configurator.random_models import number
from tests.configurator.test_sessions import session


CLICKS = 100
MILLI = 1000.0
CARS = 10_000
States = Callable[[dict[str, bool]], dict[str, str]]


def main(clicks: int) -> None:
    """Print wrong states and CPU milliseconds of a full view, engine by engine."""
    print(f"{'model':24} {'engine':16} {'wrong':>14} {'p50':>8} {'p99':>8} ms")
    for name, engine in engines():
        asked = [d for i in range(-(-clicks // 25)) for d in session(engine, (name, i), 25)]
        few = asked[:: max(1, len(asked) * len(engine.options) // 20_000)]
        expected = [Solo(engine.model).states(decisions) for decisions in few]
        _line(name, f"ours ({engine.backend})", lambda d, e=engine: _viewed(e, d), asked)
        for rival in (Pool, Solo, Propagation):
            states = rival(engine.model).states
            _line(name, rival.__name__.lower(), states, few)
        _wrong(name, engine, few, expected)
        _loaded(name, engine)
    _stock()


def _viewed(engine: Engine, decisions: dict[str, bool]) -> None:
    for seen in engine.view(decisions).options.values():
        assert seen.option


def _line(name: str, told: str, view: Callable, asked: list[dict[str, bool]]) -> None:
    taken = sorted(_spent(lambda d=d: view(d)) for d in asked)
    print(f"{name:24} {told:16} {'':>14} {_share(taken, 0.5):8.2f} {_share(taken, 0.99):8.2f}")


def _wrong(
    name: str, engine: Engine, asked: list[dict[str, bool]], expected: list[dict[str, str]]
) -> None:
    ours = [{o: s.state for o, s in engine.view(d).options.items()} for d in asked]
    plain = [Propagation(engine.model).states(d) for d in asked]
    for told, found in (("ours", ours), ("propagation", plain)):
        wrong = sum(a[o] != b[o] for a, b in zip(found, expected, strict=True) for o in b)
        clicks = sum(a != b for a, b in zip(found, expected, strict=True))
        print(f"{name:24} {told:16} {wrong:6} in {clicks:3} of {len(asked)} clicks")


def _loaded(name: str, engine: Engine) -> None:
    kept = engine.dump()
    spent = _spent(lambda: Engine.load(kept).view({}))
    print(f"{name:24} {'load, first view':16} {len(kept):10,} bytes {spent:8.1f}")


def _stock() -> None:
    name, engine = next(engines())
    built = [d for i in range(8) for d in session(engine, ("stock", i), 12)]
    options = [engine.complete(decisions).options for decisions in built]
    cars = [
        StockCar(str(i), options[i % len(options)], number(4_000_000, i), number(20, i))
        for i in range(CARS)
    ]
    stock = Stock.of(engine.options, cars)
    taken = sorted(_spent(lambda: rank_stock(engine, {}, stock)) for _ in range(50))
    print(f"{name:24} {f'rank {CARS:,} cars':16} {'':>14} {taken[25]:8.2f} {taken[-1]:8.2f}")


def _spent(work: Callable[[], object]) -> float:
    start = process_time()
    work()
    return (process_time() - start) * MILLI


def _share(ordered: list[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else CLICKS)
