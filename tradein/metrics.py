"""How good a model is on sales it did not see, beside the table a dealer would look in."""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean, median
from typing import Any

from tradein.features import Specimen
from tradein.model import LEAST_AT_HOME, ValuationModel
from tradein.predict import log_price, plausible
from tradein.rows import Sale


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
    """Figures of a model on sales, in all, by brand and by age bucket.

    Returns:
        A JSON-ready tree: median_error_pct, mean_error_pct, within_10_pct, within_20_pct (absolute
        percentage errors),
        r2 (on prices), coverage_80_pct (of the 80 % interval), width_pct (median full width over
        the guess), rows.
    """

    def guess(car: Specimen) -> Guess:
        seen = plausible(car, model)
        return math.exp(log_price(seen, model.effects)), _width(model, car)

    judged = _judge(sales, guess)
    ages = _group(judged, lambda one: f"{model.bucket(one.sale.car.age).from_age:g}+")
    brands = _group(judged, lambda one: one.sale.car.spelling.brand)
    return {**_figures(judged), "by_age": ages, "by_brand": brands}


def _width(model: ValuationModel, car: Specimen) -> float:
    card, bucket = model.cards.get(car.key), model.bucket(car.age)
    at_home = card is not None and card.local >= LEAST_AT_HOME
    return bucket.half_width if at_home else bucket.half_width_abroad


def evaluate_table(known: Iterable[Sale], sales: Sequence[Sale]) -> dict[str, Any]:
    """The same figures for a lookup table: the median price by brand, model and whole year of age.

    A gap in the table is filled by the brand and age, then by the age, then by the median of all.
    """
    prices: dict[tuple[object, ...], list[float]] = defaultdict(list)
    for sale in known:
        for cell in _cells(sale.car):
            prices[cell].append(sale.price)
    table = {cell: median(values) for cell, values in prices.items()}

    def guess(car: Specimen) -> Guess:
        return next(table[cell] for cell in _cells(car) if cell in table), 0.0

    return _figures(_judge(sales, guess))


def _cells(car: Specimen) -> tuple[tuple[object, ...], ...]:
    age = round(car.age)
    return (car.key, age), (car.spelling.brand, age), (age,), ()


def _judge(sales: Sequence[Sale], guess: Callable[[Specimen], Guess]) -> list[Judged]:
    return [Judged(sale, sale.price, *guess(sale.car)) for sale in sales]


def _group(judged: Sequence[Judged], key: Callable[[Judged], str]) -> dict[str, Any]:
    groups: dict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        groups[key(one)].append(one)
    large = {name: some for name, some in groups.items() if len(some) >= LEAST_IN_A_GROUP}
    return {name: _figures(some) for name, some in sorted(large.items())}


def _figures(judged: Sequence[Judged]) -> dict[str, Any]:
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
