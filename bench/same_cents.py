"""200 random orders, and whether every place shows the same cents: part of `make prove`."""

import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from bench.stores import opened
from store import clock
from tests.store.same_cents import differences


ORDERS = 200
MOMENT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


def prove_same_cents(count: int = ORDERS) -> int:
    """Play orders and compare; return how many amounts are shown otherwise."""
    with (
        tempfile.TemporaryDirectory(prefix="volant-cents-") as folder,
        clock.stopped_at(MOMENT),
        opened(Path(folder)) as app,
    ):
        wrong = differences(app, count)
    for fault in wrong:
        print(fault)
    print(f"{'orders, every place':24} {count:9,} checked, {len(wrong)} amounts shown otherwise")
    return len(wrong)


if __name__ == "__main__":
    sys.exit(1 if prove_same_cents(int(sys.argv[1]) if len(sys.argv) > 1 else ORDERS) else 0)
