"""How near valuations come, set by set: `python -m bench.tradein [SALES.csv.gz …]` on one core.

Each file is refitted alone, in a process of its own, on its own fitted rows and judged on those it
marks as held out. The seconds are of the processor, training and judging; the memory is its peak.
"""

import resource
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from multiprocessing import get_context
from pathlib import Path

from tradein import (
    Condition,
    Facts,
    Plan,
    Rules,
    Valuation,
    ValuationModel,
    read_rules,
    train,
    value,
)
from tradein.files import read_sales


ROOT = Path(__file__).resolve().parents[1]
RULES = ROOT / "store" / "demo" / "tradein" / "rules.toml"
SETS = ROOT.parent / "shared" / "data" / "tradein"
ON = date(2026, 11, 22)
CARS = 200


@dataclass(frozen=True)
class Probes:
    """How a model answers for a typical car of each of its models."""

    milliseconds: float
    dearer_with_km: int
    dearer_with_age: int
    count: int


def probe(model: ValuationModel, rules: Rules) -> Probes:
    """Value typical cars, then each with 10,000 km and with a year more."""
    born, older = date(2019, 5, 1), date(2018, 5, 1)
    cars = [
        Facts(
            brand=key.partition("/")[0],
            model=key.partition("/")[2],
            first_registration=born,
            km=70_000,
            fuel=card.fuel,
            gearbox=card.gearbox,
            power_hp=int(card.hp or 100),
        )
        for key, card in list(model.cards.items())[:CARS]
    ]
    started = time.process_time()
    plain = _offers(cars, model, rules)
    spent = (time.process_time() - started) / len(cars)
    further = _offers([replace(car, km=car.km + 10_000) for car in cars], model, rules)
    aged = _offers([replace(car, first_registration=older) for car in cars], model, rules)
    pairs = [(a, b, c) for a, b, c in zip(plain, further, aged, strict=True) if a and b and c]
    return Probes(
        milliseconds=1000 * spent,
        dearer_with_km=sum(b > a for a, b, _c in pairs),
        dearer_with_age=sum(c > a for a, _b, c in pairs),
        count=len(pairs),
    )


def _offers(cars: Sequence[Facts], model: ValuationModel, rules: Rules) -> list[int]:
    answers = [value(car, Condition(), model, rules, ON) for car in cars]
    return [answer.gross_cents if isinstance(answer, Valuation) else 0 for answer in answers]


def main(names: Sequence[str]) -> None:
    """Print one line a file."""
    for file in map(Path, names) if names else sorted(SETS.glob("*.csv.gz")):
        alone = get_context("spawn").Process(target=judge, args=(file,))
        alone.start()
        alone.join()


def judge(file: Path) -> None:
    """Refit one file and print what came of it."""
    started = time.process_time()
    model = train(read_sales(file), Plan(on=ON))
    spent = time.process_time() - started
    figures, table = model.metrics["held_out"], model.metrics["lookup_table"]
    ages = [some["coverage_80_pct"] for some in figures["by_age"].values()]
    found = probe(model, read_rules(RULES.read_text("utf-8")))
    print(
        f"{file.name}: {figures['rows']} sales, median error {figures['median_error_pct']} %"
        f" (table {table['median_error_pct']}), within 10 % {figures['within_10_pct']},"
        f" within 20 % {figures['within_20_pct']}, interval {figures['coverage_80_pct']} %"
        f" (ages {min(ages)} to {max(ages)}), {len(model.dump()) // 1000} KB,"
        f" {found.milliseconds:.2f} ms, dearer with km {found.dearer_with_km}, with age"
        f" {found.dearer_with_age} of {found.count}, {spent:.0f} s of the processor,"
        f" {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
