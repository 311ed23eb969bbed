"""Every payment of settled terms, with its day: what the schedule of a quote shows."""

from datetime import date

from financing.intervals import add_months
from financing.plans import level_instalment, round_cents
from financing.rows import ScheduleRow
from financing.schedule import amortise
from financing.terms import Terms


def due_days(terms: Terms, count: int) -> list[date]:
    """The due days: the day of the first one in each month, or the month's last day."""
    request = terms.request
    if request.first_due is None:
        return [add_months(request.start, number) for number in range(1, count + 1)]
    return [add_months(request.first_due, number) for number in range(count)]


def credit_rows(terms: Terms) -> tuple[ScheduleRow, ...]:
    """The schedule of a loan or a lease with option.

    Raises:
        BadPlan: The plan cannot be balanced to the cent.
    """
    plan, fee_when = terms.plan, terms.offer.fee_when
    rows = amortise(plan)
    days = due_days(terms, plan.instalments + plan.final_gap)
    fees = {"first": {1: terms.fee}, "last": {rows[-1].number: terms.fee}}.get(fee_when, {})
    return _delivery(terms) + tuple(
        ScheduleRow(
            number=row.number,
            due=days[min(row.number, len(days)) - 1],
            kind="final" if row.number > plan.instalments else "instalment",
            payment_cents=row.payment_cents + fees.get(row.number, 0),
            interest_cents=row.interest_cents,
            principal_cents=row.principal_cents,
            balance_cents=row.balance_cents,
            fees_cents=fees.get(row.number, 0),
        )
        for row in rows
    )


def rental_rows(terms: Terms) -> tuple[ScheduleRow, ...]:
    """The schedule of a long-term rental: the same rent every month, nothing repaid.

    Raises:
        BadPlan: No rent follows from these amounts.
    """
    plan = terms.plan
    rent = round_cents(level_instalment(plan)) + terms.offer.services_cents
    days = due_days(terms, plan.instalments)
    late = {"first": 1, "last": plan.instalments}.get(terms.offer.fee_when, 0)
    rows = []
    for number, day in enumerate(days, 1):
        fee = terms.fee if number == late else 0
        rows.append(ScheduleRow(number, day, "rental", rent + fee, fees_cents=fee, rent_cents=rent))
    return _delivery(terms) + tuple(rows)


def _delivery(terms: Terms) -> tuple[ScheduleRow, ...]:
    """The row of what is paid at delivery, where there is something."""
    if not terms.upfront_cents:
        return ()
    fee = terms.upfront_cents - terms.rental_cents
    rented = terms.offer.product == "lld"
    row = ScheduleRow(
        number=0,
        due=terms.request.start,
        kind="delivery",
        payment_cents=terms.upfront_cents,
        principal_cents=0 if rented else terms.rental_cents,
        balance_cents=0 if rented else terms.principal_cents,
        fees_cents=fee,
        rent_cents=terms.rental_cents if rented else 0,
    )
    return (row,)
