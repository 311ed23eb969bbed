"""How sure the model is: conformal interval half-widths, and the new-price curve.

The half-width of a bucket is the ceil(0.8 (n + 1))-th smallest absolute residual of ln(price) on
sales the fit did not see (Lei et al., "Distribution-Free Predictive Inference for Regression",
JASA 2018), so that at least 80 % of new sales of the same market fall inside.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from statistics import median

import numpy as np

from tradein.evidence import AGE_EDGES, Bucket, Curve
from tradein.features import KM_UNIT
from tradein.names import brand_slug, slug
from tradein.rows import Sale


LEVEL = 0.8
ENOUGH = 60
PLAUSIBLE_KM = (0.005, 0.995)
LEAST_MATCHES = 100


def half_width(residuals: Iterable[float]) -> float:
    """The conformal 80 % half-width of residuals; infinite for none."""
    ordered = sorted(abs(residual) for residual in residuals)
    rank = math.ceil(LEVEL * (len(ordered) + 1))
    return ordered[min(rank, len(ordered)) - 1] if ordered else math.inf


def buckets(sales: Sequence[Sale], residuals: Sequence[float], market: str) -> tuple[Bucket, ...]:
    """Age buckets calibrated on the market's own sales; where few, on the widest evidence."""
    pairs = list(zip(sales, residuals, strict=True))
    overall = half_width(error for sale, error in pairs if sale.car.market == market)
    found: list[Bucket] = []
    for number, edge in enumerate(AGE_EDGES):
        after = AGE_EDGES[number + 1] if number + 1 < len(AGE_EDGES) else math.inf
        inside = [(sale, error) for sale, error in pairs if edge <= sale.car.age < after]
        local = [error for sale, error in inside if sale.car.market == market]
        width = half_width(local)
        foreign = max(overall, half_width(error for _sale, error in inside) if inside else 0.0)
        if len(local) < ENOUGH:
            width = foreign = max(foreign, found[-1].half_width if found else 0.0)
        low, high = _readings([sale for sale, _error in inside], found)
        found.append(
            Bucket(
                from_age=edge,
                km_low=low,
                km_high=high,
                half_width=round(width, 4),
                half_width_abroad=round(max(width, foreign), 4),
                count=len(local),
            )
        )
    return tuple(found)


def _readings(sales: Sequence[Sale], before: Sequence[Bucket]) -> tuple[int, int]:
    """The plausible readings of a bucket, never lower than those of the younger ones."""
    low, high = (before[-1].km_low, before[-1].km_high) if before else (0, 0)
    if len(sales) < ENOUGH:
        return low, high
    quantiles = np.quantile([sale.car.km for sale in sales], PLAUSIBLE_KM)
    return max(low, int(quantiles[0])), max(high, int(quantiles[1]))


def list_price_curve(sales: Sequence[Sale], prices: Sequence[Mapping[str, str]]) -> Curve | None:
    """The share of the new price kept, from sales matched to list prices by model and year.

    Args:
        sales: The target market's.
        prices: Rows with brand, model, year, price_eur (incl. VAT).

    Returns:
        None when under 100 sales have a list price.
    """
    listed: dict[tuple[str, str, str], list[float]] = defaultdict(list)
    for row in prices:
        key = brand_slug(row["brand"]), _compact(row["model"]), row["year"]
        listed[key].append(float(row["price_eur"]))
    typical = {key: median(values) for key, values in listed.items()}
    matched = [(sale, typical[key]) for sale in sales if (key := _key(sale)) in typical]
    if len(matched) < LEAST_MATCHES:
        return None
    kept = np.log([sale.price / new for sale, new in matched])
    ages = np.array([sale.car.age for sale, _new in matched])
    run = np.array([sale.car.km / KM_UNIT for sale, _new in matched])
    design = np.column_stack([np.ones_like(ages), ages, run])
    fitted = np.linalg.lstsq(design, kept)[0]
    fitted[1:] = np.minimum(fitted[1:], 0.0)
    fitted[0] = float(np.median(kept - design[:, 1:] @ fitted[1:]))
    width = half_width((kept - design @ fitted).tolist())
    numbers = [round(float(number), 5) for number in fitted]
    return Curve(
        intercept=numbers[0],
        age=numbers[1],
        mileage=numbers[2],
        half_width=round(width, 4),
        count=len(matched),
    )


def _compact(model: str) -> str:
    return slug(model).replace("-", "")


def _key(sale: Sale) -> tuple[str, str, str]:
    return sale.car.spelling.brand, _compact(sale.car.spelling.model), sale.year.partition(".")[0]
