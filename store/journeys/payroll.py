"""The French payroll cliff of employee sales."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Payroll:
    """The French payroll cliff of one employee sale, in cents.

    Above ``limit_percent`` of the lowest public price of the year the WHOLE advantage is pay.
    """

    lowest_public_cents: int
    paid_cents: int
    advantage_cents: int
    limit_percent: int
    over_limit: bool
    taxable_cents: int
    source: str


def payroll(lowest_public_cents: int, paid_cents: int, limit_percent: int, source: str) -> Payroll:
    """Return the advantage of an employee price and what of it counts as pay."""
    advantage = max(0, lowest_public_cents - paid_cents)
    over = advantage * 100 > lowest_public_cents * limit_percent
    return Payroll(
        lowest_public_cents=lowest_public_cents,
        paid_cents=paid_cents,
        advantage_cents=advantage,
        limit_percent=limit_percent,
        over_limit=over,
        taxable_cents=advantage if over else 0,
        source=source,
    )
