"""Print the figures of financing: `python -m bench.financing`; every line of one run, best of many.

The peers solve the same plans; what they find is compared with the equation in fifty digits.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from time import process_time
from timeit import repeat

import numpy as np

from bench.financing_solvers import exact, percent, plans, solvers
from financing import Offer, Quote, quote, quote_grid
from financing.batch import monthly_batch
from tests.financing.examples import LAW, OFFERS, WISH, wish


RATES = {months: Decimal(490 + months) / 100 for months in (12, 24, 36, 48, 54, 60)}
KMS = (10_000, 15_000, 20_000, 25_000, 30_000)
CARS = 2_000


def main() -> None:
    """Print a table of solvers, then the times of quotes."""
    even = list(plans())
    truths = [exact(plan.credit, plan.payment) for plan in even]
    print(f"{'APR of a plan of 60 months':34} {'best':>10}  worst error, points")
    for name, solver in solvers().items():
        micro = _best(lambda solver=solver: [solver(plan) for plan in even], 5) / len(even)
        errors = (
            abs(percent(solver(plan)) - truth) for plan, truth in zip(even, truths, strict=True)
        )
        print(f"{name:34} {micro:7.2f} µs  {max(errors):.0e}")
    for name, micro in _quotes():
        print(f"{name:34} {micro / 1000:7.3f} ms")


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
    """Microseconds of processor time of the fastest of many runs, the least disturbed."""
    return min(repeat(work, number=number, repeat=100, timer=process_time)) / number * 1e6


if __name__ == "__main__":
    main()
