"""Fitting a market's valuation model from its sales: `train`, with numpy.

Sales of other countries and years lend their shape. The level and the effects of brand, family,
fuel, power, age and mileage each have a deviation of the target market's own, so the model stands
at the level of the target's sales; `index` moves it by month once newer figures are known.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from tradein.calibrate import buckets, list_price_curve
from tradein.cards import brand_names, model_cards
from tradein.errors import TrainingError
from tradein.evidence import Bucket
from tradein.features import AXES, kind
from tradein.metrics import evaluate, evaluate_table
from tradein.model import ValuationModel
from tradein.predict import log_price
from tradein.regress import Problem, pose, solve, solve_without
from tradein.rows import Cleaning, Sale, clean


LEAST_SALES = 300
FOLDS = 5
HELD_OUT = 8
KEEP_LEVEL, KEEP_SLOPE = 0.006, 0.0012
DECIMALS = 4


@dataclass(frozen=True, kw_only=True)
class Plan:
    """How to train.

    Attributes:
        on: The day of training, kept in the artefact.
        target: The market (the `dataset` column) to predict; empty for the last row's.
        weights: Weight of a row by market; 1 for the target, 0.3 for others unless given.
        list_prices: Rows of new prices (brand, model, year, price_eur) for models never seen.
        index: ln(price level) by month after the sales; see `ValuationModel.index`.
        progress: Called with a line at each stage.
    """

    on: date
    target: str = ""
    weights: Mapping[str, float] | None = None
    list_prices: Sequence[Mapping[str, str]] = ()
    index: Mapping[str, float] = field(default_factory=dict)
    progress: Callable[[str], None] = lambda _line: None


def train(rows: Iterable[Mapping[str, str]], plan: Plan) -> ValuationModel:
    """Fit, calibrate and judge a model.

    Rows marked split=valid, else one car in eight, judge it and are never fitted.

    Args:
        rows: Sales as read by `tradein.rows.read_sales`, of one or several markets.
        plan: The target market, the day, and so on.

    Raises:
        TrainingError: When under 300 clean sales of the target market are left to fit.
    """
    report = Cleaning()
    sales = clean(rows, report)
    plan.progress(f"{report.read} rows read, {report.kept} kept")
    market = plan.target or (sales[-1].car.market if sales else "")
    fitted, held = _split(sales, market)
    if sum(sale.car.market == market for sale in fitted) < LEAST_SALES:
        raise TrainingError(market or "rows", "too-few", f"needs {LEAST_SALES} clean sales to fit")
    problem = pose(fitted, market, plan.weights or {})
    plan.progress(f"{len(fitted)} sales, {len(problem.matrix.names)} effects")
    solution = solve(problem, plan.progress)
    model = ValuationModel(
        market=market,
        trained_on=plan.on.isoformat(),
        effects=_for_market(solution.effects, market),
        cards=model_cards(fitted, market),
        brand_names=brand_names(fitted, market),
        buckets=_calibrated(problem, solution.rising, plan.progress),
        curve=list_price_curve([s for s in fitted if s.car.market == market], plan.list_prices),
        index=dict(plan.index),
        provenance=_provenance(fitted, report),
    )
    plan.progress("judging")
    table = evaluate_table([sale for sale in fitted if sale.car.market == market], held)
    return replace(model, metrics={"held_out": evaluate(model, held), "lookup_table": table})


def _digest(sale: Sale) -> int:
    """A stable number from the car alone: a relisting at another price shares its part."""
    car = sale.car
    text = f"{car.key}|{car.km:.0f}|{car.hp:.0f}|{car.age:.1f}"
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8])


def _split(sales: Sequence[Sale], market: str) -> tuple[list[Sale], list[Sale]]:
    marked = any(sale.split == "valid" and sale.car.market == market for sale in sales)

    def held(sale: Sale) -> bool:
        return sale.split == "valid" if marked else _digest(sale) % HELD_OUT == 0

    fitted = [sale for sale in sales if not held(sale)]
    return fitted, [sale for sale in sales if held(sale) and sale.car.market == market]


def _for_market(effects: Mapping[str, float], market: str) -> dict[str, float]:
    """One market's effects: shared plus own; those too small to matter are dropped."""
    final: dict[str, float] = {}
    for name, value in effects.items():
        shared, _at, of_market = name.partition("@")
        if kind(name) != "sale" and of_market in ("", market):
            final[shared] = final.get(shared, 0.0) + value
    return {
        name: round(value, DECIMALS)
        for name, value in sorted(final.items())
        if abs(value) >= (KEEP_SLOPE if kind(name).partition("-")[0] in AXES else KEEP_LEVEL)
    }


def _calibrated(
    problem: Problem, rising: NDArray[np.bool_], progress: Callable[[str], None]
) -> tuple[Bucket, ...]:
    """Buckets whose half-widths come from residuals out of fold."""
    folds = np.array([_digest(sale) // HELD_OUT % FOLDS for sale in problem.sales])
    residuals = np.zeros(len(problem.sales))
    markets = {sale.car.market for sale in problem.sales}
    for fold in range(FOLDS):
        progress(f"calibration fold {fold + 1} of {FOLDS}")
        effects = solve_without(problem, folds == fold, rising)
        by_market = {name: _for_market(effects, name) for name in markets}
        for row in np.flatnonzero(folds == fold).tolist():
            car = problem.sales[row].car
            residuals[row] = problem.target[row] - log_price(car, by_market[car.market])
    return buckets(problem.sales, residuals.tolist(), problem.market)


def _provenance(sales: Sequence[Sale], report: Cleaning) -> dict[str, object]:
    return {
        "rows_read": report.read,
        "rows_kept": report.kept,
        "left_out": dict(sorted(report.left_out.items())),
        "fitted": dict(sorted(Counter(sale.car.market for sale in sales).items())),
    }
