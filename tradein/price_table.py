"""The table a dealer would look in: what a model must beat."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from statistics import median
from typing import Any

from tradein.metrics import Guess, Judged, figures_of, judge
from tradein.rows import Sale
from tradein.specimen import Specimen


def evaluate_table(known: Iterable[Sale], sales: Sequence[Sale]) -> dict[str, Any]:
    """The same figures for a lookup table: the median price by brand, model and whole year of age.

    A gap in the table is filled by the brand and age, then by the age, then by the median of all.
    """
    return figures_of(judge(sales, _table(known)))


def evaluate_table_unseen(sales: Sequence[Sale], folds: Sequence[int]) -> dict[str, Any]:
    """The same figures where each sale is looked up in the table of the other folds."""
    judged: list[Judged] = []
    for fold in sorted(set(folds)):
        marked = [(sale, number == fold) for sale, number in zip(sales, folds, strict=True)]
        table = _table(sale for sale, out in marked if not out)
        judged += judge([sale for sale, out in marked if out], table)
    return figures_of(judged)


def _table(known: Iterable[Sale]) -> Callable[[Sale], Guess]:
    prices: dict[tuple[object, ...], list[float]] = defaultdict(list)
    for sale in known:
        for cell in _cells(sale.car):
            prices[cell].append(sale.price)
    table = {cell: median(values) for cell, values in prices.items()}

    def guess(sale: Sale) -> Guess:
        return next(table[cell] for cell in _cells(sale.car) if cell in table), 0.0

    return guess


def _cells(car: Specimen) -> tuple[tuple[object, ...], ...]:
    age = round(car.age)
    return (car.key, age), (car.spelling.brand, age), (age,), ()
