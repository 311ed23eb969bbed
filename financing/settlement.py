"""What a credit costs to repay in full before its end.

Source: French consumer code, L. 312-34 (directive 2008/48/EC, article 16): interest and costs of
the rest of the contract are not due; above a yearly threshold (D. 312-15: 10,000 euros) the lender
may ask for at most 1 % of the amount repaid, 0.5 % in the last year, and never more than the
interest that the borrower is spared.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from financing.intervals import add_months, interval
from financing.plans import round_cents
from financing.quotes import Quote
from financing.refusals import Refusal, refuse


@dataclass(frozen=True, slots=True)
class SettlementCaps:
    """The caps of the compensation; those of French law unless told otherwise."""

    free_up_to_cents: int = 10_000_00
    percent: Decimal = Decimal(1)
    last_year_percent: Decimal = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Settlement:
    """The figures of an early repayment in cents.

    Attributes:
        on: Day of the repayment.
        balance_cents: Principal still owed.
        accrued_cents: Interest since the last due day.
        compensation_cents: The most that the lender may ask for on top.
        total_cents: All three.
        spared_cents: Interest of the rest of the contract that is no longer due.
    """

    on: date
    balance_cents: int
    accrued_cents: int
    compensation_cents: int
    total_cents: int
    spared_cents: int


def early_settlement(
    quoted: Quote, on: date, caps: SettlementCaps | None = None
) -> Settlement | Refusal:
    """What repaying everything on a day costs at most; rows due by then count as paid.

    Args:
        quoted: The credit, as it was agreed.
        on: The day.
        caps: The caps of another country's law.

    Returns:
        The figures, or a refusal: a rental is no credit, and the day lies within the contract.
    """
    if not quoted.credit_cents:
        return refuse("no_credit", "product").refusal
    last = quoted.schedule[-1].due
    if not quoted.start <= on < last:
        return refuse("outside_contract", "on", start=quoted.start, end=last).refusal
    paid = [row for row in quoted.schedule if row.due <= on and row.number]
    owed = quoted.terms.lent.principal - sum(row.principal_cents for row in paid)
    since = paid[-1].due if paid else quoted.start
    rest = sum(row.interest_cents for row in quoted.schedule if row.due > on)
    rate = _rate_after(quoted, len(paid))
    accrued = min(rest, round_cents(owed * rate / 100 * _decimal_years(since, on)))
    spared = rest - accrued
    ends_soon = on >= add_months(last, -12)
    extra = _compensation(owed, spared, caps or SettlementCaps(), ends_soon=ends_soon)
    return Settlement(on, owed, accrued, extra, owed + accrued + extra, spared)


def _compensation(owed: int, spared: int, caps: SettlementCaps, *, ends_soon: bool) -> int:
    if owed <= caps.free_up_to_cents:
        return 0
    percent = caps.last_year_percent if ends_soon else caps.percent
    return min(spared, int(owed * percent / 100))


def _rate_after(quoted: Quote, paid: int) -> Decimal:
    offer = quoted.terms.offer
    changed = offer.change_after and paid >= offer.change_after
    return offer.later_percent if changed else quoted.nominal_percent


def _decimal_years(since: date, on: date) -> Decimal:
    span = interval(since, on)
    return Decimal(span.numerator) / span.denominator
