"""The annual percentage rate of charge of any set of dated or counted cash flows.

Source: Directive 2008/48/EC, Annex I part I (kept by Directive (EU) 2023/2225, Annex III): the
rate X at which the sum of C(1+X)^-t over the drawdowns equals the sum of D(1+X)^-s over the
payments, time running in years from the first drawdown.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Literal

from financing.errors import BadFlow, NoRate
from financing.intervals import measure
from financing.roots import Timed, solve


Kind = Literal["credit", "payment", "charge"]
When = date | int | Fraction

MAX_CENTS = 10**13
MAX_YEARS = 60
# Later digits are noise of double precision; a tie at two decimals must stay a tie.
_DIGITS = 10


@dataclass(frozen=True, slots=True)
class CashFlow:
    """One amount that changes hands between lender and borrower.

    Attributes:
        when: A date, or a number of periods after the contract (whole, or a `Fraction`); negative
            before.
        cents: The amount, never negative; `kind` says who pays.
        kind: "credit" is paid to the borrower, "payment" and "charge" by the borrower.

    Raises:
        BadFlow: A wrong amount, moment or kind.
    """

    when: When
    cents: int
    kind: Kind = "payment"

    def __post_init__(self) -> None:
        if isinstance(self.cents, bool) or not isinstance(self.cents, int):
            raise BadFlow(f"an amount is a whole number of cents, not {self.cents!r}")
        if not 0 <= self.cents <= MAX_CENTS:
            raise BadFlow(f"an amount lies between 0 and {MAX_CENTS} cents, not {self.cents}")
        if isinstance(self.when, bool) or not isinstance(self.when, (date, int, Fraction)):
            raise BadFlow(f"a moment is a date or a number of periods, not {self.when!r}")
        if self.kind not in {"credit", "payment", "charge"}:
            raise BadFlow(f"a flow is credit, payment or charge, not {self.kind!r}")


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
    rate = solve(_timed(flows, per_year))
    return Decimal(repr(round(rate * 100, _DIGITS) + 0.0)).quantize(Decimal(1).scaleb(-_DIGITS))


def round_percent(rate: Decimal, places: int) -> Decimal:
    """Round a rate half-up, once, from its exact value (Annex I part I, remark (d))."""
    return rate.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def present_value(flows: Sequence[CashFlow], percent: Decimal, per_year: int = 12) -> float:
    """Drawdowns less payments in cents, discounted at a rate; nought at the `apr` of the flows."""
    growth = 1 + float(percent) / 100
    return math.fsum(cents * growth**-years for years, cents in _timed(flows, per_year))


def _timed(flows: Sequence[CashFlow], per_year: int) -> list[Timed]:
    """Net amounts by moment in years from the first drawdown, received counted as positive."""
    drawn = [flow.when for flow in flows if flow.kind == "credit" and flow.cents]
    if not drawn:
        raise NoRate("no credit is drawn, so there is no rate")
    if per_year < 1:
        raise BadFlow(f"a year has at least one period, not {per_year}")
    if len({isinstance(flow.when, date) for flow in flows}) > 1:
        raise BadFlow("dated flows and counted flows cannot be mixed")
    origin = min(drawn)
    net: dict[When, int] = {}
    for flow in flows:
        signed = flow.cents if flow.kind == "credit" else -flow.cents
        net[flow.when] = net.get(flow.when, 0) + signed
    timed = sorted((_years(origin, when, per_year), cents) for when, cents in net.items() if cents)
    if timed and max(-timed[0][0], timed[-1][0]) > MAX_YEARS:
        raise BadFlow(f"a flow lies more than {MAX_YEARS} years from the first drawdown")
    return timed


def _years(origin: When, when: When, per_year: int) -> float:
    if isinstance(when, date) and isinstance(origin, date):
        if when < origin:
            return -float(measure(when, origin))
        return float(measure(origin, when))
    if isinstance(when, date) or isinstance(origin, date):
        raise BadFlow("dated flows and counted flows cannot be mixed")
    return float(when - origin) / per_year
