"""The rate of one advance and its repayments by Newton's method, in closed form where level.

With u = ln(1 + X) the repayments are worth B(u) = sum of c * exp(-t u). ln B is convex and
falling, so Newton's method on ln B(u) = ln(advance) comes to the one root from any start: the
first step lands left of it, the next ones rise towards it. A run of n equal payments, m a year,
is worth a * exp(-s u) * (1 - exp(-n u / m)) / (1 - exp(-u / m)), whatever n is.
"""

from collections.abc import Sequence
from math import exp, expm1, fsum, log
from operator import mul
from typing import NamedTuple


Timed = tuple[float, int]

# ln B bends by less than half the longest time: a step of 1e-7 leaves an error below 1e-12.
_STEP = 1e-7
_STEPS = 60


class Run(NamedTuple):
    """Equal payments: how many, cents of each, years to the first, and how many a year."""

    number: int
    cents: int
    first: float
    per_year: int


def level_rate(advance: int, run: Run, others: Sequence[Timed]) -> float | None:
    """The yearly rate X of an advance that a run of equal payments and a few others repay.

    Args:
        advance: Cents received at the start, above 0.
        run: The equal payments; at least one, and none at the start.
        others: (years, cents) of the other payments, later than the start, none negative.

    Returns:
        The rate (0.05 is 5 %), or None where the method leaves the range of numbers.
    """
    if not others:
        return _even(advance, run)
    number, cents, first, per_year = run
    total, middle = number * cents, first + (number - 1) / per_year / 2
    weight = total * middle
    spread = total * (middle * middle + (number * number - 1) / (12 * per_year * per_year))
    for years, amount in others:
        total += amount
        weight += amount * years
        spread += amount * years * years
    if total == advance:
        return 0.0
    try:
        mean = weight / total
        start = _start(log(total / advance) / mean, spread / weight - mean)
        return _climb(start, log(advance), run, others)
    except (OverflowError, ZeroDivisionError, ValueError):
        return None


def _even(advance: int, run: Run) -> float | None:
    """The same without others, counted in periods: worth = (1 - e^-nw) / (e^w - 1) payments."""
    number, cents, first, per_year = run
    if number * cents == advance:
        return 0.0
    wait, last = first * per_year - 1, _STEP / per_year
    try:
        target = log(advance / cents)
        mean = wait + (number + 1) / 2
        point = _start((log(number) - target) / mean, (number * number - 1) / (12 * mean))
        for _ in range(_STEPS):
            one, whole = expm1(point), -expm1(-number * point)
            bent = wait + 1 + 1 / one - number / whole + number
            step = (log(whole / one) - wait * point - target) / bent
            point += step
            if -last < step < last:
                return expm1(point * per_year)
    except (OverflowError, ZeroDivisionError, ValueError):
        return None
    return None


def _climb(point: float, target: float, run: Run, others: Sequence[Timed]) -> float | None:
    number, cents, first, per_year = run
    period, length = 1 / per_year, number / per_year
    for _ in range(_STEPS):
        one, whole = -expm1(-point * period), -expm1(-point * length)
        worth = cents * exp(-first * point) * whole / one
        slope = worth * (first + period * (1 - one) / one - length * (1 - whole) / whole)
        for years, amount in others:
            part = amount * exp(-years * point)
            worth += part
            slope += part * years
        step = (log(worth) - target) * worth / slope
        point += step
        if -_STEP < step < _STEP:
            return expm1(point)
    return None


def repaid_rate(advance: int, payments: Sequence[Timed]) -> float | None:
    """The same for any payments after one advance at time nought; each costs an exponential."""
    times, amounts = [years for years, _ in payments], [cents for _, cents in payments]
    total, weight = sum(amounts), fsum(map(mul, amounts, times))
    if total == advance:
        return 0.0
    try:
        start = log(total / advance) * total / weight
        return _step_by_step(start, log(advance), times, amounts)
    except (OverflowError, ZeroDivisionError, ValueError):
        return None


def _step_by_step(
    point: float, target: float, times: Sequence[float], amounts: Sequence[int]
) -> float | None:
    for _ in range(_STEPS):
        parts = [cents * exp(-years * point) for years, cents in zip(times, amounts, strict=True)]
        worth = fsum(parts)
        step = (log(worth) - target) * worth / sum(map(mul, parts, times))
        point += step
        if -_STEP < step < _STEP:
            return expm1(point)
    return None


def _start(simple: float, spread: float) -> float:
    """A first guess: where ln B to second order meets the target; spread is variance by mean."""
    bend = simple * spread / 2
    return simple * (1 + bend + 2 * bend * bend)
