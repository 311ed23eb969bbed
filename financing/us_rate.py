"""The annual percentage rate of the United States, for the worked cases of their regulation.

Source: Regulation Z, 12 CFR Part 1026, Appendix J: the rate is the unit-period rate times the unit
periods of a year. A moment t whole unit periods and a fraction f of one after the first advance is
discounted by (1 + f i)(1 + i)^t, simple within the fraction.
"""

import math
from collections.abc import Sequence
from fractions import Fraction

from financing.errors import NoRate


# Time in unit periods, then cents: advances positive, payments negative.
Dated = tuple[Fraction, int]

_HIGHEST = 100.0
_STEPS = 200


def us_percent(flows: Sequence[Dated], per_year: float) -> float:
    """The nominal yearly rate in percent.

    Args:
        flows: (unit periods since the first advance, net cents), in any order.
        per_year: Unit periods in a year; a fraction where one payment ends the term.

    Raises:
        NoRate: No rate between -99 % and 10,000 % a unit period.
    """
    ordered = [(float(at // 1), float(at % 1), cents) for at, cents in flows]
    low, high = -0.99, _HIGHEST
    if not _worth(ordered, low) < 0 < _worth(ordered, high):
        raise NoRate("these flows have no single rate")
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if _worth(ordered, middle) < 0 else (low, middle)
    return low * per_year * 100


def _worth(flows: Sequence[tuple[float, float, int]], rate: float) -> float:
    return math.fsum(
        cents / ((1 + part * rate) * (1 + rate) ** whole) for whole, part, cents in flows
    )
