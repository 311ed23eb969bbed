"""Every payment of settled terms, with its day: what the schedule of a quote shows."""

from datetime import date

from financing.intervals import add_months
from financing.plans import level_instalment, round_cents
from financing.rows import ScheduleRow
from financing.schedule import Row, amortise
from financing.terms import Terms


def due_days(start: date, first_due: date | None, count: int) -> list[date]:
    """The due days: the day of the first one in each month, or the month's last day."""
    if first_due is None:
        return [add_months(start, number) for number in range(1, count + 1)]
    return [add_months(first_due, number) for number in range(count)]


def rows_of(terms: Terms) -> tuple[ScheduleRow, ...]:
    """The schedule of settled terms.

    Raises:
        BadPlan: The plan cannot be balanced to the cent.
    """
    return _rental_rows(terms) if terms.offer.product == "lld" else _credit_rows(terms)


def _credit_rows(terms: Terms) -> tuple[ScheduleRow, ...]:
    plan = terms.plan
    rows = amortise(plan)
    start, first_due = terms.request.start, terms.request.first_due
    days = due_days(start, first_due, plan.instalments + plan.final_gap)
    return _delivery(terms) + tuple(
        _credit_row(terms, row, days[min(row.number, len(days)) - 1], len(rows)) for row in rows
    )


def _credit_row(terms: Terms, row: Row, due: date, last: int) -> ScheduleRow:
    final = row.number > terms.instalments
    fees = _fees(terms, row.number, last)
    premium = 0 if final else terms.lent.premium
    return ScheduleRow(
        number=row.number,
        due=due,
        kind="final" if final else "instalment",
        payment_cents=row.payment_cents + fees + premium,
        interest_cents=row.interest_cents,
        principal_cents=row.principal_cents,
        balance_cents=row.balance_cents,
        fees_cents=fees,
        insurance_cents=premium,
    )


def _rental_rows(terms: Terms) -> tuple[ScheduleRow, ...]:
    """The same rent every month, nothing repaid."""
    rent = round_cents(level_instalment(terms.plan)) + terms.offer.services_cents
    start, first_due, rows = terms.request.start, terms.request.first_due, []
    for number, day in enumerate(due_days(start, first_due, terms.instalments), 1):
        fee = _fees(terms, number, terms.instalments)
        rows.append(ScheduleRow(number, day, "rental", rent + fee, fees_cents=fee, rent_cents=rent))
    return _delivery(terms) + tuple(rows)


def _fees(terms: Terms, number: int, last: int) -> int:
    """The fees in one payment: the file fee in the first or last, the option fee in the last."""
    first = terms.lent.first_fee if number == 1 else 0
    return first + (terms.lent.end_fee if number == last else 0)


def _delivery(terms: Terms) -> tuple[ScheduleRow, ...]:
    """The row of what is paid at delivery, where there is something."""
    if not terms.lent.upfront:
        return ()
    fee = terms.lent.upfront - terms.lent.rental
    rented = terms.offer.product == "lld"
    row = ScheduleRow(
        number=0,
        due=terms.request.start,
        kind="delivery",
        payment_cents=terms.lent.upfront,
        principal_cents=0 if rented else terms.lent.rental,
        balance_cents=0 if rented else terms.lent.principal,
        fees_cents=fee,
        rent_cents=terms.lent.rental if rented else 0,
    )
    return (row,)
