"""Worked cases about plans: instalments, schedules and intervals."""

from decimal import Decimal
from fractions import Fraction

from financing.case_inputs import Figures, Inputs
from financing.errors import BadData
from financing.intervals import PER_YEAR, measure
from financing.plans import Plan, level_instalment, round_cents
from financing.schedule import Row, amortise


# A principal so large that its instalment is exact beyond any cent.
_MUCH = 10**12
_NAMES = {"due": "payment", "payment": "payment", "instalment": "payment"}
_UNITS = {"half-year": "half_year", "semester": "half_year"}


def instalment_figures(inputs: Inputs) -> Figures:
    """The level instalment and what follows from it."""
    plan = _plan(inputs)
    level, count = level_instalment(plan), plan.instalments
    begun = inputs.text("due", "end") in {"begin", "advance"}
    grown = 1 + Fraction(*plan.month_rate)
    exact = level / grown if begun else level
    paid = _rounded(exact, inputs.text("rounding", "half_up"))
    total = paid * count + _units(plan.final_cents)
    interest = total - _units(plan.principal_cents)
    figures: Figures = {
        "instalment": paid,
        "total_amount_payable": total,
        "total_paid": total,
        "interest": interest,
        "total_interest": interest,
    }
    if inputs.has("balance_after"):
        left = count - inputs.whole("balance_after")
        each = level_instalment(Plan(_MUCH, plan.nominal_percent, left)) / _MUCH
        owed = level / each + plan.final_cents / grown**left
        figures["balance"] = _units(round_cents(owed))
    return figures


def schedule_figures(inputs: Inputs) -> Figures:
    """The rows of a plan."""
    plan = _plan(inputs)
    agreed = _cents(inputs, "instalment") if inputs.has("instalment") else None
    rows = amortise(plan, agreed)
    if inputs.text("carry", "") == "full precision":
        rows = _unrounded(plan, rows)
    interest = sum(row.interest_cents for row in rows)
    figures: Figures = {
        "instalment": _units(rows[plan.interest_only].payment_cents),
        "total_interest": _units(interest),
        "interest": _units(interest),
        "total_paid": _units(sum(row.payment_cents for row in rows)),
        "total_amount_payable": _units(sum(row.payment_cents for row in rows)),
        "last": _units(rows[-1].payment_cents),
    }
    for row in rows:
        for name in ("due", "payment", "instalment", "interest", "principal", "balance"):
            cents = getattr(row, f"{_NAMES.get(name, name)}_cents")
            figures[f"rows.{row.number}.{name}"] = _units(cents)
    return figures


def interval_figures(inputs: Inputs) -> Figures:
    """Whole periods and the days left over."""
    unit = inputs.text("unit", "month").removesuffix("s")
    unit = _UNITS.get(unit, unit)
    if unit not in PER_YEAR:
        raise BadData("unit", f"{unit!r} is not one of {', '.join(PER_YEAR)}")
    found = measure(inputs.day("start"), inputs.day("end"), unit)
    return {
        "whole_periods": Decimal(found.periods),
        "days": Decimal(found.days),
        "year_days": Decimal(found.year_days),
        "years": _decimal(found.years),
    }


def _plan(inputs: Inputs) -> Plan:
    """The plan in months; a rate of other periods is that of a month for each of them."""
    per_year = inputs.whole("per_year", "periods_per_year", default=12)
    return Plan(
        principal_cents=_cents(inputs, "principal", "credit"),
        nominal_percent=inputs.amount("annual_rate", "rate") * 12 / per_year,
        instalments=inputs.whole("n", "count"),
        final_cents=_cents(inputs, "balloon") if inputs.has("balloon") else 0,
        interest_only=inputs.whole("interest_only", "grace", default=0),
        adjust_last=inputs.text("last", "adjusted") != "level",
    )


def _unrounded(plan: Plan, rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The rows as shown by lenders that round what they print and nothing else."""
    rate, scale = plan.month_rate
    balance, shown = Fraction(plan.principal_cents), []
    for row in rows:
        interest = balance * rate / scale
        principal = row.payment_cents - interest
        balance -= principal
        figures = [round_cents(each) for each in (interest, principal, balance)]
        shown.append(Row(row.number, row.payment_cents, *figures))
    return tuple(shown)


def _rounded(amount: Fraction, rounding: str) -> Decimal:
    if rounding == "none":
        return _decimal(amount / 100)
    return _units(round_cents(amount, "up" if rounding == "up" else "half_up"))


def _cents(inputs: Inputs, *names: str) -> int:
    return round_cents(inputs.amount(*names) * 100)


def _units(cents: int) -> Decimal:
    return Decimal(cents) / 100


def _decimal(amount: Fraction) -> Decimal:
    return Decimal(amount.numerator) / Decimal(amount.denominator)
