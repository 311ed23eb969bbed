"""The store walked day by day, each week a car is bought: part of `make prove`.

Every page that shows a price is opened on each day from 1 December 2026 to 460 days ahead, 29
February 2028 among them, by the clock alone: no table is added on the way.
"""

import sys
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from flask import Flask

from bench.stores import opened
from store import clock
from tests.store.days import Fault, at_noon, bought_on, faults_on, two_journeys


FIRST, DAYS, WEEK = date(2026, 12, 1), 460, 7


def prove_days(days: int = DAYS) -> int:
    """Walk so many days ahead; return how many pages were broken or silent."""
    with (
        tempfile.TemporaryDirectory(prefix="volant-days-") as folder,
        clock.stopped_at(at_noon(FIRST)),
        opened(Path(folder)) as app,
    ):
        wrong = list(_walk(app, days))
    for fault in wrong:
        print(f"{fault.on} {fault.path}: {fault.reason}")
    print(f"{'days ahead':24} {days:9,} walked, {len(wrong)} pages broken or silent")
    return len(wrong)


def _walk(app: Flask, days: int) -> Iterator[Fault]:
    walkers = two_journeys(app.test_client())
    for number in range(days + 1):
        on = FIRST + timedelta(days=number)
        yield from faults_on(app, on, walkers)
        if number % WEEK == 0:
            yield from bought_on(on, number)


if __name__ == "__main__":
    sys.exit(prove_days(int(sys.argv[1]) if len(sys.argv) > 1 else DAYS) > 0)
