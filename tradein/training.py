"""Fitting a market's valuation model from its sales: `train`, with numpy.

Sales of other countries and years lend their shape. The level and the effects of brand, family,
fuel, power, age and mileage each have a deviation of the target market's own, so the model stands
at the level of the target's sales; `index` moves it by month.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tradein.calibrate import buckets, list_price_curve
from tradein.cards import brand_names, model_cards
from tradein.cleaning import Cleaning, clean, dressed
from tradein.columns import describe
from tradein.crossfit import Unseen, cross_fit
from tradein.effects import for_market, most_telling
from tradein.errors import TrainingError
from tradein.metrics import evaluate, evaluate_unseen
from tradein.model import ValuationModel
from tradein.months import month_index
from tradein.price_table import evaluate_table
from tradein.provenance import Plan, provenance
from tradein.regress import Problem, narrowed, pose, solve
from tradein.rows import Sale
from tradein.split import judges, marked


__all__ = ["Plan", "train"]
LEAST_SALES = 300


def train(rows: Iterable[Mapping[str, str]], plan: Plan) -> ValuationModel:
    """Fit, calibrate and judge a model.

    Rows marked split=valid judge it and are never fitted. Without such marks the latest sales, or
    one car in eight, are priced by a fit without them to judge it, and then fitted as well.

    Args:
        rows: Sales as read by `tradein.files.read_sales`, of one or several markets.
        plan: The target market, the day, and so on.

    Raises:
        TrainingError: When under 300 clean sales of the target market are left to fit.
    """
    report = Cleaning()
    sales = clean(rows, report, plan.most)
    plan.progress(f"{report.read:,} rows read, {report.kept:,} kept")
    for line in report.lines():
        plan.progress(line)
    market = plan.target or (sales[-1].car.market if sales else "")
    fitted = [sale for sale in sales if not marked(sale)]
    home = [sale for sale in fitted if sale.car.market == market]
    if len(home) < LEAST_SALES:
        raise TrainingError(market or "rows", "too-few", f"needs {LEAST_SALES} clean sales to fit")
    held = [sale for sale in sales if marked(sale) and sale.car.market == market]
    model, problem, unseen = _fit(fitted, held, market, plan)
    plan.progress("judging")
    metrics = _judged(model, problem, unseen, held)
    return replace(model, metrics=metrics, provenance=provenance(fitted, report, plan.on))


def _fit(
    fitted: Sequence[Sale], held: Sequence[Sale], market: str, plan: Plan
) -> tuple[ValuationModel, Problem, Unseen]:
    home = [sale for sale in fitted if sale.car.market == market]
    extras = describe([sale.extras for sale in home])
    problem = pose(dressed(fitted, extras), market, plan.weights or {})
    plan.progress(f"{len(fitted)} sales, {len(problem.matrix.names)} effects")
    solution = solve(problem, plan.progress)
    telling = most_telling(for_market(solution.effects, market), problem.matrix)
    problem = narrowed(problem, telling)
    plan.progress(f"{len(problem.matrix.names)} effects are kept")
    solution = solve(problem, plan.progress)
    apart = np.zeros(len(fitted), bool) if held else _apart(fitted, market)
    effects = for_market(solution.effects, market)
    unseen = cross_fit(problem, (solution.rising, apart), effects, extras, plan.progress)
    errors = problem.target - unseen.logs
    months = month_index(fitted, errors.tolist(), market)
    model = ValuationModel(
        market=market,
        trained_on=plan.on.isoformat(),
        effects=effects,
        cards=model_cards(fitted, market),
        brand_names=brand_names(fitted, market),
        buckets=buckets(fitted, errors.tolist(), market),
        curve=list_price_curve(home, plan.list_prices),
        index=dict(plan.index or months),
        extras=extras,
        forest=unseen.forest,
    )
    return model, problem, unseen


def _apart(fitted: Sequence[Sale], market: str) -> NDArray[np.bool_]:
    """The sales priced by a fit without any of them, to judge the model."""
    home = np.array([sale.car.market == market for sale in fitted])
    apart = np.zeros(len(fitted), bool)
    apart[home] = judges([sale for sale in fitted if sale.car.market == market])
    return apart


def _judged(
    model: ValuationModel, problem: Problem, unseen: Unseen, held: Sequence[Sale]
) -> dict[str, Any]:
    home = [sale for sale in problem.sales if sale.car.market == problem.market]
    if held:
        table = evaluate_table(home, held)
        return {"held_out": evaluate(model, held), "lookup_table": table}
    apart = np.flatnonzero(unseen.folds == unseen.folds.max())
    rest = np.flatnonzero(unseen.folds != unseen.folds.max())
    others = [problem.sales[row] for row in rest.tolist()]
    errors = (problem.target - unseen.logs)[rest].tolist()
    widths = buckets(others, errors, problem.market)
    judged = [problem.sales[row] for row in apart.tolist()]
    figures = evaluate_unseen(judged, unseen.logs[apart].tolist(), widths)
    known = [sale for sale in others if sale.car.market == problem.market]
    return {"held_out": figures, "lookup_table": evaluate_table(known, judged)}
