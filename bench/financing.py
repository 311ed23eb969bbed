"""Print the figures of financing: `python -m bench.financing`; every line of one run, best of many.

The peers solve the same plans; what they find is compared with the equation in fifty digits.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal, localcontext
from itertools import product
from timeit import repeat

import numpy as np
import numpy_financial
import pyxirr
import QuantLib
from scipy.optimize import brentq

from financing import CashFlow, Offer, Quote, apr, quote, quote_grid
from financing.batch import monthly_batch
from financing.level import Run, level_rate
from tests.financing.examples import LAW, OFFERS, WISH, wish


COUNT = 60
RATES = {months: Decimal(490 + months) / 100 for months in (12, 24, 36, 48, 54, 60)}
KMS = (10_000, 15_000, 20_000, 25_000, 30_000)
CARS = 2_000

Solver = Callable[[int, int], float]


def main() -> None:
    """Print a table of solvers, then the times of quotes."""
    plans = list(_plans())
    truths = [_exact(*plan) for plan in plans]
    print(f"{'APR of a plan of 60 months':34} {'best':>10}  worst error, points")
    for name, solver in solvers().items():
        micro = _best(lambda solver=solver: [solver(*plan) for plan in plans], 5) / len(plans)
        errors = (
            abs(Decimal(solver(*plan)) * 100 - truth)
            for plan, truth in zip(plans, truths, strict=True)
        )
        print(f"{name:34} {micro:7.2f} µs  {max(errors):.0e}")
    for name, micro in _quotes():
        print(f"{name:34} {micro / 1000:7.3f} ms")


def solvers() -> dict[str, Solver]:
    """Ways to the yearly rate of (credit, payment) in cents, by name."""
    kept: dict[tuple[int, int], list[CashFlow]] = {}

    def ours(credit: int, payment: int) -> float:
        flows = kept.get((credit, payment))
        if flows is None:
            flows = kept[credit, payment] = [CashFlow(0, credit, "credit")]
            flows += [CashFlow(month, payment) for month in range(1, COUNT + 1)]
        return float(apr(flows)) / 100

    return {
        "financing.apr of 61 flows": ours,
        "financing.level.level_rate": lambda credit, payment: (
            level_rate(credit, Run(COUNT, payment, 1 / 12, 12), ()) or 0.0
        ),
        "pyxirr.irr": lambda credit, payment: _yearly(pyxirr.irr([-credit, *[payment] * COUNT])),
        "numpy_financial.rate": lambda credit, payment: _yearly(
            numpy_financial.rate(COUNT, -payment, credit, 0, tol=1e-13)
        ),
        "scipy brentq": lambda credit, payment: _yearly(
            brentq(lambda i: credit - payment * (1 - (1 + i) ** -COUNT) / i, 1e-9, 1, xtol=1e-15)
        ),
        "QuantLib yieldRate": _quantlib,
    }


def _quantlib(credit: int, payment: int) -> float:
    start, count = QuantLib.Date(24, 11, 2026), QuantLib.Thirty360(QuantLib.Thirty360.European)
    key = (payment,)
    if key not in _LEGS:
        days = (start + QuantLib.Period(month, QuantLib.Months) for month in range(1, COUNT + 1))
        _LEGS[key] = QuantLib.Leg([QuantLib.SimpleCashFlow(float(payment), day) for day in days])
    ways = (count, QuantLib.Compounded, QuantLib.Annual, True, start, start, 1e-13, 1000, 0.05)
    return float(QuantLib.CashFlows.yieldRate(_LEGS[key], float(credit), *ways))


_LEGS: dict[tuple[int], QuantLib.Leg] = {}


def _plans() -> Iterator[tuple[int, int]]:
    """Credits of 2,000 to 80,000 euros at some 1 to 30 % a year."""
    months = (0.0008, 0.0031, 0.0044, 0.0057, 0.0083, 0.0129, 0.0171, 0.0221)
    for credit, month in product((200_001, 1_234_567, 2_500_000, 4_999_999, 8_000_000), months):
        yield credit, round(credit * month / (1 - (1 + month) ** -COUNT))


def _exact(credit: int, payment: int) -> Decimal:
    with localcontext() as context:
        context.prec = 50
        low, high = Decimal("1e-6"), Decimal("0.1")
        for _ in range(120):
            middle = (low + high) / 2
            worth = payment * (1 - (1 + middle) ** -COUNT) / middle
            low, high = (middle, high) if worth > credit else (low, middle)
        return ((1 + low) ** 12 - 1) * 100


def _yearly(month: float) -> float:
    return float((1 + month) ** 12 - 1)


def _quotes() -> Iterator[tuple[str, float]]:
    offers = _offers()
    by_km = [offer for offer in offers if offer.by_distance]
    yield "one quote of a loan", _best(lambda: quote(WISH, offers[0], LAW), 50)
    yield "the same with its schedule", _best(lambda: _scheduled(offers[0]), 20)
    yield "grid, 5 products x 6 x 5", _best(lambda: _grid(offers), 5)
    yield "grid, 150 with a distance each", _best(lambda: _grid([*by_km, *by_km[:2]]), 5)
    prices = np.random.default_rng(4).integers(15_000_00, 60_000_00, CARS)
    one, kms = wish("loa"), list(KMS)
    yield "monthly of 2,000 cars", _best(lambda: monthly_batch(one, offers[2], [15_000], prices), 5)
    wishes = [(wish(offer.product, months=months), offer) for offer in offers for months in RATES]
    yield (
        "300,000 monthly payments",
        _best(lambda: [monthly_batch(each, offer, kms, prices) for each, offer in wishes], 1),
    )


def _scheduled(offer: Offer) -> int:
    found = quote(WISH, offer, LAW)
    return len(found.schedule) if isinstance(found, Quote) else 0


def _grid(offers: list[Offer]) -> int:
    return len(quote_grid(WISH, offers, list(RATES), list(KMS), LAW))


def _offers() -> list[Offer]:
    """Loan, balloon, lease with option, rental, and the balloon of a second lender."""
    offers = [replace(OFFERS[key], rates=RATES) for key in ("loan", "balloon", "loa", "lld")]
    return [*offers, replace(offers[1], key="second", fee_cents=100_00, fee_when="first")]


def _best(work: Callable[[], object], number: int) -> float:
    """Microseconds of the fastest of many runs, which other programs disturbed least."""
    return min(repeat(work, number=number, repeat=25)) / number * 1e6


if __name__ == "__main__":
    main()
