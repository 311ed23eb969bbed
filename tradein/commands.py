"""What the command line's `train` and `evaluate` do with files."""

import argparse
import csv
import io
import json
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

from tradein.cleaning import Cleaning, clean
from tradein.errors import TrainingError
from tradein.files import read_from, read_sales
from tradein.metrics import evaluate
from tradein.model import ValuationModel
from tradein.progress import Bar
from tradein.provenance import Plan
from tradein.publish import publish
from tradein.recalibration import MOST_SALES, recalibrate
from tradein.rows import Sale
from tradein.training import LEAST_SALES, train


SHOWN = [
    "median_error_pct",
    "mean_error_pct",
    "within_10_pct",
    "within_20_pct",
    "r2",
    "coverage_80_pct",
    "width_pct",
]


def run_train(options: argparse.Namespace) -> None:
    """Fit a market from sales files, or move a model by a few sales, and publish the artefact."""
    bar = Bar()
    plan = Plan(
        on=options.on or _newest(options.files),
        target=options.target,
        list_prices=_table(options.list_prices) if options.list_prices else [],
        progress=bar.say,
    )
    base = _base(options)
    rows = bar.counted(_rows(options.files))
    model = recalibrate(rows, base, plan) if base else train(rows, plan)
    publish(model, options.output)
    say(model.model_id)
    print_figures(model.metrics["held_out"])
    say(f"lookup table: {model.metrics['lookup_table']['median_error_pct']} % median error")


def _base(options: argparse.Namespace) -> ValuationModel | None:
    """The model to move by sales too few to fit anew: the one named, else the one to replace."""
    rows = sum(1 for _row in zip(_rows(options.files), range(MOST_SALES + 1), strict=False))
    replaced = options.output if rows < LEAST_SALES and options.output.exists() else None
    base = options.base or replaced
    return read_from(base, ValuationModel.load) if base and rows <= MOST_SALES else None


def run_evaluate(options: argparse.Namespace) -> None:
    """Print the figures of a model on a sales file."""
    report = Cleaning()
    model, sales = _judging(options, report)
    figures = evaluate(model, sales)
    left_out = dict(report.left_out)
    figures |= {"model_id": model.model_id, "rows_read": report.read, "left_out": left_out}
    if options.json:
        say(json.dumps(figures, indent=2))
    else:
        print_figures(figures)


def run_report(options: argparse.Namespace) -> None:
    """Write a model's HTML report on a sales file; needs matplotlib, which training brings."""
    pages = import_module("tradein.report")
    options.output.write_text(pages.report(*_judging(options, Cleaning())), encoding="utf-8")


def _judging(options: argparse.Namespace, report: Cleaning) -> tuple[ValuationModel, list[Sale]]:
    """The model and the sales that judge it."""
    model = read_from(options.model, ValuationModel.load)
    rows = (
        row
        for row in read_sales(options.file)
        if not options.split or row.get("split") == options.split
    )
    sales = clean(rows, report)
    if not sales:
        raise TrainingError(options.file.name, "too-few", "has no sale that can be judged")
    return model, sales


def _newest(files: Iterable[Path]) -> date:
    """The day, UTC, of the newest file."""
    return datetime.fromtimestamp(max(file.stat().st_mtime for file in files), UTC).date()


def _rows(files: Iterable[Path]) -> Iterator[dict[str, str]]:
    for file in files:
        yield from read_sales(file)


def _table(file: Path) -> list[dict[str, str]]:
    return read_from(file, lambda text: list(csv.DictReader(io.StringIO(text, newline=""))))


def say(line: str) -> None:
    """Print a line."""
    sys.stdout.write(f"{line}\n")


def print_figures(figures: dict[str, Any]) -> None:
    """Print the figures of all sales, by age, by brand and by price as a table."""
    groups = {"all": figures}
    for by in ("by_age", "by_brand", "by_price"):
        groups |= {f"{by[3:]} {name}": some for name, some in figures.get(by, {}).items()}
    say(f"{'':>20} {'rows':>7} " + " ".join(f"{name:>16}" for name in SHOWN))
    for name, some in groups.items():
        cells = " ".join(f"{some.get(figure, 0):16}" for figure in SHOWN)
        say(f"{name:>20} {some['rows']:7} {cells}")
