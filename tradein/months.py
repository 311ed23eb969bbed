"""How the price level moved by month and age, from the errors of dated sales."""

from collections import defaultdict
from collections.abc import Sequence
from statistics import median

from tradein.evidence import AGE_EDGES
from tradein.rows import Sale


ENOUGH = 50
DECIMALS = 4
MONTH = len("2026-11")


def month_index(sales: Sequence[Sale], errors: Sequence[float], market: str) -> dict[str, float]:
    """ln(price level) by month "YYYY-MM" and by month and age bucket "YYYY-MM/4".

    Each is the median error of its sales, pulled to its parent's where they are few. Sales without
    an ISO 8601 date say nothing; no month is known without dates.
    """
    months: dict[str, list[float]] = defaultdict(list)
    buckets: dict[tuple[str, str], list[float]] = defaultdict(list)
    for sale, error in zip(sales, errors, strict=True):
        if sale.car.market == market and sale.sold[:4].isdigit():
            month = sale.sold[:MONTH]
            bucket = f"{max(edge for edge in AGE_EDGES if edge <= sale.car.age):g}"
            months[month].append(error)
            buckets[month, bucket].append(error)
    index = {month: _pulled(found, 0.0) for month, found in sorted(months.items())}
    finer = {
        f"{month}/{bucket}": _pulled(found, index[month])
        for (month, bucket), found in sorted(buckets.items())
    }
    return index | finer


def _pulled(errors: Sequence[float], parent: float) -> float:
    weight = len(errors) / (len(errors) + ENOUGH)
    return round(weight * median(errors) + (1 - weight) * parent, DECIMALS)
