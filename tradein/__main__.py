"""Command line: fit a market from its sales, judge a model, value a car."""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from tradein.commands import run_evaluate, run_report, run_train
from tradein.errors import InvalidFactsError, TradeInError
from tradein.facts import Condition, Damage, Facts
from tradein.files import read_from
from tradein.model import ValuationModel
from tradein.rules import read_rules
from tradein.value import value


DATES = ("first_registration",)


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
    _train_options(commands.add_parser("train", help="fit a model; the last row's market counts"))
    judge = commands.add_parser("evaluate", help="figures of a model on a sales file")
    judge.add_argument("--json", action="store_true", help="the figures as JSON")
    _judge_options(judge, run_evaluate)
    page = commands.add_parser("report", help="a model's HTML report on a sales file")
    page.add_argument("-o", "--output", required=True, type=Path)
    _judge_options(page, run_report)
    _value_options(commands.add_parser("value", help="value one car described in JSON"))
    return parser


def _train_options(fit: argparse.ArgumentParser) -> None:
    fit.add_argument("files", nargs="+", type=Path)
    fit.add_argument("-o", "--output", required=True, type=Path)
    fit.add_argument("--on", type=date.fromisoformat, help="day of training, else of the file")
    fit.add_argument("--base", type=Path, help="a model that under 1,000 sales move")
    fit.add_argument("--target", default="", help="the `dataset` to predict")
    fit.add_argument("--list-prices", type=Path, help="CSV: brand, model, year, price_eur")
    fit.set_defaults(run=run_train)


def _judge_options(
    judge: argparse.ArgumentParser, run: Callable[[argparse.Namespace], None]
) -> None:
    judge.add_argument("model", type=Path)
    judge.add_argument("file", type=Path)
    judge.add_argument("--split", default="", help="only the rows of this split")
    judge.set_defaults(run=run)


def _value_options(price: argparse.ArgumentParser) -> None:
    price.add_argument("file", type=Path)
    price.add_argument("--model", required=True, type=Path)
    price.add_argument("--rules", required=True, type=Path)
    price.add_argument("--on", required=True, type=date.fromisoformat, help="day of the offer")
    price.set_defaults(run=_value)


def _value(options: argparse.Namespace) -> None:
    model = read_from(options.model, ValuationModel.load)
    rules = read_from(options.rules, read_rules)
    answer = read_from(options.file, lambda text: value(*_read_car(text), model, rules, options.on))
    print(json.dumps(asdict(answer), indent=2, ensure_ascii=False, default=str))


def _read_car(text: str) -> tuple[Facts, Condition]:
    """A car from JSON: {"facts": {…}, "condition": {…}}, fields as in the dataclasses."""
    try:
        raw: dict[str, Any] = json.loads(text)
        facts = Facts(**_dated(raw["facts"]))
        state: dict[str, Any] = raw.get("condition", {})
        damages = tuple(Damage(**damage) for damage in state.pop("damages", ()))
        return facts, Condition(damages=damages, **state)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise InvalidFactsError("car", "malformed", f"is not a car in JSON ({error})") from error


def _dated(raw: dict[str, Any]) -> dict[str, Any]:
    return {key: date.fromisoformat(cell) if key in DATES else cell for key, cell in raw.items()}


if __name__ == "__main__":
    sys.exit(main())
