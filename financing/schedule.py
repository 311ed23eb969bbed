"""The rows of a repayment plan, each rounded to the cent, that lead the balance to nought.

Interest runs on the balance at a twelfth of the nominal rate a month and is rounded half-up in each
row. Everything here is integer arithmetic: a rate in percent with its decimals is an exact
fraction.
"""

from dataclasses import dataclass, replace
from fractions import Fraction

from financing.errors import BadPlan
from financing.plans import Plan, level_instalment, round_cents


@dataclass(frozen=True, slots=True)
class Row:
    """One payment of a plan; payment = interest + principal, all in cents."""

    number: int
    payment_cents: int
    interest_cents: int
    principal_cents: int
    balance_cents: int


def amortise(plan: Plan, instalment_cents: int | None = None) -> tuple[Row, ...]:
    """The rows of a plan; the last instalment takes up what rounding left over.

    Args:
        plan: The plan.
        instalment_cents: An instalment agreed otherwise; the rounded level one unless given.

    Returns:
        One row an instalment, then, with a final amount, one row for it. The balance before that
        row is exactly what the final amount repays; after the last row it is 0.

    Raises:
        BadPlan: Rounding would repay before the end, or the interest outgrow the instalment.
    """
    if plan.change_after:
        return _two_rates(plan, instalment_cents)
    level = round_cents(level_instalment(plan)) if instalment_cents is None else instalment_cents
    rows = _rows(plan, level)
    # Over very long plans interest multiplies the rounding: then the last row is no instalment.
    if instalment_cents is None and abs(rows[-1].payment_cents - level) > level // 10 + 1:
        raise BadPlan(
            f"rounding makes the last instalment {rows[-1].payment_cents} cents in {plan}"
        )
    if plan.final_cents:
        balance = rows[-1].balance_cents
        final, interest = plan.final_cents, plan.final_cents - balance
        rows.append(Row(plan.instalments + 1, final, interest, balance, 0))
    return tuple(rows)


def _rows(plan: Plan, level: int) -> list[Row]:
    balance, rows = plan.principal_cents, []
    for number in range(1, plan.instalments + 1):
        interest = _interest(plan, balance, first=number == 1)
        idle = number <= plan.interest_only
        payment = interest if idle else level
        if number == plan.instalments:
            payment, interest = _last(plan, balance, interest, level)
        principal = payment - interest
        if payment < 1 - idle or not 0 <= principal <= balance:
            raise BadPlan(f"instalment {number} of {payment} cents cannot follow {plan}")
        balance -= principal
        rows.append(Row(number, payment, interest, principal, balance))
    return rows


def _two_rates(plan: Plan, instalment_cents: int | None) -> tuple[Row, ...]:
    """The rows under the first rate, then those of what is left under the later one."""
    after = plan.change_after
    begun = amortise(replace(plan, change_after=0, adjust_last=True), instalment_cents)[:after]
    rest = replace(
        plan,
        principal_cents=begun[-1].balance_cents,
        nominal_percent=plan.later_percent,
        instalments=plan.instalments - after,
        first_years=Fraction(1, 12),
        interest_only=0,
        change_after=0,
    )
    return begun + tuple(replace(row, number=row.number + after) for row in amortise(rest))


def _last(plan: Plan, balance: int, interest: int, level: int) -> tuple[int, int]:
    """Payment and interest of the last instalment, by the way the lender takes up rounding."""
    principal = balance - _before_final(plan)
    if plan.adjust_last:
        return principal + interest, interest
    payment = max(principal, level)
    return payment, payment - principal


def _interest(plan: Plan, balance: int, *, first: bool) -> int:
    rate, scale = plan.month_rate
    if first:
        return round_cents(plan.first_years * 12 * Fraction(balance * rate, scale))
    return (2 * balance * rate + scale) // (2 * scale)


def _before_final(plan: Plan) -> int:
    """The balance that the final amount repays, with its own month of interest where it has one."""
    if not plan.final_gap:
        return plan.final_cents
    rate, scale = plan.month_rate
    return round_cents(Fraction(plan.final_cents * scale, scale + rate))
