"""Plans that most contracts have: one advance, a run of equal payments, at most a few others."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import cast

from financing.flows import MAX_YEARS, CashFlow, When, years
from financing.intervals import Interval, measure
from financing.level import Run, Timed, level_rate
from financing.roots import HIGHEST_RATE, LOWEST_RATE


MONTHS = 12
# With more payments outside the run, the general method is as fast.
_OTHERS = 5

Calendar = tuple[float, tuple[float, ...]]


def even_rate(flows: Sequence[CashFlow], per_year: int) -> float | None:
    """The yearly rate of flows that are an even plan in order of time, else None."""
    cents = [flow.net_cents for flow in flows]
    if len(cents) <= 1 or cents[0] <= 0 or per_year < 1:  # no advance with its payments
        return None
    usual = cents[(len(cents) + 1) // 2]
    begin, number = cents.index(usual, 1), cents.count(usual)
    end = begin + number
    rest = cents[1:begin] + cents[end:]
    if usual >= 0 or len(rest) > _OTHERS or usual in rest or (rest and max(rest) > 0):
        return None
    found = calendar(tuple([flow.when for flow in flows]), begin, end, per_year)
    if found is None:
        return None
    first, times = found
    others = [(at, -paid) for at, paid in zip(times, rest, strict=True)] if rest else ()
    return run_rate(cents[0], Run(end - begin, -usual, first, per_year), others)


def run_rate(advance: int, run: Run, others: Sequence[Timed]) -> float | None:
    """The rate of a run and a few others, what is paid at the start taken off the advance.

    Returns:
        None where the general method must decide: nothing is left of the advance, or the rate
        lies out of range.
    """
    later: list[Timed] = []
    for at, cents in others:
        if at:
            later.append((at, cents))
        else:
            advance -= cents
    rate = level_rate(advance, run, later) if advance > 0 and run.first > 0 else None
    return rate if rate is not None and LOWEST_RATE <= rate <= HIGHEST_RATE else None


@lru_cache(maxsize=1024)
def calendar(moments: tuple[When, ...], begin: int, end: int, per_year: int) -> Calendar | None:
    """Years from the first moment to the start of an even run, and to each moment outside it.

    The same due days recur in quote after quote, so that their calendar is counted once.

    Args:
        moments: The advance, then the payments.
        begin: Index of the first payment of the run.
        end: Index after its last one.
        per_year: Payments a year in it.

    Returns:
        None where the run is not even, a moment lies before the advance or too far away, or dates
        and counts are mixed.
    """
    origin = moments[0]
    days = [when for when in moments if isinstance(when, date)]
    if isinstance(origin, date):
        if len(days) < len(moments) or min(days) < origin or per_year != MONTHS:
            return None
        even = _even_spans([measure(origin, day) for day in days[begin:end]])
    else:
        if days or min(cast("Iterable[int]", moments)) < origin:
            return None
        even = all(
            late - early == 1 for early, late in pairwise(cast("Sequence[int]", moments[begin:end]))
        )
    times = [years(origin, when, per_year) for when in moments]
    if not even or max(times) > MAX_YEARS:
        return None
    return times[begin], (*times[1:begin], *times[end:])


def _even_spans(spans: Sequence[Interval]) -> bool:
    """Whether each time is a month longer than the one before, its odd days the same."""
    return all(
        late.periods - early.periods == 1
        and late.days == early.days
        and (not late.days or late.year_days == early.year_days)
        for early, late in pairwise(spans)
    )
