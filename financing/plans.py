"""A repayment plan and its level instalment, exact."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from financing.errors import BadPlan


Rounding = Literal["half_up", "up"]

MAX_INSTALMENTS = 480
MAX_PERCENT = 100


@dataclass(frozen=True, slots=True)
class Plan:
    """What is lent and how it comes back.

    Attributes:
        principal_cents: Lent at the start.
        nominal_percent: Yearly nominal rate; 0 is valid.
        instalments: Number of monthly payments.
        final_cents: Balloon or purchase option, 0 without.
        final_gap: Months from the last instalment to the final amount: 0 or 1.
        first_years: Time from drawdown to the first instalment, in years.
        interest_only: First instalments that carry interest only.
        change_after: Instalments after which another rate holds, 0 where there is one rate.
        later_percent: That yearly rate; the instalment is reckoned anew from it.
        adjust_last: The last instalment takes up the rounding; else all are the same, and the
            last one's interest takes it up.

    Raises:
        BadPlan: A value outside what can be repaid.
    """

    principal_cents: int
    nominal_percent: Decimal
    instalments: int
    final_cents: int = 0
    final_gap: int = 0
    first_years: Fraction = Fraction(1, 12)
    interest_only: int = 0
    change_after: int = 0
    later_percent: Decimal = Decimal(0)
    adjust_last: bool = True

    def __post_init__(self) -> None:
        for wrong, reason in (
            (self.principal_cents < 1, "the principal is positive"),
            (not is_percent(self.nominal_percent), "the rate lies between 0 and 100 %"),
            (not 1 <= self.instalments <= MAX_INSTALMENTS, "there are 1 to 480 instalments"),
            (
                not 0 <= self.final_cents < self.principal_cents,
                "the final amount is below the principal",
            ),
            (
                self.final_gap not in {0, 1},
                "the final amount falls due 0 or 1 month after the instalments",
            ),
            (not 0 <= self.interest_only < self.instalments, "some instalments repay principal"),
            (self.first_years < 0, "the first instalment follows the drawdown"),
            (not 0 <= self.change_after < self.instalments, "instalments follow the new rate"),
            (not is_percent(self.later_percent), "the later rate lies between 0 and 100 %"),
            (
                bool(self.change_after) and self.interest_only > self.change_after,
                "interest-only months end before the rate changes",
            ),
        ):
            if wrong:
                raise BadPlan(f"{reason}: {self}")

    @property
    def month_rate(self) -> tuple[int, int]:
        """The monthly rate as (numerator, denominator), exact."""
        above, below = self.nominal_percent.as_integer_ratio()
        return above, below * 1200


def level_instalment(plan: Plan) -> Fraction:
    """The exact level instalment in cents, unrounded.

    The principal with the first period's simple interest equals the value, at the first due date,
    of all instalments and of the final amount.
    """
    rate, scale = plan.month_rate
    count = plan.instalments - plan.interest_only
    # After interest-only months the principal stands a whole month before full instalments.
    opening = Fraction(1) if plan.interest_only else plan.first_years * 12
    owed = plan.principal_cents * (1 + Fraction(rate, scale) * opening)
    if not rate:
        return (owed - plan.final_cents) / count
    grown, base = scale + rate, scale
    last = count - 1 + plan.final_gap
    final = Fraction(plan.final_cents * base**last, grown**last)
    annuity = Fraction(grown**count - base**count, grown ** (count - 1) * rate)
    return (owed - final) / annuity


def round_cents(amount: Fraction | Decimal, rounding: Rounding = "half_up") -> int:
    """An exact amount of cents as a whole number, half-up or always up."""
    above, below = amount.as_integer_ratio()
    if rounding == "up":
        return -(-above // below)
    return (2 * above + below) // (2 * below)


def is_percent(rate: Decimal) -> bool:
    """Whether it is a number from 0 to 100."""
    return rate.is_finite() and 0 <= rate <= MAX_PERCENT
