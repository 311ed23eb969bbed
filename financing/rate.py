"""The annual percentage rate of charge of any set of dated or counted cash flows.

Source: Directive 2008/48/EC, Annex I part I (kept by Directive (EU) 2023/2225, Annex III): the
rate X at which the sum of C(1+X)^-t over the drawdowns equals the sum of D(1+X)^-s over the
payments, time running in years from the first drawdown.
"""

import math
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from financing.even import even_rate
from financing.flows import CashFlow, timed
from financing.level import Timed, repaid_rate
from financing.roots import HIGHEST_RATE, LOWEST_RATE, solve


# Later digits are noise of double precision; a tie at two decimals must stay a tie.
_DIGITS = 10
_TO_UNITS = 10.0 ** (_DIGITS + 2)


def apr(flows: Sequence[CashFlow], per_year: int = 12) -> Decimal:
    """The annual percentage rate of charge, in percent, correct to 1e-10 percentage points.

    Args:
        flows: Drawdowns, payments and charges, in any order; all dated or all counted in periods.
        per_year: Periods in a year where the flows are counted; months unless told.

    Returns:
        The unrounded rate. Show it through `round_percent`.

    Raises:
        BadFlow: No flow, mixed dates and counts, or a moment too far away.
        NoRate: No rate, or not a single one, between -90 % and 1,000,000 %.
    """
    rate = even_rate(flows, per_year)
    return percent_of(rate_of(timed(flows, per_year)) if rate is None else rate)


def percent_of(rate: float) -> Decimal:
    """A yearly rate as a percentage with ten decimals: later digits are noise of doubles."""
    return Decimal(round(rate * _TO_UNITS)).scaleb(-_DIGITS)


def round_percent(rate: Decimal, places: int) -> Decimal:
    """Round a rate half-up, once, from its exact value (Annex I part I, remark (d))."""
    return rate.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def present_value(flows: Sequence[CashFlow], percent: Decimal, per_year: int = 12) -> float:
    """Drawdowns less payments in cents, discounted at a rate; nought at the `apr` of the flows."""
    growth = 1 + float(percent) / 100
    return math.fsum(cents * growth**-years for years, cents in timed(flows, per_year))


def rate_of(flows: Sequence[Timed]) -> float:
    """The yearly rate of net amounts in order of time: one advance repaid, or any single root.

    Raises:
        NoRate: No root in range, or possibly several.
    """
    if flows and flows[0][1] > 0 and all(cents < 0 for _, cents in flows[1:]):
        start, advance = flows[0]
        rate = repaid_rate(advance, [(years - start, -cents) for years, cents in flows[1:]])
        if rate is not None and LOWEST_RATE <= rate <= HIGHEST_RATE:
            return rate
    return solve(flows)
