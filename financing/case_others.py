"""Worked cases about leases, insurance and the rate of the United States."""

from decimal import Decimal
from fractions import Fraction

from financing.case_flows import Amount, amounts_apr, lists, paid, received
from financing.case_inputs import Figures, Inputs, fraction, number
from financing.us_rate import us_percent


_MONTHS = 12


def lease_figures(inputs: Inputs) -> Figures:
    """A lease: totals with and without its option, and the rate in it."""
    price, option = inputs.amount("price"), inputs.amount("option", default=0)
    count, first = inputs.whole("rentals"), inputs.amount("first_rental", default=0)
    rental = inputs.amount("rental")
    month = inputs.whole("duration_months", default=count)
    flows: list[Amount] = [(Fraction(0), price), (Fraction(0), -first)]
    flows += [(Fraction(at, _MONTHS), -rental) for at in range(1, count + 1)]
    flows.append((Fraction(month, _MONTHS), -option))
    rents = first + rental * count
    insured = inputs.amount("insurance_per_month", default=0)
    return {
        "total_without_option": rents,
        "total_with_option": rents + option,
        "insurance_total": insured * inputs.whole("insurance_months", default=month),
        "implied_apr": amounts_apr(flows, 1),
    }


def insurance_figures(inputs: Inputs) -> Figures:
    """The rate of an insurance: with it less without it."""
    drawn, repaid = received(inputs), paid(inputs)
    premium = inputs.amount("insurance_per_month", "insurance_monthly", "premium")
    dearer = [(at, amount - premium if at else amount) for at, amount in repaid]
    without, insured = amounts_apr([*drawn, *repaid], 1), amounts_apr([*drawn, *dearer], 1)
    months = inputs.whole("insurance_months", default=sum(bool(at) for at, _ in repaid))
    taea = insured - without
    return {
        "taea_percent": taea,
        "taea": taea,
        "apr_percent": without,
        "apr_with_insurance_percent": insured,
        "insurance_total": premium * months,
    }


def us_figures(inputs: Inputs) -> Figures:
    """The nominal rate of Regulation Z."""
    odd = fraction(inputs.values.get("odd_first_fraction") or 0)
    flows = [(Fraction(0), int(inputs.amount("advance") * 100))] if inputs.has("advance") else []
    for names, sign, late in (("advances", 1, Fraction(0)), ("payments", -1, odd)):
        key = f"{names}_count_amount_firstperiod"
        for count, amount, first in lists(inputs.values.get(key, [])):
            cents = sign * int(number(amount) * 100)
            begin = fraction(first) + late
            flows += [(begin + at, cents) for at in range(int(str(count)))]
    per_year = float(inputs.amount("periods_per_year", default=_MONTHS))
    rate = Decimal(repr(us_percent(flows, per_year)))
    return {"apr_nominal_percent": rate, "apr_percent": rate}
