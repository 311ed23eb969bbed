"""Worked cases about rates: of payments counted in periods and of dated ones."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from financing.case_inputs import Figures, Inputs, number
from financing.errors import BadData
from financing.flows import CashFlow, When
from financing.rate import apr, round_percent


# (moment, signed amount: received positive), amounts in units of the currency.
Amount = tuple[When, Decimal]

_MONTHS = 12


def counted_figures(inputs: Inputs) -> Figures:
    """Payments counted in periods: rate, rate shown, totals."""
    drawn, repaid = received(inputs), paid(inputs)
    rate = amounts_apr([*drawn, *repaid], 1)
    deposits = inputs.values.get("deposits", inputs.values.get("deposit", []))
    own = summed(number(each) for each in (deposits if isinstance(deposits, list) else [deposits]))
    lent = summed(amount for _, amount in drawn)
    total = own - summed(amount for _, amount in repaid)
    price = inputs.amount("cash_price") if inputs.has("cash_price") else lent
    nominal = _nominal_percent(rate)
    bare = amounts_apr([*drawn, *_without_fees(repaid)], 1)
    return {
        **_shown(rate),
        "total_amount_payable": total,
        "total_cost": total - lent,
        "interest": total - price,
        "fixed_rate_true": round_percent(nominal, 2),
        "fixed_rate": round_percent(_nominal_percent(bare), 2),
        "taux_debiteur": round_percent(nominal, 2),
    }


def _without_fees(repaid: list[Amount]) -> list[Amount]:
    """The payments, the first and the last of a run cut to the usual one if a fee is in them."""
    usual, number = Counter(amount for _, amount in repaid).most_common(1)[0]
    begin = next(place for place, (_, amount) in enumerate(repaid) if amount == usual)
    ends = {place for place in (begin - 1, begin + number) if 0 <= place < len(repaid)}
    feed = {place for place in ends if 2 * usual < repaid[place][1] < usual}
    return [(at, usual if n in feed else amount) for n, (at, amount) in enumerate(repaid)]


def dated_figures(inputs: Inputs) -> Figures:
    """Flows by date, received positive."""
    rows = lists(inputs.take("flows"))
    flows: list[Amount] = [(date.fromisoformat(str(row[0])), number(row[1])) for row in rows]
    rate = amounts_apr(flows, inputs.whole("per_year", default=_MONTHS))
    total = -summed(amount for _, amount in flows if amount < 0)
    return {**_shown(rate), "total_amount_payable": total, "total_paid": total}


def summed(amounts: Iterable[Decimal]) -> Decimal:
    """Their sum, nought without any."""
    return sum(amounts, Decimal(0))


def received(inputs: Inputs) -> list[Amount]:
    """The drawdowns: one credit at the start, or several."""
    if not inputs.has("advances", "drawdowns", "credits"):
        return [(Fraction(0), inputs.amount("credit", "principal", "amount"))]
    return list(_counted(inputs.tables("advances", "drawdowns", "credits"), Fraction(0)))


def paid(inputs: Inputs) -> list[Amount]:
    """The payments and charges, negative; an odd first interval delays what is counted."""
    odd = Inputs(inputs.values.get("first_interval_extra_days") or {})
    late = Fraction(odd.whole("days", default=0), odd.whole("year_days", default=365))
    rows = [*inputs.tables("charges", "fees"), *inputs.tables("payments")]
    return [(at, -amount) for at, amount in _counted(rows, late)]


def _counted(rows: Sequence[Inputs], late: Fraction) -> Iterable[Amount]:
    """(years, amount) of every payment; `t` is in years, and is never late."""
    for row in rows:
        per_year = row.whole("per_year", default=1)
        at = Fraction(row.amount("t")) if row.has("t") else None
        begin = at if at is not None else Fraction(row.amount("first", default=1)) / per_year + late
        amount, rise = row.amount("amount"), 1 + row.amount("growth", default=0)
        for step in range(row.whole("count", default=1)):
            yield begin + Fraction(step, per_year), amount * rise**step


def amounts_apr(flows: Sequence[Amount], per_year: int) -> Decimal:
    """The rate of amounts in currency units, made whole whatever their decimals."""
    decimals = max(-int(amount.as_tuple().exponent) for _, amount in flows)
    scale = max(2, decimals)
    return apr(
        [
            CashFlow(at, int(abs(amount).scaleb(scale)), "credit" if amount > 0 else "payment")
            for at, amount in flows
        ],
        per_year,
    )


def _nominal_percent(rate: Decimal) -> Decimal:
    """The yearly nominal rate of monthly periods that a yearly rate comes to."""
    return Decimal(repr(((1 + float(rate) / 100) ** (1 / _MONTHS) - 1) * _MONTHS * 100))


def _shown(rate: Decimal) -> Figures:
    shown = {f"apr_displayed_{places}dp": round_percent(rate, places) for places in (0, 1, 2)}
    return {"apr_percent": rate, **shown}


def lists(value: object) -> list[list[object]]:
    """A list of lists, as flows are often written."""
    if not isinstance(value, list) or not all(isinstance(row, list) for row in value):
        raise BadData("inputs", "a list of lists is expected")
    return value
