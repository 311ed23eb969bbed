"""Moving an existing model to new sales when they are few: 50 to 999 of them."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from tradein.calibrate import half_width
from tradein.cards import brand_names, model_cards
from tradein.cleaning import Cleaning, clean, dressed
from tradein.errors import TrainingError
from tradein.evidence import Bucket, ModelCard
from tradein.features import Effect, design, kind
from tradein.linear import Ridge, fit
from tradein.metrics import evaluate_unseen
from tradein.model import ValuationModel
from tradein.predict import log_market, plausible
from tradein.price_table import evaluate_table_unseen
from tradein.provenance import Plan, provenance
from tradein.rows import Sale, digest
from tradein.sparse import Floats, lay_out
from tradein.split import marked


LEAST_SALES, MOST_SALES = 50, 999
FOLDS = 10
# Ridge penalties of what may move: a shift of all freely, of one brand or slope only by evidence.
MOVES = {
    "all": 0.01,
    "brand": 1.5,
    "family": 1.5,
    "fuel": 1.0,
    "gear": 0.6,
    "hp": 4.0,
    "body": 1.5,
    "word": 8.0,
    "age": 10.0,
    "km": 100.0,
}


def recalibrate(
    rows: Iterable[Mapping[str, str]], base: ValuationModel, plan: Plan
) -> ValuationModel:
    """The base model moved to a market by 50 to 999 sales of it.

    The level moves freely; brands, families, fuels, gearboxes, power, age and mileage as far as
    the sales prove it. The interval is widened or narrowed by the errors on sales not used.

    Raises:
        TrainingError: When under 50 clean sales are left, or 1,000 or more: these are a refit's.
    """
    report = Cleaning()
    sales = clean(rows, report)
    for line in report.lines():
        plan.progress(line)
    market = plan.target or (sales[-1].car.market if sales else "rows")
    home = [sale for sale in dressed(sales, base.extras) if sale.car.market == market]
    fitted = [sale for sale in home if not marked(sale)]
    if not LEAST_SALES <= len(fitted) <= MOST_SALES:
        detail = f"{len(fitted)} sales: {LEAST_SALES} to {MOST_SALES} move a model"
        raise TrainingError(market, "too-few" if len(fitted) < LEAST_SALES else "too-many", detail)
    logs = np.array([log_market(plausible(sale.car, base), base) for sale in fitted])
    errors = np.log([sale.price for sale in fitted]) - logs
    plan.progress(f"{len(fitted)} sales move {base.model_id}")
    unseen = _unseen(fitted, errors)
    moved = replace(
        base,
        market=market,
        trained_on=plan.on.isoformat(),
        effects=_added(base.effects, _moves(fitted, errors)),
        cards=_cards(base.cards, model_cards(fitted, market)),
        brand_names=base.brand_names | brand_names(fitted, market),
        buckets=_scaled(base, fitted, errors - unseen),
        index={},
        provenance={**provenance(fitted, report, plan.on), "base": base.model_id},
    )
    judged = evaluate_unseen(fitted, (logs + unseen).tolist(), moved.buckets)
    table = evaluate_table_unseen(fitted, _folds(fitted))
    return replace(moved, metrics={"held_out": judged, "lookup_table": table})


def _movable(sale: Sale) -> list[Effect]:
    return [
        (name, value)
        for name, value in design(sale.car)
        if kind(name) in MOVES and name.partition("^")[2] in ("", "0")
    ]


def _moves(sales: Sequence[Sale], errors: Floats) -> dict[str, float]:
    """What each movable effect is to change by."""
    rows = [_movable(sale) for sale in sales]
    names = tuple(sorted({name for row in rows for name, _value in row}))
    penalties = np.array([MOVES[kind(name)] for name in names])
    ridge = Ridge(np.ones(len(rows)), penalties, np.zeros(len(names)))
    found = fit(lay_out(rows, names), errors, ridge)
    return dict(zip(names, found.tolist(), strict=True))


def _folds(sales: Sequence[Sale]) -> list[int]:
    return [digest(sale) % FOLDS for sale in sales]


def _unseen(sales: Sequence[Sale], errors: Floats) -> Floats:
    """What the moves would add to each sale when fitted without its fold."""
    folds = np.array(_folds(sales))
    added = np.zeros(len(sales))
    for fold in range(FOLDS):
        out = folds == fold
        moves = _moves([sales[row] for row in np.flatnonzero(~out).tolist()], errors[~out])
        for row in np.flatnonzero(out).tolist():
            added[row] = sum(moves.get(name, 0.0) * value for name, value in _movable(sales[row]))
    return added


def _added(effects: Mapping[str, float], moves: Mapping[str, float]) -> dict[str, float]:
    changed = {name: round(effects.get(name, 0.0) + move, 4) for name, move in moves.items()}
    return dict(sorted({**effects, **changed}.items()))


def _scaled(base: ValuationModel, sales: Sequence[Sale], errors: Floats) -> tuple[Bucket, ...]:
    """The base's buckets, all widened or narrowed by one ratio."""
    widths = [base.bucket(sale.car.age).half_width for sale in sales]
    ratio = half_width(error / width for error, width in zip(errors, widths, strict=True))
    if not math.isfinite(ratio):
        raise TrainingError(base.market, "uncalibrated", "has buckets without a width")
    return tuple(
        replace(
            bucket,
            half_width=round(bucket.half_width * ratio, 4),
            half_width_abroad=round(bucket.half_width_abroad * ratio, 4),
        )
        for bucket in base.buckets
    )


def _cards(known: Mapping[str, ModelCard], seen: Mapping[str, ModelCard]) -> dict[str, ModelCard]:
    """The base's cards, with the new market's sales counted in."""
    merged = dict(known)
    for key, card in seen.items():
        old = known.get(key)
        merged[key] = replace(old, count=old.count + card.count, local=card.local) if old else card
    return merged
