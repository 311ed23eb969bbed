"""The level instalment and the last one to the cent, without the rows between them.

Doubles are used only where they provably give the exact whole number: an instalment that lies
close to half a cent, and balances too large for the bound below, are reckoned with integers.

Bound of `_rolled`: for a balance b and a month's rate r/s in lowest terms, b * (1 + r/s) is a
multiple of 1/s. The factor is raised by 2**-50 and the product errs by at most 2**-52, so that a
half is always above a half and, while b * s < 2**48, nothing below a half reaches it.
"""

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import repeat
from typing import NamedTuple

from financing.errors import BadPlan
from financing.plans import Plan, round_cents


# Adding it leaves no room for a fraction: the sum is rounded to a whole number.
_WHOLE = 1.5 * 2.0**52
_RAISE = 1 + 2.0**-50
_EXACT_BELOW = 2**48
# Of the principal; the float instalment errs by less than a hundredth of it.
_DOUBT = 1e-13


class Shape(NamedTuple):
    """What plans of one rate, duration and first period have in common."""

    number: int
    exact: tuple[Fraction, Fraction]
    opening: float
    discount: float
    growth: float
    rate: int
    scale: int
    first_rate: int
    first_scale: int
    before: tuple[int, int]
    adjust_last: bool


def level_cents(shape: Shape, principal: int, final: int) -> int:
    """The level instalment, rounded half-up."""
    found = principal * shape.opening - final * shape.discount + 0.5
    whole = int(found)
    if _DOUBT * principal < found - whole < 1 - _DOUBT * principal:
        return whole
    opening, discount = shape.exact
    return round_cents(principal * opening - final * discount)


def last_cents(shape: Shape, principal: int, final: int, level: int) -> int:
    """The last instalment, which takes up what rounding left over.

    Raises:
        BadPlan: As `amortise` does for the same plan.
    """
    above, below = shape.before
    before = (2 * final * above + below) // (2 * below)
    balance = principal
    interest = _half_up(balance * shape.first_rate, shape.first_scale)
    if shape.number > 1:
        between = shape.number - 2  # the first and the last
        balance += interest - level
        second = _half_up(balance * shape.rate, shape.scale)
        if interest > level or (between and second > level):
            raise BadPlan(f"interest outgrows the instalment of {level} cents")
        balance = _rolled(balance, shape, level, between)
        interest = _half_up(balance * shape.rate, shape.scale)
    repaid = balance - before
    last = repaid + interest if shape.adjust_last else max(repaid, level)
    if last < 1 or repaid < 0 or abs(last - level) > level // 10 + 1:
        raise BadPlan(f"the last instalment of {last} cents cannot follow {level}")
    return last


@lru_cache(maxsize=4096)
def shape_of(
    percent: Decimal, number: int, gap: int, first_years: Fraction, *, adjust: bool = True
) -> Shape:
    """The shape of a level plan: no interest-only months, no change of rate.

    Args:
        percent: Yearly nominal rate.
        number: Instalments.
        gap: Months from the last of them to the final amount.
        first_years: Time to the first of them.
        adjust: Whether the last one takes up the rounding.

    Raises:
        BadPlan: No plan has these values.
    """
    plan = Plan(1, percent, number, final_gap=gap, first_years=first_years, adjust_last=adjust)
    month = Fraction(*plan.month_rate)
    rate, scale = month.numerator, month.denominator
    first = first_years * 12 * month
    grown = (1 + month) ** -number
    annuity = (1 - grown) / month * (1 + month) if rate else Fraction(number)
    exact = ((1 + first) / annuity, (1 + month) ** -(number - 1 + gap) / annuity)
    return Shape(
        number=number,
        exact=exact,
        opening=float(exact[0]),
        discount=float(exact[1]),
        growth=float(1 + month) * _RAISE,
        rate=rate,
        scale=scale,
        first_rate=first.numerator,
        first_scale=first.denominator,
        before=(scale, scale + rate) if gap else (1, 1),
        adjust_last=adjust,
    )


def _rolled(balance: int, shape: Shape, level: int, months: int) -> int:
    """The balance after some more months of interest and level instalments."""
    if not shape.rate:
        return balance - level * months
    if 0 <= balance * shape.scale < _EXACT_BELOW:
        growth, paid, amount = shape.growth, _WHOLE + level, float(balance)
        for _ in repeat(None, months):
            amount = amount * growth + _WHOLE - paid
        return int(amount)
    for _ in repeat(None, months):
        balance += _half_up(balance * shape.rate, shape.scale) - level
    return balance


def _half_up(above: int, below: int) -> int:
    return (2 * above + below) // (2 * below)
