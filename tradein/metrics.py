"""How good a model is on sales it did not see, beside the table a dealer would look in."""

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean, median
from typing import Any

from tradein.cleaning import dressed
from tradein.evidence import AGE_EDGES, Bucket
from tradein.model import LEAST_AT_HOME, ValuationModel
from tradein.predict import log_market, plausible
from tradein.rows import Sale
from tradein.specimen import Specimen


LEAST_IN_A_GROUP = 20
CLOSE, FAR = 0.1, 0.2
Guess = tuple[float, float]


@dataclass(frozen=True)
class Judged:
    """One sale with the price it fetched, the predicted price and the half-width of ln(price)."""

    sale: Sale
    price: float
    guess: float
    half_width: float

    @property
    def error(self) -> float:
        """Absolute error as a share of the price it fetched."""
        return abs(self.guess / self.price - 1)

    @property
    def inside(self) -> bool:
        """Whether the interval holds the price it fetched."""
        return abs(math.log(self.price / self.guess)) <= self.half_width


def evaluate(model: ValuationModel, sales: Sequence[Sale]) -> dict[str, Any]:
    """Figures of a model on sales, in all, by brand, age and price.

    Returns:
        A JSON-ready tree: median_error_pct, mean_error_pct, within_10_pct, within_20_pct (absolute
        percentage errors),
        r2 (on prices), coverage_80_pct (of the 80 % interval), width_pct (median full width over
        the guess), rows.
    """
    return _grouped(judged_by(model, sales))


def judged_by(model: ValuationModel, sales: Sequence[Sale]) -> list[Judged]:
    """Each sale beside the model's price and half-width for it."""

    def guess(sale: Sale) -> Guess:
        month = _month(sale.sold)
        level = model.log_index(month, sale.car.age) if month else 0.0
        log = log_market(plausible(sale.car, model), model) + level
        return math.exp(log), _width(model, sale.car)

    return judge(dressed(sales, model.extras), guess)


def evaluate_unseen(
    sales: Sequence[Sale], logs: Sequence[float], widths: Sequence[Bucket]
) -> dict[str, Any]:
    """The same figures for predictions of ln(price) made without these sales."""
    edges = [bucket.from_age for bucket in widths]
    judged = [
        Judged(
            sale,
            sale.price,
            math.exp(log),
            widths[max(0, bisect_right(edges, sale.car.age) - 1)].half_width,
        )
        for sale, log in zip(sales, logs, strict=True)
    ]
    return _grouped(judged)


def _month(sold: str) -> date | None:
    try:
        return date.fromisoformat(sold[: len("2026-11")] + "-01")
    except ValueError:
        return None


def _grouped(judged: Sequence[Judged]) -> dict[str, Any]:
    def price(one: Judged) -> str:
        return f"{10 ** math.floor(math.log10(one.price)):g}+"

    def age(one: Judged) -> str:
        return f"{max(edge for edge in AGE_EDGES if edge <= one.sale.car.age):g}+"

    return {
        **figures_of(judged),
        "by_age": _group(judged, age),
        "by_brand": _group(judged, lambda one: one.sale.car.spelling.brand),
        "by_price": _group(judged, price),
    }


def _width(model: ValuationModel, car: Specimen) -> float:
    card, bucket = model.cards.get(car.key), model.bucket(car.age)
    at_home = card is not None and card.local >= LEAST_AT_HOME
    return bucket.half_width if at_home else bucket.half_width_abroad


def judge(sales: Sequence[Sale], guess: Callable[[Sale], Guess]) -> list[Judged]:
    """Each sale beside what was guessed: a price and the half-width of its logarithm."""
    return [Judged(sale, sale.price, *guess(sale)) for sale in sales]


def _group(judged: Sequence[Judged], key: Callable[[Judged], str]) -> dict[str, Any]:
    groups: dict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        groups[key(one)].append(one)
    large = {name: some for name, some in groups.items() if len(some) >= LEAST_IN_A_GROUP}
    return {name: figures_of(some) for name, some in sorted(large.items())}


def figures_of(judged: Sequence[Judged]) -> dict[str, Any]:
    """The figures of some sales; only `rows` when there are none."""
    if not judged:
        return {"rows": 0}
    errors = [one.error for one in judged]
    mean = fmean(one.price for one in judged)
    spread = sum((one.price - mean) ** 2 for one in judged)
    missed = sum((one.price - one.guess) ** 2 for one in judged)
    return {
        "rows": len(judged),
        "median_error_pct": _pct(median(errors)),
        "mean_error_pct": _pct(fmean(errors)),
        "within_10_pct": _pct(fmean(error <= CLOSE for error in errors)),
        "within_20_pct": _pct(fmean(error <= FAR for error in errors)),
        "r2": round(1 - missed / spread, 4) if spread else 0.0,
        "coverage_80_pct": _pct(fmean(one.inside for one in judged)),
        "width_pct": _pct(median(2 * math.sinh(one.half_width) for one in judged)),
    }


def _pct(share: float) -> float:
    return round(100 * share, 2)
