"""The rate of settled terms: as `apr` of their payments, without making the flows."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from financing.even import MONTHS, calendar, run_rate
from financing.flows import years
from financing.level import Run
from financing.payments import due_days, rows_of
from financing.rate import percent_of, rate_of
from financing.sums import Sums
from financing.terms import Terms


class Times(NamedTuple):
    """Years from delivery to each instalment and to the final amount; `even` if a month apart."""

    instalments: tuple[float, ...]
    final: float
    even: bool


@lru_cache(maxsize=1024)
def times_of(start: date, first_due: date | None, count: int, gap: int) -> Times:
    """The times of monthly due days, the final amount `gap` months after the last of them."""
    days = due_days(start, first_due, count + gap)
    even = calendar((start, *days[:count]), 1, count + 1, MONTHS) is not None
    spans = tuple(years(start, day, MONTHS) for day in days)
    return Times(spans[:count], spans[-1], even)


def level_percent(terms: Terms, sums: Sums, times: Times, added: int = 0) -> Decimal:
    """The APR of a plan of one instalment, with cents added to each.

    Raises:
        NoRate: There is no single rate.
    """
    loan, count, final = terms.lent, len(times.instalments), terms.final_cents
    usual, last = sums.monthly + added, sums.last + added
    first = usual + loan.first_fee
    if final:
        final += loan.end_fee
    else:
        last += loan.end_fee
    between = count - 2  # the first and the last
    if times.even and between > 0:
        rate = _level_rate(terms, (first, usual, last, final), times)
        if rate is not None:
            return percent_of(rate)
    payments = [first, *[usual] * between, last] if count > 1 else [first + last - usual]
    return _percent(terms, payments, final, times)


def staged_percent(terms: Terms, _sums: Sums, times: Times, added: int = 0) -> Decimal:
    """The APR of a plan of several stages, with cents added to each instalment.

    Raises:
        NoRate: There is no single rate.
    """
    rows = rows_of(terms)
    payments = [row.payment_cents + added for row in rows if row.kind == "instalment"]
    final = sum(row.payment_cents for row in rows if row.kind == "final")
    return _percent(terms, payments, final, times)


def _level_rate(terms: Terms, amounts: tuple[int, int, int, int], times: Times) -> float | None:
    first, usual, last, final = amounts
    spans = times.instalments
    begin, end = int(first != usual), len(spans) - (last != usual)
    others = []
    if begin:
        others.append((spans[0], first))
    if end < len(spans):
        others.append((spans[-1], last))
    if final:
        others.append((times.final, final))
    run = Run(end - begin, usual, spans[begin], MONTHS)
    return run_rate(terms.lent.credit - terms.lent.upfront, run, others)


def _percent(terms: Terms, payments: Sequence[int], final: int, times: Times) -> Decimal:
    net: dict[float, int] = {0.0: terms.lent.credit - terms.lent.upfront}
    for at, cents in (*zip(times.instalments, payments, strict=True), (times.final, final)):
        net[at] = net.get(at, 0) - cents
    return percent_of(rate_of([(at, cents) for at, cents in sorted(net.items()) if cents]))
