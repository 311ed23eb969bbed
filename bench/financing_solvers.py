"""Ways to the yearly rate of an even plan: ours, and those of other libraries."""

from collections.abc import Callable, Iterator
from decimal import Decimal, localcontext
from itertools import product
from typing import NamedTuple

import numpy_financial
import pyxirr
import QuantLib
from scipy.optimize import brentq

from financing import CashFlow, apr
from financing.level import Run, level_rate


COUNT = 60


class Even(NamedTuple):
    """An advance and the equal payments that repay it, in cents and as flows."""

    credit: int
    payment: int
    flows: tuple[CashFlow, ...]
    amounts: tuple[int, ...]


Solver = Callable[[Even], float | Decimal | None]


def solvers() -> dict[str, Solver]:
    """Ways to the yearly rate, by name."""
    return {
        "financing.apr of 61 flows": lambda plan: apr(plan.flows),
        "financing.level.level_rate": lambda plan: level_rate(
            plan.credit, Run(COUNT, plan.payment, 1 / 12, 12), ()
        ),
        "pyxirr.irr": lambda plan: _yearly(pyxirr.irr(plan.amounts)),
        "numpy_financial.rate": lambda plan: _yearly(
            numpy_financial.rate(COUNT, -plan.payment, plan.credit, 0, tol=1e-13)
        ),
        "scipy brentq": lambda plan: _yearly(
            brentq(
                lambda i: plan.credit - plan.payment * (1 - (1 + i) ** -COUNT) / i,
                1e-9,
                1,
                xtol=1e-15,
            )
        ),
        "QuantLib yieldRate": lambda plan: _quantlib(plan.credit, plan.payment),
    }


def percent(rate: float | Decimal | None) -> Decimal:
    """The answer of a solver in percent; ours is in percent already."""
    return rate if isinstance(rate, Decimal) else Decimal(rate or 0) * 100


def _quantlib(credit: int, payment: int) -> float:
    start, count = QuantLib.Date(24, 11, 2026), QuantLib.Thirty360(QuantLib.Thirty360.European)
    key = (payment,)
    if key not in _LEGS:
        days = (start + QuantLib.Period(month, QuantLib.Months) for month in range(1, COUNT + 1))
        _LEGS[key] = QuantLib.Leg([QuantLib.SimpleCashFlow(float(payment), day) for day in days])
    ways = (count, QuantLib.Compounded, QuantLib.Annual, True, start, start, 1e-13, 1000, 0.05)
    return float(QuantLib.CashFlows.yieldRate(_LEGS[key], float(credit), *ways))


_LEGS: dict[tuple[int], QuantLib.Leg] = {}


def _yearly(month: float | None) -> float:
    return float((1 + (month or 0.0)) ** 12 - 1)


def plans() -> Iterator[Even]:
    """Credits of 2,000 to 80,000 euros at some 1 to 30 % a year."""
    months = (0.0008, 0.0031, 0.0044, 0.0057, 0.0083, 0.0129, 0.0171, 0.0221)
    for credit, month in product((200_001, 1_234_567, 2_500_000, 4_999_999, 8_000_000), months):
        payment = round(credit * month / (1 - (1 + month) ** -COUNT))
        paid = (CashFlow(month, payment) for month in range(1, COUNT + 1))
        flows = (CashFlow(0, credit, "credit"), *paid)
        yield Even(credit, payment, flows, (-credit, *[payment] * COUNT))


def exact(credit: int, payment: int) -> Decimal:
    with localcontext() as context:
        context.prec = 50
        low, high = Decimal("1e-6"), Decimal("0.1")
        for _ in range(120):
            middle = (low + high) / 2
            worth = payment * (1 - (1 + middle) ** -COUNT) / middle
            low, high = (middle, high) if worth > credit else (low, middle)
        return ((1 + low) ** 12 - 1) * 100
