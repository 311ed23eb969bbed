"""The long proofs: `make prove [CLICKS=…]`. The tests run the same code on a smaller sample."""

import sys
import tempfile
from pathlib import Path

from bench.deal import prove_deals
from bench.flips import missed_flips
from bench.prove_configurator import prove
from bench.prove_days import prove_days
from bench.same_cents import prove_same_cents
from bench.sealing import sealed_by_two


CLICKS = 320  # on each model
FLIPS = 2_000
ORDERS = 1_000


def signatures() -> None:
    """Flip bits of a signed order, and seal many orders before a failing timestamp authority."""
    print(f"{'signed order':24} {FLIPS:9,} flipped bits, {missed_flips(FLIPS)} missed")
    with tempfile.TemporaryDirectory(prefix="volant-prove-") as folder:
        tally = sealed_by_two(f"sqlite:///{folder}/volant.db", Path(folder), ORDERS)
    print(
        f"{'orders before 2 workers':24} {tally.orders:9,} sealed {tally.sealed:,}, "
        f"twice {tally.twice}, tried again {tally.failures:,}"
    )


if __name__ == "__main__":
    wrong = prove(int(sys.argv[1]) if len(sys.argv) > 1 else CLICKS)
    wrong += prove_deals()
    wrong += prove_same_cents()
    wrong += prove_days()
    signatures()
    sys.exit(wrong > 0)
