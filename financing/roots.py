"""The one root of a sum of discounted amounts, with proof that it is the only one in range.

With u = ln(1 + X) the sum is a Dirichlet polynomial f(u) = sum of c * exp(-t u). It has at most
as many real zeros as the sign changes of the amounts in order of time (Descartes' rule for real
exponents, Laguerre 1883), and at most as many positive zeros as the sign changes of the running
totals.
"""

import math
from collections.abc import Sequence
from itertools import accumulate, pairwise

from financing.errors import NoRate
from financing.level import Timed


# -90 % a year and 1,000,000 % a year: outside, a rate has no commercial meaning.
LOWEST_RATE = -0.9
HIGHEST_RATE = 10_000.0
LOWEST = math.log1p(LOWEST_RATE)
HIGHEST = math.log1p(HIGHEST_RATE)
# A charge before the drawdown gives a second root far above any loan: 10,000 % parts the two.
SEPARATING = math.log1p(100.0)
_STEPS = 200


def solve(flows: Sequence[Timed]) -> float:
    """The yearly rate X (0.05 is 5 %) that brings the discounted sum to nought.

    Args:
        flows: (years, cents) in order of time; received positive, paid negative, none of them zero.

    Raises:
        NoRate: No root in range, or possibly several.
    """
    bracket = _bracket(flows, HIGHEST) or _bracket(flows, SEPARATING)
    if bracket is None:
        raise NoRate("these flows have no single rate between -90 % and 1,000,000 % a year")
    if not sum(cents for _, cents in flows):
        return 0.0
    return math.expm1(_refine(flows, *bracket))


def _bracket(flows: Sequence[Timed], high: float) -> tuple[float, float] | None:
    """A range up to `high` that holds exactly one root, or None."""
    amounts = [cents for _, cents in flows]
    # Unlike signs at the two ends mean an odd number of roots; with at most two of them, one.
    if _sign_changes(amounts) in {1, 2} and _opposed(flows, LOWEST, high):
        return LOWEST, high
    if _sign_changes(list(accumulate(amounts))) == 1 and _opposed(flows, 0.0, high):
        return 0.0, high
    return None


def _opposed(flows: Sequence[Timed], low: float, high: float) -> bool:
    at_low, at_high = _value(flows, low)[0], _value(flows, high)[0]
    return at_low < 0 < at_high or at_high < 0 < at_low


def _sign_changes(values: Sequence[int]) -> int:
    signs = [value > 0 for value in values if value]
    return sum(left != right for left, right in pairwise(signs))


def _value(flows: Sequence[Timed], point: float) -> tuple[float, float]:
    """The sum and its slope at u = `point`."""
    terms = [(cents * math.exp(-years * point), years) for years, cents in flows]
    return math.fsum(term for term, _ in terms), -math.fsum(term * years for term, years in terms)


def _refine(flows: Sequence[Timed], low: float, high: float) -> float:
    """Newton's method kept inside a shrinking bracket by bisection."""
    rising = _value(flows, high)[0] > 0
    point = max(low, 0.05)
    for _ in range(_STEPS):
        value, slope = _value(flows, point)
        if value == 0.0:
            return point
        if (value > 0) == rising:
            high = point
        else:
            low = point
        step = point - value / slope if slope else low - 1
        following = step if low < step < high else (low + high) / 2
        if abs(following - point) <= 1e-16 + 1e-15 * abs(point):
            return following
        point = following
    return point
