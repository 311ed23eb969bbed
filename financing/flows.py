"""Amounts that change hands between lender and borrower, and when, in years."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from typing import Literal

from financing.errors import BadFlow, NoRate
from financing.intervals import Unit, measure
from financing.level import Timed


Kind = Literal["credit", "payment", "charge"]
When = date | int | Fraction

MAX_CENTS = 10**13
MAX_YEARS = 60

# The period that dated flows are counted in; the days left over are days in any case.
_UNITS: dict[int, Unit] = {1: "year", 52: "week"}


@dataclass(frozen=True, slots=True)
class CashFlow:
    """One amount that changes hands between lender and borrower.

    Attributes:
        when: A date, or a number of periods after the contract (whole, or a `Fraction`); negative
            before.
        cents: The amount, never negative; `kind` says who pays.
        kind: "credit" is paid to the borrower, "payment" and "charge" by the borrower.
        net_cents: The amount as the borrower sees it: received positive, paid negative.

    Raises:
        BadFlow: A wrong amount, moment or kind.
    """

    when: When
    cents: int
    kind: Kind = "payment"
    net_cents: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if isinstance(self.cents, bool) or not isinstance(self.cents, int):
            raise BadFlow(f"an amount is a whole number of cents, not {self.cents!r}")
        if not 0 <= self.cents <= MAX_CENTS:
            raise BadFlow(f"an amount lies between 0 and {MAX_CENTS} cents, not {self.cents}")
        if isinstance(self.when, (bool, datetime)) or not isinstance(
            self.when, (date, int, Fraction)
        ):
            raise BadFlow(f"a moment is a date or a number of periods, not {self.when!r}")
        if self.kind not in {"credit", "payment", "charge"}:
            raise BadFlow(f"a flow is credit, payment or charge, not {self.kind!r}")
        object.__setattr__(self, "net_cents", self.cents if self.kind == "credit" else -self.cents)


def timed(flows: Sequence[CashFlow], per_year: int) -> list[Timed]:
    """Net amounts by moment in years from the first drawdown, received counted as positive.

    Raises:
        BadFlow: Mixed dates and counts, no period in a year, a moment too far away.
        NoRate: No credit is drawn.
    """
    drawn = [flow.when for flow in flows if flow.net_cents > 0]
    if not drawn:
        raise NoRate("no credit is drawn, so there is no rate")
    if per_year < 1:
        raise BadFlow(f"a year has at least one period, not {per_year}")
    if len({isinstance(flow.when, date) for flow in flows}) > 1:
        raise BadFlow("dated flows and counted flows cannot be mixed")
    origin = min(drawn)
    net: dict[When, int] = {}
    for flow in flows:
        net[flow.when] = net.get(flow.when, 0) + flow.net_cents
    found = sorted((years(origin, when, per_year), cents) for when, cents in net.items() if cents)
    if found and max(-found[0][0], found[-1][0]) > MAX_YEARS:
        raise BadFlow(f"a flow lies more than {MAX_YEARS} years from the first drawdown")
    return found


def years(origin: When, when: When, per_year: int) -> float:
    """Years from one moment to another, negative for an earlier one.

    Raises:
        BadFlow: A date beside a count.
    """
    if isinstance(when, date) and isinstance(origin, date):
        unit = _UNITS.get(per_year, "month")
        if when < origin:
            return -float(measure(when, origin, unit))
        return float(measure(origin, when, unit))
    if isinstance(when, date) or isinstance(origin, date):
        raise BadFlow("dated flows and counted flows cannot be mixed")
    return float(when - origin) / per_year
