"""Command line: fit a market from its sales, judge a model, value a car."""

import argparse
import csv
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from tradein.errors import InvalidFactsError, TradeInError
from tradein.facts import Condition, Damage, Facts
from tradein.metrics import evaluate
from tradein.model import ValuationModel
from tradein.publish import check_publishable
from tradein.rows import Cleaning, clean, read_sales
from tradein.rules import read_rules
from tradein.training import Plan, train
from tradein.value import value


DATES = ("first_registration",)
SHOWN = [
    "median_error_pct",
    "mean_error_pct",
    "within_10_pct",
    "within_20_pct",
    "r2",
    "coverage_80_pct",
    "width_pct",
]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; 0 when it did its work, 2 when its input is at fault."""
    options = _parser().parse_args(arguments)
    try:
        options.run(options)
    except (TradeInError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tradein", description=__doc__)
    commands = parser.add_subparsers(required=True)
    fit = commands.add_parser("train", help="fit a model; the last file's market is the target")
    fit.add_argument("files", nargs="+", type=Path)
    fit.add_argument("-o", "--output", required=True, type=Path)
    fit.add_argument("--on", required=True, type=date.fromisoformat, help="day of training")
    fit.add_argument("--target", default="", help="the `dataset` to predict")
    fit.add_argument("--list-prices", type=Path, help="CSV: brand, model, year, price_eur")
    fit.set_defaults(run=_train)
    judge = commands.add_parser("evaluate", help="figures of a model on a sales file")
    judge.add_argument("model", type=Path)
    judge.add_argument("file", type=Path)
    judge.add_argument("--split", default="", help="only the rows of this split")
    judge.add_argument("--json", action="store_true")
    judge.set_defaults(run=_evaluate)
    price = commands.add_parser("value", help="value one car described in JSON")
    price.add_argument("file", type=Path)
    price.add_argument("--model", required=True, type=Path)
    price.add_argument("--rules", required=True, type=Path)
    price.add_argument("--on", required=True, type=date.fromisoformat, help="day of the offer")
    price.set_defaults(run=_value)
    return parser


def _train(options: argparse.Namespace) -> None:
    listed = _table(options.list_prices) if options.list_prices else []
    plan = Plan(
        on=options.on,
        target=options.target,
        list_prices=listed,
        progress=lambda line: print(line, file=sys.stderr),
    )
    model = train(_rows(options.files), plan)
    check_publishable(model)
    options.output.write_text(model.dump(), encoding="utf-8")
    print(model.model_id)
    _print_figures(model.metrics["held_out"])


def _evaluate(options: argparse.Namespace) -> None:
    model = ValuationModel.load(options.model.read_text(encoding="utf-8"))
    report = Cleaning()
    rows = (
        row
        for row in read_sales(options.file)
        if not options.split or row.get("split") == options.split
    )
    figures = evaluate(model, clean(rows, report))
    left_out = dict(report.left_out)
    figures |= {"model_id": model.model_id, "rows_read": report.read, "left_out": left_out}
    if options.json:
        print(json.dumps(figures, indent=2))
    else:
        _print_figures(figures)


def _value(options: argparse.Namespace) -> None:
    model = ValuationModel.load(options.model.read_text(encoding="utf-8"))
    rules = read_rules(options.rules.read_text(encoding="utf-8"))
    facts, condition = _read_car(options.file.read_text(encoding="utf-8"))
    answer = value(facts, condition, model, rules, options.on)
    print(json.dumps(asdict(answer), indent=2, ensure_ascii=False, default=str))


def _read_car(text: str) -> tuple[Facts, Condition]:
    """A car from JSON: {"facts": {…}, "condition": {…}}, fields as in the dataclasses."""
    try:
        raw: dict[str, Any] = json.loads(text)
        facts = Facts(**_dated(raw["facts"]))
        state: dict[str, Any] = raw.get("condition", {})
        damages = tuple(Damage(**damage) for damage in state.pop("damages", ()))
        return facts, Condition(damages=damages, **state)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InvalidFactsError("car", "malformed", f"is not a car in JSON ({error})") from error


def _dated(raw: dict[str, Any]) -> dict[str, Any]:
    return {key: date.fromisoformat(cell) if key in DATES else cell for key, cell in raw.items()}


def _rows(files: Iterable[Path]) -> Iterator[dict[str, str]]:
    for file in files:
        yield from read_sales(file)


def _table(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def _print_figures(figures: dict[str, Any]) -> None:
    groups = {"all": figures, **figures.get("by_age", {})}
    print(f"{'age':>6} {'rows':>7} " + " ".join(f"{name:>16}" for name in SHOWN))
    for name, some in groups.items():
        cells = " ".join(f"{some.get(figure, 0):16}" for figure in SHOWN)
        print(f"{name:>6} {some['rows']:7} {cells}")


if __name__ == "__main__":
    sys.exit(main())
